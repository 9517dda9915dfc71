package dev.plimsoll.engine.http;

import dev.plimsoll.engine.record.ErrorKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An exchange that keeps what it is told. */
final class TestExchange extends HttpExchange {
    final CompletableFuture<String> end = new CompletableFuture<>();
    final CompletableFuture<String> firstBody = new CompletableFuture<>();
    Runnable onEnd = () -> {};
    volatile int status;
    volatile String headText = "";
    volatile ErrorKind error;
    private final StringBuilder body = new StringBuilder();
    private boolean insideSend;

    /** Sends it; on the loop. */
    TestExchange send(HttpClient client, ByteBuf request) {
        insideSend = true;
        client.send(this, request);
        insideSend = false;
        return this;
    }

    /** The body, or the error and its message. */
    String await() throws Exception {
        return end.get(20, TimeUnit.SECONDS);
    }

    @Override
    protected void sent(long startNs) {}

    @Override
    public void head(HttpHead head, long readNs) {
        status = head.status();
        headText = head.text();
    }

    @Override
    public void body(byte[] source, int from, int to, long readNs) {
        body.append(new String(source, from, to - from, StandardCharsets.UTF_8));
        firstBody.complete(body.toString());
    }

    @Override
    protected void ended(long atNs) {
        tell(body.toString());
    }

    @Override
    protected void failed(ErrorKind kind, String message, long atNs) {
        error = kind;
        tell(kind + ": " + message);
    }

    private void tell(String what) {
        if (insideSend) {
            what = "told from within send: " + what;
        }
        if (!end.complete(what)) {
            throw new AssertionError("ended twice: " + what);
        }
        onEnd.run();
    }

    /** A request with this body. */
    static ByteBuf request(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteBuf request = Unpooled.directBuffer(256 + bytes.length);
        request.writeCharSequence(
                "POST /v1/x?y=1 HTTP/1.1\r\nHost: the.host:81\r\nX-Team: Blue\r\nConnection: keep-alive\r\n"
                        + "Content-Length: " + bytes.length + "\r\n\r\n",
                StandardCharsets.US_ASCII);
        return request.writeBytes(bytes);
    }
}

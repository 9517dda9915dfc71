package dev.plimsoll.engine.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** Netty's decoder as the reference for {@link HttpAnswerScanner}: both readings of one answer as text. */
final class NettyReader {
    static final String REFUSED = "refused";

    private NettyReader() {}

    /** What Netty makes of an answer, the connection closed behind it; {@link #REFUSED} where it takes none. */
    static String read(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder());
        Reading reading = new Reading();
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        reading.take(channel);
        boolean whole = reading.last;
        channel.finish();
        reading.take(channel);
        if (reading.refused) {
            return REFUSED;
        }
        return text(reading.status, whole, reading.last && !reading.cut, reading.body.toString(), reading.requestId);
    }

    /** What we make of it. */
    static String ours(ScannedAnswer answer) {
        return text(
                answer.status(),
                answer.done(),
                answer.done() || answer.endsByClose(),
                answer.body(),
                answer.head().header("x-request-id"));
    }

    private static String text(int status, boolean whole, boolean wholeAtClose, String body, String requestId) {
        return status + "|" + whole + "|" + wholeAtClose + "|" + body + "|" + requestId;
    }

    private static final class Reading {
        private int status;
        private boolean last;
        private boolean cut;
        private boolean refused;
        private String requestId;
        private final StringBuilder body = new StringBuilder();

        void take(EmbeddedChannel channel) {
            HttpObject message;
            while ((message = channel.readInbound()) != null) {
                if (last) {
                    ReferenceCountUtil.release(message); // of a second answer
                    continue;
                }
                if (message.decoderResult().isFailure()) {
                    boolean prematureEnd = message.decoderResult()
                            .cause()
                            .getClass()
                            .getSimpleName()
                            .startsWith("PrematureChannel");
                    cut |= prematureEnd;
                    refused |= !prematureEnd;
                }
                if (message instanceof HttpResponse response) {
                    status = response.status().code();
                    requestId = response.headers().get("X-Request-Id");
                }
                if (message instanceof HttpContent content && status >= 200) {
                    body.append(content.content().toString(StandardCharsets.ISO_8859_1));
                    last = message instanceof LastHttpContent;
                }
                ReferenceCountUtil.release(message);
            }
        }
    }
}

package dev.plimsoll.engine.http;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestTimings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a channel, the scanner of its answers, and the exchange in flight (HTTP/1.1 without pipelining: one at a time).
 *
 * <p>States only go forward, except that IDLE and BUSY alternate. Whoever ends an exchange detaches it first, so that a listener may
 * send the next one, cancel or close from within its own call.
 */
@ChannelHandler.Sharable // added again when the next of several addresses is tried; still one channel at a time
final class HttpConnection extends ChannelInboundHandlerAdapter implements HttpAnswerSink {
    enum State {
        CONNECTING,
        IDLE,
        BUSY,
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final HttpConnectionPool pool;
    private final HttpAnswerScanner scanner = new HttpAnswerScanner();

    State state = State.CONNECTING;
    /** Where it stands in the pool's list of all connections. */
    int position;
    /** Where it stands among the idle ones, -1 if it does not. */
    int idlePosition = -1;
    /** The exchange it is opened for, where it is for no other. */
    @Nullable
    HttpExchange reservedFor;

    private @Nullable ChannelHandlerContext context;
    private @Nullable HttpExchange exchange;
    private final long connectStartNs;
    private long connectNs = RequestTimings.ABSENT;
    private long tlsNs = RequestTimings.ABSENT;
    private long lastActivityNs;
    private int served;
    private long answeredNs;
    private boolean sending;
    private @Nullable Throwable trouble;

    HttpConnection(HttpConnectionPool pool, long nowNs) {
        this.pool = pool;
        this.connectStartNs = nowNs;
    }

    // ---- life

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        connectNs = pool.nowNs() - connectStartNs;
        if (!pool.isTls()) {
            pool.connected(this);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (state == State.CONNECTING && event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                tlsNs = pool.nowNs() - connectStartNs - connectNs;
                pool.connected(this);
            } else {
                pool.connectFailed(this, ErrorKind.TLS, pool.tlsMessage(handshake.cause()));
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        trouble = cause;
        if (state != State.CONNECTING) {
            if (!isPeersFault(cause)) {
                LOG.error("Handling the answer from {} failed", ctx.channel().remoteAddress(), cause);
            }
            lost();
        } else if (pool.isTls() && connectNs != RequestTimings.ABSENT) {
            pool.connectFailed(this, ErrorKind.TLS, pool.tlsMessage(cause));
        } else {
            pool.connectFailed(this, ErrorKind.CONNECT, pool.connectMessage(cause));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (state == State.CONNECTING) {
            pool.connectFailed(this, ErrorKind.CONNECT, pool.connectMessage(new IOException("closed by the server")));
        } else {
            lost();
        }
    }

    /** Closes the channel and leaves the pool; what was in flight must have been detached. */
    void close() {
        assert exchange == null;
        if (state != State.CLOSED) {
            pool.remove(this);
            state = State.CLOSED;
            ChannelHandlerContext ctx = context;
            if (ctx != null) {
                ctx.close();
            }
        }
    }

    // ---- request

    /** Sends now; the connection must be free. */
    void send(HttpExchange next) {
        assert state != State.BUSY && state != State.CLOSED;
        ChannelHandlerContext ctx = context;
        ByteBuf request = next.request;
        if (ctx == null || request == null) {
            throw new IllegalStateException("nothing to send or nowhere to send it");
        }
        state = State.BUSY;
        exchange = next;
        scanner.reset();
        boolean first = next.retries == 0;
        next.connection = this;
        if (first) {
            next.reused = served > 0;
            next.bytesSent = request.readableBytes();
            if (served == 0 && next.askedNs < connectStartNs + connectNs) {
                next.connectNs = connectNs;
                next.tlsNs = tlsNs;
            }
        }
        long startNs = pool.nowNs();
        lastActivityNs = startNs;
        if (first) {
            next.sendStartNs = startNs;
        }
        sending = true;
        ctx.writeAndFlush(request.retain(), ctx.voidPromise());
        noteSendEnd(ctx, next);
        sending = false;
        if (first) {
            next.sent(next.sendStartNs);
        }
        if (next.sendEndNs != RequestTimings.ABSENT) {
            next.written(next.sendEndNs);
        }
    }

    /** A small request is flushed by now; else a marker behind it tells when it is. */
    private void noteSendEnd(ChannelHandlerContext ctx, HttpExchange next) {
        ChannelOutboundBuffer pending = ctx.channel().unsafe().outboundBuffer();
        if (pending == null) {
            return; // closed meanwhile
        }
        if (pending.isEmpty()) {
            next.sendEndNs = pool.nowNs();
        } else {
            ChannelHandlerContext belowTls = ctx.pipeline().firstContext();
            belowTls.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) written -> {
                if (written.isSuccess() && exchange == next) {
                    next.sendEndNs = pool.nowNs();
                    if (!sending) { // else it is told once sending is over
                        next.written(next.sendEndNs);
                    }
                }
            });
        }
    }

    // ---- answer

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        long readNs = pool.nowNs();
        ByteBuf bytes = (ByteBuf) message;
        try {
            read(bytes, readNs);
        } finally {
            bytes.release();
        }
    }

    private void read(ByteBuf bytes, long readNs) {
        HttpExchange current = exchange;
        if (current == null) {
            close(); // bytes nobody asked for: a late answer or a 408 on an idle connection
            return;
        }
        lastActivityNs = readNs;
        if (current.firstByteNs == RequestTimings.ABSENT) {
            current.firstByteNs = readNs;
        }
        current.reads++;
        current.bytesReceived += bytes.readableBytes();
        byte[] scan = pool.scanArray();
        try {
            while (bytes.isReadable() && exchange == current) {
                int count = Math.min(bytes.readableBytes(), scan.length);
                bytes.readBytes(scan, 0, count);
                int used = scanner.feed(scan, 0, count, readNs, this);
                if (scanner.isDone()) {
                    if (exchange == current) {
                        answered(current, used == count && !bytes.isReadable(), readNs);
                    }
                    return;
                }
            }
        } catch (HttpProtocolException e) {
            fail(ErrorKind.PROTOCOL, String.valueOf(e.getMessage()), readNs);
        }
    }

    @Override
    public void head(HttpHead head, long readNs) {
        HttpExchange current = exchange;
        if (current != null) {
            current.head(head, readNs);
        }
    }

    @Override
    public void body(byte[] bytes, int from, int to, long readNs) {
        HttpExchange current = exchange;
        if (current != null) {
            current.body(bytes, from, to, readNs);
        }
    }

    private void answered(HttpExchange current, boolean nothingLeft, long readNs) {
        exchange = null;
        if (served > 0) {
            pool.trust().served();
        }
        served++;
        answeredNs = readNs;
        boolean wholeRequestSent = current.sendEndNs != RequestTimings.ABSENT;
        current.over();
        if (nothingLeft
                && wholeRequestSent
                && scanner.keepsAlive()
                && pool.trust().keep()) {
            state = State.IDLE;
            pool.free(this);
        } else {
            close();
        }
        current.ended(readNs);
    }

    // ---- ends that are not an answer

    /** The channel failed or closed. */
    private void lost() {
        if (sending) {
            pool.execute(this::lost); // never tell the end from within the sender's own stack
            return;
        }
        HttpExchange current = exchange;
        long nowNs = pool.nowNs();
        if (served > 0 && state != State.CLOSED && (current == null || !scanner.isStarted())) {
            pool.trust().died(nowNs - answeredNs);
        }
        if (current == null) {
            close();
            return;
        }
        exchange = null;
        close();
        if (!scanner.isStarted() && current.reused && current.retries == 0) {
            pool.retry(current);
            return;
        }
        current.over();
        Throwable cause = trouble;
        if (cause == null && scanner.endsByClose()) {
            current.ended(nowNs);
        } else if (cause == null || isPeersFault(cause)) {
            String how = cause == null ? "the server closed the connection" : String.valueOf(cause.getMessage());
            String when = scanner.isStarted() ? " in the middle of the answer" : " before any byte of the answer";
            current.failed(ErrorKind.RESET, how + when, nowNs);
        } else {
            current.failed(ErrorKind.PROTOCOL, "the answer could not be processed: " + cause, nowNs);
        }
    }

    /** Trouble of the network or of TLS, not of our own code. */
    static boolean isPeersFault(Throwable cause) {
        return cause instanceof IOException || cause.getCause() instanceof IOException;
    }

    /** Ends the exchange in flight with an error and closes. */
    void fail(ErrorKind kind, String message, long atNs) {
        HttpExchange current = exchange;
        exchange = null;
        close();
        if (current != null) {
            current.over();
            current.failed(kind, message, atNs);
        }
    }

    /** Forgets the exchange in flight, untold, and closes. */
    void abandon() {
        HttpExchange current = exchange;
        exchange = null;
        close();
        if (current != null) {
            current.over();
        }
    }

    /** What is in flight, or null. */
    @Nullable
    HttpExchange inFlight() {
        return exchange;
    }

    /** Looks whether somebody's patience is over. */
    void checkDeadlines(long nowNs, HttpTimeouts timeouts) {
        HttpExchange current = exchange;
        if (state == State.CONNECTING) {
            if (timeouts.connectNs() > 0 && nowNs - connectStartNs > timeouts.connectNs()) {
                pool.connectFailed(
                        this,
                        ErrorKind.TIMEOUT_CONNECT,
                        "no connection within " + HttpConnectionPool.seconds(timeouts.connectNs()));
            } else if (reservedFor != null && pool.isOverdue(reservedFor, nowNs)) {
                HttpExchange overdue = reservedFor;
                pool.release(this);
                pool.failOverdue(overdue);
            }
        } else if (current != null) {
            if (pool.isOverdue(current, nowNs)) {
                fail(
                        ErrorKind.TIMEOUT_TOTAL,
                        "not finished within " + HttpConnectionPool.seconds(timeouts.totalNs()),
                        nowNs);
            } else if (timeouts.idleNs() > 0 && nowNs - lastActivityNs > timeouts.idleNs()) {
                fail(ErrorKind.TIMEOUT_IDLE, "no byte for " + HttpConnectionPool.seconds(timeouts.idleNs()), nowNs);
            }
        }
    }
}

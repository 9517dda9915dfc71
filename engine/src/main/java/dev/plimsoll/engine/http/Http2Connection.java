package dev.plimsoll.engine.http;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestTimings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.collection.IntObjectHashMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/2 connection and the exchanges on its streams. The framing, the flow control and the compression of headers are Netty's
 * ({@link Http2Codec}); the times are taken here, once per socket read, before the codec sees a byte.
 *
 * <p>An exchange is told of its end when its stream is closed, so that the stream's place is free for the request that the end brings
 * forth. Whoever ends an exchange detaches it first.
 */
final class Http2Connection {
    private enum State {
        CONNECTING,
        OPEN,
        /** Takes no further stream. */
        LEAVING,
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);

    private final Http2Pool pool;
    private final long connectStartNs;
    private final HttpHead head = new HttpHead();
    private final IntObjectHashMap<Http2Call> calls = new IntObjectHashMap<>();
    private State state = State.CONNECTING;
    private @Nullable Http2Codec codec;
    private long connectNs = RequestTimings.ABSENT;
    private long tlsNs = RequestTimings.ABSENT;
    private long readNs;
    private long reads;
    private long answers;
    private int lastStreamKept = Integer.MAX_VALUE;
    private boolean sending;
    private @Nullable Throwable trouble;

    Http2Connection(Http2Pool pool, long nowNs) {
        this.pool = pool;
        this.connectStartNs = nowNs;
    }

    // ---- life

    void install(ChannelPipeline pipeline) {
        Http2Codec made = Http2Codec.of(this);
        codec = made;
        pipeline.addLast(new Http2Gate(this)).addLast(made);
    }

    boolean isConnecting() {
        return state == State.CONNECTING;
    }

    boolean isTls() {
        return pool.connector().isTls();
    }

    boolean isIdle() {
        return state == State.OPEN && calls.isEmpty();
    }

    void active() {
        connectNs = pool.nowNs() - connectStartNs;
    }

    void secured(String protocol) {
        tlsNs = pool.nowNs() - connectStartNs - connectNs;
        if (!protocol.equals("h2")) {
            pool.connectFailed(
                    this,
                    ErrorKind.TLS,
                    pool.connector()
                            .tlsMessage(new IOException(
                                    "the server does not offer HTTP/2 (ALPN); leave httpVersion out to use HTTP/1.1")));
        }
    }

    void notSecured(Throwable cause) {
        pool.connectFailed(this, ErrorKind.TLS, pool.connector().tlsMessage(cause));
    }

    /** The server's first settings came: it speaks HTTP/2, and says how many streams it allows. */
    void settings() throws Http2Exception {
        Http2Codec current = codec;
        if (state != State.CONNECTING || current == null) {
            pool.later(pool::serveQueue);
        } else if (streamLimit() == 0) {
            pool.connectFailed(this, ErrorKind.PROTOCOL, "the server allows no HTTP/2 stream on a new connection");
        } else {
            current.widenWindow();
            state = State.OPEN;
            pool.connected(this);
        }
    }

    /** Something failed below the codec, or the codec gave the connection up. */
    void troubled(Throwable cause) {
        if (trouble == null) {
            trouble = cause;
        }
        if (!HttpConnection.isPeersFault(cause) && !(cause instanceof Http2Exception)) {
            LOG.error("Handling what came over HTTP/2 failed", cause);
        }
        if (state != State.CONNECTING) {
            leave();
        } else if (isTls() && connectNs != RequestTimings.ABSENT && tlsNs == RequestTimings.ABSENT) {
            notSecured(cause);
        } else if (connectNs == RequestTimings.ABSENT || cause instanceof IOException) {
            pool.connectFailed(this, ErrorKind.CONNECT, pool.connector().connectMessage(cause));
        } else {
            pool.connectFailed(
                    this,
                    ErrorKind.PROTOCOL,
                    "the server does not speak HTTP/2 here; leave httpVersion out to use HTTP/1.1 ("
                            + cause.getMessage() + ")");
        }
    }

    /** The channel is closed; every stream has been. */
    void inactive() {
        if (state == State.CONNECTING) {
            troubled(new IOException(
                    connectNs == RequestTimings.ABSENT
                            ? "closed by the server"
                            : "closed by the server without a word of HTTP/2; leave httpVersion out to use HTTP/1.1"));
        }
        close();
    }

    /** The server takes no stream behind this one, and looked at none. */
    void goAway(int lastStream) {
        lastStreamKept = lastStream;
        leave();
    }

    private void leave() {
        if (state == State.OPEN) {
            state = State.LEAVING;
            closeWhenDone();
        }
    }

    private void closeWhenDone() {
        if (state == State.LEAVING && calls.isEmpty()) {
            pool.later(this::close);
        }
    }

    /** Leaves the pool and closes the channel. What was on it must have been detached, or is told by the closing of its stream. */
    void close() {
        if (state == State.CLOSED) {
            return;
        }
        pool.remove(this);
        state = State.CLOSED;
        Http2Codec current = codec;
        if (current != null) {
            current.closeChannel();
        }
    }

    // ---- request

    /** How many streams the server allows, as far as we use them. */
    int streamLimit() {
        Http2Codec current = codec;
        return current == null ? 0 : Math.min(Http2Pool.MOST_STREAMS, current.streamsAllowed());
    }

    /** How many further streams it takes. */
    int room() {
        return state == State.OPEN ? streamLimit() - calls.size() : 0;
    }

    /** Sends now; there must be room. */
    void send(HttpExchange next) {
        Http2Codec current = codec;
        ByteBuf request = next.request;
        if (current == null || request == null) {
            throw new IllegalStateException("nothing to send or nowhere to send it");
        }
        boolean first = next.retries == 0;
        int size = request.readableBytes();
        Http2Headers headers = pool.requestHead().take(request);
        int stream = current.nextStream();
        long startNs = pool.nowNs();
        Http2Call call = new Http2Call(this, stream, next, answers > 0, startNs);
        calls.put(stream, call);
        next.call = call;
        if (first) {
            next.reused = answers > 0;
            next.bytesSent = size;
            next.sendStartNs = startNs;
            if (answers == 0 && next.askedNs < connectStartNs + connectNs) {
                next.connectNs = connectNs;
                next.tlsNs = tlsNs;
            }
        }
        sending = true;
        current.send(stream, headers, request, call);
        sending = false;
        if (first) {
            next.sent(startNs);
        }
    }

    /** The last byte of a request was flushed, or never will be. */
    void written(Http2Call call, ChannelFuture written) {
        HttpExchange exchange = call.exchange;
        if (exchange == null) {
            return;
        }
        if (written.isSuccess()) {
            exchange.sendEndNs = pool.nowNs();
        } else {
            closed(call.stream);
        }
    }

    // ---- answer

    /** A socket read, before anybody has looked at its bytes. */
    void read() {
        readNs = pool.nowNs();
        reads++;
    }

    void headers(int stream, Http2Headers headers, boolean last) {
        Http2Call call = calls.get(stream);
        HttpExchange exchange = came(call, 0);
        if (call == null || exchange == null) {
            return;
        }
        if (!call.headCame) {
            int status = status(headers.status());
            if (status >= 100 && status < 200) {
                return;
            }
            call.headCame = true;
            try {
                head.take(status, headers);
                exchange.bytesReceived += head.raw.length();
                exchange.head(head, readNs);
            } catch (HttpProtocolException e) {
                refuse(call, e);
                return;
            }
        }
        if (last) {
            call.answeredNs = readNs;
        }
    }

    private static int status(@Nullable CharSequence text) {
        boolean number = text != null && text.length() == 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(String.valueOf(text)) : 0;
    }

    void data(int stream, ByteBuf bytes, boolean last) {
        Http2Call call = calls.get(stream);
        HttpExchange exchange = came(call, bytes.readableBytes());
        if (call == null || exchange == null) {
            return;
        }
        byte[] scan = pool.scanArray();
        try {
            while (bytes.isReadable() && call.exchange == exchange) {
                int count = Math.min(bytes.readableBytes(), scan.length);
                bytes.readBytes(scan, 0, count);
                exchange.body(scan, 0, count, readNs);
            }
        } catch (HttpProtocolException e) {
            refuse(call, e);
            return;
        }
        if (last) {
            call.answeredNs = readNs;
        }
    }

    private @Nullable HttpExchange came(@Nullable Http2Call call, int bytes) {
        HttpExchange exchange = call == null ? null : call.exchange;
        if (call == null || exchange == null) {
            return null;
        }
        call.lastActivityNs = readNs;
        if (exchange.firstByteNs == RequestTimings.ABSENT) {
            exchange.firstByteNs = readNs;
        }
        if (call.lastRead != reads) {
            call.lastRead = reads;
            exchange.reads++;
        }
        exchange.bytesReceived += bytes;
        return exchange;
    }

    /** The whole answer came before the whole request was sent: nobody wants the rest. */
    void stopSending(int stream) {
        Http2Call call = calls.get(stream);
        if (call != null && call.answeredNs != RequestTimings.ABSENT) {
            reset(call);
        }
    }

    // ---- ends

    /** The server gave a stream up. */
    void resetByServer(int stream, long errorCode) {
        Http2Call call = calls.get(stream);
        if (call != null && call.answeredNs == RequestTimings.ABSENT) {
            if (errorCode == Http2Error.REFUSED_STREAM.code() && retried(call)) {
                return;
            }
            Http2Error error = Http2Error.valueOf(errorCode);
            call.reset = "the server reset the stream (" + (error == null ? "error " + errorCode : error) + ")";
        }
    }

    /** A stream broke the rules of HTTP/2. */
    void streamFailed(int stream, String message) {
        Http2Call call = calls.get(stream);
        if (call != null) {
            fail(call, ErrorKind.PROTOCOL, message);
        }
    }

    /** A stream is closed, for whatever reason. */
    void closed(int stream) {
        if (sending) {
            pool.later(() -> closed(stream)); // never tell the end from within the sender's own stack
            return;
        }
        Http2Call call = calls.remove(stream);
        if (call == null) {
            return;
        }
        HttpExchange exchange = call.exchange;
        if (exchange != null) {
            end(call, exchange);
        }
        if (state == State.OPEN) {
            pool.serveQueue();
        }
        closeWhenDone();
    }

    private void end(Http2Call call, HttpExchange exchange) {
        if (call.answeredNs != RequestTimings.ABSENT) {
            answers++;
            call.exchange = null;
            exchange.over();
            exchange.ended(call.answeredNs);
            return;
        }
        String reset = call.reset;
        if (reset != null) {
            fail(call, ErrorKind.RESET, reset + when(call));
            return;
        }
        boolean neverLookedAt = call.stream > lastStreamKept;
        boolean died = call.reused && exchange.firstByteNs == RequestTimings.ABSENT;
        if ((neverLookedAt || died) && retried(call)) {
            return;
        }
        Throwable cause = trouble;
        boolean broken = cause != null && !(cause instanceof IOException);
        fail(
                call,
                broken ? ErrorKind.PROTOCOL : ErrorKind.RESET,
                (cause == null ? "the server closed the connection" : String.valueOf(cause.getMessage())) + when(call));
    }

    /** Sends it once more, unless that was done before. */
    private boolean retried(Http2Call call) {
        HttpExchange exchange = call.exchange;
        if (exchange == null || exchange.retries > 0 || exchange.firstByteNs != RequestTimings.ABSENT) {
            return false;
        }
        call.exchange = null;
        pool.retry(exchange);
        return true;
    }

    private static String when(Http2Call call) {
        HttpExchange exchange = call.exchange;
        return exchange != null && exchange.firstByteNs != RequestTimings.ABSENT
                ? " in the middle of the answer"
                : " before any byte of the answer";
    }

    private void refuse(Http2Call call, HttpProtocolException e) {
        fail(call, ErrorKind.PROTOCOL, String.valueOf(e.getMessage()));
        reset(call);
    }

    private void fail(Http2Call call, ErrorKind kind, String message) {
        HttpExchange exchange = call.exchange;
        call.exchange = null;
        if (exchange != null) {
            pool.fail(exchange, kind, message);
        }
    }

    /** Forgets an exchange, untold; the stream is reset, the connection stays. */
    void abandon(Http2Call call) {
        call.exchange = null;
        reset(call);
    }

    private void reset(Http2Call call) {
        Http2Codec current = codec;
        if (current != null && calls.get(call.stream) == call) {
            current.reset(call.stream);
        }
    }

    void addInFlight(List<HttpExchange> inFlight) {
        for (Http2Call call : calls.values()) {
            HttpExchange exchange = call.exchange;
            if (exchange != null) {
                inFlight.add(exchange);
            }
        }
    }

    /** Looks whether somebody's patience is over. */
    void checkDeadlines(long nowNs, HttpTimeouts timeouts) {
        if (state == State.CONNECTING) {
            if (timeouts.connectNs() > 0 && nowNs - connectStartNs > timeouts.connectNs()) {
                pool.connectFailed(
                        this,
                        ErrorKind.TIMEOUT_CONNECT,
                        "no connection within " + HttpConnectionPool.seconds(timeouts.connectNs()));
            }
            return;
        }
        for (Http2Call call : new ArrayList<>(calls.values())) {
            HttpExchange exchange = call.exchange;
            if (exchange == null) {
                continue;
            }
            if (timeouts.totalNs() > 0 && nowNs - exchange.askedNs > timeouts.totalNs()) {
                overdue(call, ErrorKind.TIMEOUT_TOTAL, "not finished within ", timeouts.totalNs());
            } else if (timeouts.idleNs() > 0 && nowNs - call.lastActivityNs > timeouts.idleNs()) {
                overdue(call, ErrorKind.TIMEOUT_IDLE, "no byte for ", timeouts.idleNs());
                if (nowNs - readNs > timeouts.idleNs()) {
                    leave(); // nothing came for any stream: it may be dead
                }
            }
        }
    }

    private void overdue(Http2Call call, ErrorKind kind, String what, long limitNs) {
        fail(call, kind, what + HttpConnectionPool.seconds(limitNs));
        reset(call);
    }
}

package dev.plimsoll.engine.http;

import dev.plimsoll.engine.record.RequestTimings;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;

/** One exchange on its stream of an HTTP/2 connection. Told when the last byte of the request was flushed. */
final class Http2Call implements ChannelFutureListener {
    final Http2Connection connection;
    final int stream;
    /** Whether the connection had brought an answer before. */
    final boolean reused;
    /** Null once it is over or was given up. */
    @Nullable
    HttpExchange exchange;

    long lastActivityNs;
    /** When the whole answer had come, or ABSENT. */
    long answeredNs = RequestTimings.ABSENT;
    /** Number of the connection's read that last brought bytes of this answer. */
    long lastRead = -1;

    boolean headCame;
    /** What the server said when it reset the stream, or null. */
    @Nullable
    String reset;

    Http2Call(Http2Connection connection, int stream, HttpExchange exchange, boolean reused, long nowNs) {
        this.connection = connection;
        this.stream = stream;
        this.exchange = exchange;
        this.reused = reused;
        this.lastActivityNs = nowNs;
    }

    @Override
    public void operationComplete(ChannelFuture written) {
        connection.written(this, written);
    }
}

package dev.plimsoll.engine.http;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/2 connections of one event loop to one origin. A request is a stream on the connection with the fewest; another connection
 * is opened when each carries as many as its server allows, {@link #MOST_STREAMS} at most.
 *
 * <p>What the server says it did not look at (a refused stream, one behind its last stream at GOAWAY) and what dies without a byte on a
 * connection that had answered before is sent once more; the exchange counts it.
 *
 * <p>Threading: every method is called on the loop.
 */
final class Http2Pool implements HttpClient {
    /** More streams on one connection would merge ever more of their events into the same reads. */
    static final int MOST_STREAMS = 100;

    private final HttpTimeouts timeouts;
    private final EventLoop loop;
    private final NanoClock clock;
    private final Connector connector;
    private final Http2RequestHead requestHead;
    private final byte[] scanArray = new byte[SharedReceiveBuffer.BYTES];
    private final List<Http2Connection> all = new ArrayList<>();
    private final ArrayDeque<HttpExchange> queue = new ArrayDeque<>();
    /** Streams that the server allowed on its latest connection. */
    private int expectedStreams = MOST_STREAMS;

    private int connecting;
    private boolean ticking;
    private boolean closed;

    Http2Pool(HttpOrigin origin, HttpOptions options, EventLoop loop, NanoClock clock) {
        this.timeouts = options.timeouts();
        this.loop = loop;
        this.clock = clock;
        this.connector = new Connector(origin, options, loop);
        this.requestHead = new Http2RequestHead(origin.tls());
    }

    @Override
    public void send(HttpExchange exchange, ByteBuf request) {
        assert loop.inEventLoop();
        if (closed) {
            request.release();
            throw new IllegalStateException("the pool is closed");
        }
        exchange.begin(request, clock.nanoTime());
        startTicking();
        dispatch(exchange);
    }

    @Override
    public void cancel(HttpExchange exchange) {
        assert loop.inEventLoop();
        Http2Call call = exchange.call;
        if (call == null) {
            queue.remove(exchange);
        } else {
            call.connection.abandon(call);
        }
        exchange.over();
    }

    @Override
    public void openAhead(int requests) {
        assert loop.inEventLoop();
        startTicking();
        for (int i = 0; i < requests; i += MOST_STREAMS) {
            open();
        }
    }

    @Override
    public void close(Consumer<HttpExchange> abandoned) {
        assert loop.inEventLoop();
        if (closed) {
            return;
        }
        closed = true;
        List<HttpExchange> inFlight = new ArrayList<>(queue);
        for (Http2Connection connection : all) {
            connection.addInFlight(inFlight);
        }
        queue.clear();
        inFlight.forEach(this::cancel);
        while (!all.isEmpty()) {
            all.getLast().close();
        }
        connector.close();
        inFlight.forEach(abandoned);
    }

    @Override
    public int size() {
        return all.size();
    }

    @Override
    public int idleCount() {
        return (int) all.stream().filter(Http2Connection::isIdle).count();
    }

    // ---- called by connections

    void connected(Http2Connection connection) {
        connecting--;
        expectedStreams = Math.max(1, connection.streamLimit());
        serveQueue();
    }

    void connectFailed(Http2Connection connection, ErrorKind kind, String message) {
        if (!connection.isConnecting()) {
            return;
        }
        connection.close();
        while (queue.size() > connecting * expectedStreams) {
            fail(queue.remove(), kind, message);
        }
    }

    /** A stream ended, or a server allows more. */
    void serveQueue() {
        while (!queue.isEmpty() && !closed) {
            Http2Connection connection = roomiest();
            if (connection == null) {
                openForQueue();
                return;
            }
            connection.send(queue.remove());
        }
    }

    /** Sends it once more, on another connection where this one is going. */
    void retry(HttpExchange exchange) {
        exchange.retries = 1;
        exchange.call = null;
        exchange.sendEndNs = RequestTimings.ABSENT;
        ByteBuf request = exchange.request;
        if (request != null) {
            request.readerIndex(0);
        }
        queue.addFirst(exchange);
        loop.execute(this::serveQueue);
    }

    void remove(Http2Connection connection) {
        if (connection.isConnecting()) {
            connecting--;
        }
        all.remove(connection);
    }

    void later(Runnable task) {
        loop.execute(task);
    }

    long nowNs() {
        return clock.nanoTime();
    }

    Connector connector() {
        return connector;
    }

    Http2RequestHead requestHead() {
        return requestHead;
    }

    byte[] scanArray() {
        return scanArray;
    }

    void fail(HttpExchange exchange, ErrorKind kind, String message) {
        exchange.over();
        exchange.failed(kind, message, clock.nanoTime());
    }

    // ---- own

    private void dispatch(HttpExchange exchange) {
        Http2Connection connection = roomiest();
        if (connection != null) {
            connection.send(exchange);
        } else {
            queue.add(exchange);
            openForQueue();
        }
    }

    private void openForQueue() {
        while (queue.size() > connecting * expectedStreams) {
            open();
        }
    }

    private void open() {
        Http2Connection connection = new Http2Connection(this, clock.nanoTime());
        all.add(connection);
        connecting++;
        connector.connect(
                connection::install,
                connection::isConnecting,
                cause -> connectFailed(connection, ErrorKind.CONNECT, connector.connectMessage(cause)));
    }

    private @Nullable Http2Connection roomiest() {
        Http2Connection best = null;
        for (Http2Connection connection : all) {
            if (connection.room() > (best == null ? 0 : best.room())) {
                best = connection;
            }
        }
        return best;
    }

    private void startTicking() {
        if (!ticking) {
            ticking = true;
            loop.schedule(this::tick, timeouts.tickNs(), TimeUnit.NANOSECONDS);
        }
    }

    private void tick() {
        ticking = false;
        if (closed) {
            return;
        }
        checkDeadlines(clock.nanoTime());
        if (!queue.isEmpty() || all.stream().anyMatch(c -> !c.isIdle())) {
            startTicking();
        }
    }

    /** Looks at every wait; called by the pool's own tick. */
    void checkDeadlines(long nowNs) {
        for (Http2Connection connection : List.copyOf(all)) {
            connection.checkDeadlines(nowNs, timeouts);
        }
        HttpExchange oldest = queue.peek();
        while (oldest != null && timeouts.totalNs() > 0 && nowNs - oldest.askedNs > timeouts.totalNs()) {
            queue.remove();
            fail(
                    oldest,
                    ErrorKind.TIMEOUT_TOTAL,
                    "no connection within " + HttpConnectionPool.seconds(timeouts.totalNs()));
            oldest = queue.peek();
        }
    }
}

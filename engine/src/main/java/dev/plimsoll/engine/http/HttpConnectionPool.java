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
 * The connections of one event loop to one origin: kept alive and reused last-in first-out, opened when a request finds none free,
 * without limit.
 *
 * <p>A request that finds no free connection queues; whichever connection stands or becomes free first serves the oldest. A server's
 * close is noticed while a connection is idle. The one race that remains, a request sent on a <em>reused</em> connection that the
 * server had just closed, is mended by sending it once more on a fresh connection, provided no byte of an answer had come; the
 * exchange counts it.
 *
 * <p>Threading: every method is called on the loop.
 */
public final class HttpConnectionPool implements HttpClient {
    private final HttpTimeouts timeouts;
    private final EventLoop loop;
    private final NanoClock clock;
    private final Connector connector;
    private final KeepAliveTrust trust = new KeepAliveTrust();
    private final byte[] scanArray = new byte[SharedReceiveBuffer.BYTES];

    private final List<HttpConnection> all = new ArrayList<>();
    private final List<HttpConnection> idle = new ArrayList<>();
    private final ArrayDeque<HttpExchange> queue = new ArrayDeque<>();
    /**
     * Connections being opened for whoever is first, not for one exchange alone. Never fewer than exchanges queue, so that each of them
     * has a connection, or the news that there is none, coming to it.
     */
    private int connecting;

    private boolean ticking;
    private boolean closed;

    /**
     * A pool without connections. Resolves the host's name, which may take a while: create it before anything is timed.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where TLS cannot be set up as the options say
     */
    public HttpConnectionPool(HttpOrigin origin, HttpOptions options, EventLoop loop, NanoClock clock) {
        this.timeouts = options.timeouts();
        this.loop = loop;
        this.clock = clock;
        this.connector = new Connector(origin, options, loop);
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
        HttpConnection free = takeIdle();
        if (free != null) {
            free.send(exchange);
            return;
        }
        queue.add(exchange);
        if (queue.size() > connecting) {
            open(null);
        }
    }

    /** Ends an exchange without telling it; its connection is closed. Does nothing where it is over. */
    @Override
    public void cancel(HttpExchange exchange) {
        assert loop.inEventLoop();
        HttpConnection connection = exchange.connection;
        if (connection != null && connection.inFlight() == exchange) {
            connection.abandon();
            return;
        }
        if (connection != null && connection.reservedFor == exchange) {
            release(connection);
        } else {
            queue.remove(exchange);
        }
        exchange.over();
    }

    @Override
    public void openAhead(int count) {
        assert loop.inEventLoop();
        startTicking();
        for (int i = 0; i < count; i++) {
            open(null);
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
        for (HttpConnection connection : all) {
            HttpExchange exchange = connection.reservedFor != null ? connection.reservedFor : connection.inFlight();
            if (exchange != null) {
                inFlight.add(exchange);
            }
        }
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
        return idle.size();
    }

    /** Looks at every wait; called by the pool's own tick. */
    void checkDeadlines(long nowNs) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (i < all.size()) {
                all.get(i).checkDeadlines(nowNs, timeouts);
            }
        }
        HttpExchange oldest = queue.peek();
        while (oldest != null && isOverdue(oldest, nowNs)) {
            queue.remove();
            failOverdue(oldest);
            oldest = queue.peek();
        }
    }

    /** Whether it took longer than the total timeout. */
    boolean isOverdue(HttpExchange exchange, long nowNs) {
        return timeouts.totalNs() > 0 && nowNs - exchange.askedNs > timeouts.totalNs();
    }

    /** Ends an exchange that waited too long for a connection. */
    void failOverdue(HttpExchange exchange) {
        fail(exchange, ErrorKind.TIMEOUT_TOTAL, "no connection within " + seconds(timeouts.totalNs()));
    }

    // ---- called by connections

    void connected(HttpConnection connection) {
        HttpExchange next = connection.reservedFor;
        if (next == null) {
            connecting--;
            next = queue.poll();
        }
        connection.reservedFor = null;
        if (next != null) {
            connection.send(next);
        } else {
            connection.state = HttpConnection.State.IDLE;
            free(connection);
        }
    }

    void connectFailed(HttpConnection connection, ErrorKind kind, String message) {
        if (connection.state != HttpConnection.State.CONNECTING) {
            return;
        }
        HttpExchange victim = connection.reservedFor;
        connection.close();
        connection.reservedFor = null;
        if (victim == null && queue.size() > connecting) {
            victim = queue.poll();
        }
        if (victim != null) {
            fail(victim, kind, message);
        }
    }

    /** A connection that is being opened is no longer for one exchange alone. */
    void release(HttpConnection connection) {
        connection.reservedFor = null;
        connecting++;
    }

    /** A connection has nothing to do. */
    void free(HttpConnection connection) {
        HttpExchange next = queue.poll();
        if (next != null) {
            connection.send(next);
        } else {
            connection.idlePosition = idle.size();
            idle.add(connection);
        }
    }

    void retry(HttpExchange exchange) {
        exchange.retries = 1;
        exchange.sendEndNs = RequestTimings.ABSENT;
        ByteBuf request = exchange.request;
        if (request != null) {
            request.readerIndex(0);
        }
        open(exchange);
    }

    void remove(HttpConnection connection) {
        if (connection.state == HttpConnection.State.CONNECTING && connection.reservedFor == null) {
            connecting--;
        }
        HttpConnection last = all.removeLast();
        if (last != connection) {
            all.set(connection.position, last);
            last.position = connection.position;
        }
        removeIdle(connection);
    }

    void execute(Runnable task) {
        loop.execute(task);
    }

    long nowNs() {
        return clock.nanoTime();
    }

    boolean isTls() {
        return connector.isTls();
    }

    String tlsMessage(Throwable cause) {
        return connector.tlsMessage(cause);
    }

    String connectMessage(Throwable cause) {
        return connector.connectMessage(cause);
    }

    KeepAliveTrust trust() {
        return trust;
    }

    /** The loop's own array; what is in it is valid until the next read. */
    byte[] scanArray() {
        return scanArray;
    }

    static String seconds(long ns) {
        return ns % 1_000_000_000 == 0 ? ns / 1_000_000_000 + " s" : ns / 1_000_000 + " ms";
    }

    // ---- own

    private void open(@Nullable HttpExchange reservedFor) {
        HttpConnection connection = new HttpConnection(this, clock.nanoTime());
        connection.reservedFor = reservedFor;
        if (reservedFor != null) {
            reservedFor.connection = connection;
        } else {
            connecting++;
        }
        connection.position = all.size();
        all.add(connection);
        connector.connect(
                pipeline -> pipeline.addLast(connection),
                () -> connection.state == HttpConnection.State.CONNECTING,
                cause -> connectFailed(connection, ErrorKind.CONNECT, connectMessage(cause)));
    }

    private @Nullable HttpConnection takeIdle() {
        if (idle.isEmpty()) {
            return null;
        }
        HttpConnection connection = idle.removeLast();
        connection.idlePosition = -1;
        return connection;
    }

    private void removeIdle(HttpConnection connection) {
        int position = connection.idlePosition;
        if (position >= 0) {
            connection.idlePosition = -1;
            HttpConnection last = idle.removeLast();
            if (last != connection) {
                idle.set(position, last);
                last.idlePosition = position;
            }
        }
    }

    private void fail(HttpExchange exchange, ErrorKind kind, String message) {
        exchange.over();
        exchange.failed(kind, message, clock.nanoTime());
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
        assert queue.size() <= connecting : "a request waits for a connection that nobody opens";
        if (all.size() > idle.size()) {
            startTicking();
        }
    }
}

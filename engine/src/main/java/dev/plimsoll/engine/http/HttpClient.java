package dev.plimsoll.engine.http;

import dev.plimsoll.engine.time.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;

/**
 * The connections of one event loop to one origin, whatever version of HTTP they speak.
 *
 * <p>Threading: every method is called on the loop.
 */
public interface HttpClient {
    /**
     * A client without connections. Resolves the host's name, which may take a while: create it before anything is timed.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where TLS cannot be set up as the options say
     */
    static HttpClient of(HttpOrigin origin, HttpOptions options, EventLoop loop, NanoClock clock) {
        return options.version() == 2
                ? new Http2Pool(origin, options, loop, clock)
                : new HttpConnectionPool(origin, options, loop, clock);
    }

    /**
     * Sends a request now, or as soon as there is a connection for it.
     *
     * @param request the whole request as HTTP/1.1 has it, head and body; the client releases it
     */
    void send(HttpExchange exchange, ByteBuf request);

    /** Ends an exchange without telling it. Does nothing where it is over. */
    void cancel(HttpExchange exchange);

    /** Gets ready for so many requests at once. A connection that cannot be opened is not reported; a later request will be. */
    void openAhead(int requests);

    /** Closes every connection. What was in flight is handed to {@code abandoned}, untold otherwise. */
    void close(Consumer<HttpExchange> abandoned);

    /** Connections that stand or are being opened. */
    int size();

    /** Connections that stand and carry nothing. */
    int idleCount();
}

package dev.plimsoll.engine.simulator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;

/**
 * A server in this process that answers every chat or text completion at once with fixed bytes: a JSON document, or a stream
 * of a few content events, usage and {@code [DONE]} where the body asks for a stream. It speaks HTTP/1.1 with keep-alive and
 * pipelining, and HTTP/2 with prior knowledge; it looks at nothing but the path and {@code "stream": true}.
 *
 * <p>Workers warm their code path against it. A run against it shows the load generator's own ceiling.
 *
 * <p>Threading: serves on one daemon thread of its own; {@link #port} and {@link #close} may be called from anywhere.
 */
public final class NullTarget implements AutoCloseable {
    /** Content events of a streamed answer; also the completion tokens its usage tells. */
    public static final int CONTENT_EVENTS = 4;

    private final EventLoopGroup group;
    private final Channel channel;

    private NullTarget(EventLoopGroup group, Channel channel) {
        this.group = group;
        this.channel = channel;
    }

    /**
     * Listens on a free port of the loopback interface.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where no port can be had
     */
    public static NullTarget start() {
        EventLoopGroup group = Loops.one("plimsoll-null-target");
        Channel channel = Loops.listen(group, "127.0.0.1", 0, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel connection) {
                connection.pipeline().addLast(new NullTargetGreeting());
            }
        });
        return new NullTarget(group, channel);
    }

    /** The port it listens on, on 127.0.0.1. */
    public int port() {
        return Loops.port(channel);
    }

    /** Stops listening, drops every connection and ends the thread. */
    @Override
    public void close() {
        Loops.shutDown(group);
    }
}

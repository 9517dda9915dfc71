package dev.plimsoll.engine.simulator;

import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.plan.EndpointOptions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A server in this process that answers every chat or text completion at once with fixed bytes: a JSON document, or a stream
 * of a few content events, usage and {@code [DONE]} where the body asks for a stream. It speaks HTTP/1.1 with keep-alive and
 * pipelining, and HTTP/2 with prior knowledge; it looks at nothing but the path and {@code "stream": true}. On request it streams at a
 * steady pace instead, one event after another.
 *
 * <p>Workers warm their code path against it. A run against it shows the load generator's own ceiling.
 *
 * <p>Threading: serves on one daemon thread of its own; {@link #port} and {@link #close} may be called from anywhere.
 */
public final class NullTarget implements AutoCloseable {
    /** Content events of a streamed answer; also the completion tokens its usage tells. */
    public static final int CONTENT_EVENTS = 4;

    private static final Set<String> ENDPOINTS =
            Set.of("chat", "completions", "responses", "messages", "tgi", "embeddings", "chat_embeddings", "pooling");

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
        return start(Pace.AT_ONCE);
    }

    /**
     * The same, but a stream has so many content events and each is sent on its own, a while after the one before it: what a server
     * does that sends each token as soon as it has it. Over HTTP/1.1; to HTTP/2 it answers at once.
     *
     * @param contentEvents content events of an answer, at least {@link #CONTENT_EVENTS}
     * @param gap from one event of an answer to the next
     */
    public static NullTarget streaming(int contentEvents, Duration gap) {
        return start(new Pace(contentEvents, gap.toNanos()));
    }

    private static NullTarget start(Pace pace) {
        EventLoopGroup group = Loops.one("plimsoll-null-target");
        Channel channel = Loops.listen(group, "127.0.0.1", 0, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel connection) {
                connection.pipeline().addLast(new NullTargetGreeting(pace));
            }
        });
        return new NullTarget(group, channel);
    }

    /** The port it listens on, on 127.0.0.1. */
    public int port() {
        return Loops.port(channel);
    }

    /** Settings like these, but of a target such as this at an address; chat stands for the few endpoints it does not speak. */
    public static BackendSettings settings(String url, BackendSettings like) {
        return new BackendSettings(
                url,
                ENDPOINTS.contains(like.endpoint()) ? like.endpoint() : "chat",
                EndpointOptions.USUAL,
                like.model(),
                like.stream(),
                null,
                Map.of(),
                like.extrasJson(),
                like.http(),
                like.maxEventTimes(),
                like.tokenizer(),
                like.keepText());
    }

    /** How a stream is sent; no content events = as it stands, at once. */
    record Pace(int contentEvents, long gapNs) {
        static final Pace AT_ONCE = new Pace(0, 0);
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Stops listening, drops every connection and ends the thread. */
    @Override
    public void close() {
        Loops.shutDown(group);
    }
}

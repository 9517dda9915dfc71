package dev.plimsoll.engine.simulator;

import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A running inference server in this process, with OpenAI's API and an engine that is only a model of time: see {@link BatchModel} and
 * {@link FixedModel} for its rules, {@code docs/simulator.md} for its endpoints.
 *
 * <p>Threading: serves on one daemon thread of its own; {@link #port} and {@link #close} may be called from anywhere.
 */
public final class InferenceSimulator implements AutoCloseable {
    private static final int LARGEST_BODY = 64 << 20;

    private final EventLoopGroup group;
    private final Channel channel;
    private final @Nullable EmissionLog log;

    private InferenceSimulator(EventLoopGroup group, Channel channel, @Nullable EmissionLog log) {
        this.group = group;
        this.channel = channel;
        this.log = log;
    }

    /**
     * Starts without an API key; see {@link #start(SimulatorPlan, String, int, Path, String)}.
     */
    public static InferenceSimulator start(SimulatorPlan plan, String host, int port, @Nullable Path log) {
        return start(plan, host, port, log, null);
    }

    /**
     * Starts.
     *
     * @param host interface to listen on, {@code 127.0.0.1} for this machine only
     * @param port 0 for a free one
     * @param log file for the true time of every token, overwritten, or null for none
     * @param apiKey bearer key the server asks for, or null for none
     * @throws dev.plimsoll.engine.problem.PlimsollException (usage) where the port is taken or the log cannot be written
     */
    public static InferenceSimulator start(
            SimulatorPlan plan, String host, int port, @Nullable Path log, @Nullable String apiKey) {
        EventLoopGroup group = Loops.one("plimsoll-simulator");
        EmissionLog emissions = null;
        boolean started = false;
        try {
            emissions = log == null ? null : new EmissionLog(log);
            Api api = new Api(new Simulation(plan, NanoClock.system(), group.next(), emissions), apiKey);
            InferenceSimulator running =
                    new InferenceSimulator(group, Loops.listen(group, host, port, connections(api)), emissions);
            started = true;
            return running;
        } finally {
            if (!started) {
                Loops.shutDown(group);
                if (emissions != null) {
                    emissions.close();
                }
            }
        }
    }

    private static ChannelInitializer<Channel> connections(Api api) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel connection) {
                connection
                        .pipeline()
                        .addLast(new HttpRequestDecoder(new HttpDecoderConfig().setMaxHeaderSize(64 << 10)))
                        .addLast(new HttpResponseEncoder()) // for the aggregator's "100 Continue" and "413"
                        .addLast(new HttpObjectAggregator(LARGEST_BODY))
                        .addLast(new ApiConnection(api));
            }
        };
    }

    /** The port it listens on. */
    public int port() {
        return Loops.port(channel);
    }

    /** Stops listening, drops every connection, finishes the log. */
    @Override
    public void close() {
        Loops.shutDown(group);
        if (log != null) {
            log.close();
        }
    }
}

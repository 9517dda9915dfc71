package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.control.RouterLoop;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The router's HTTP front: listens, answers what is its own, passes on what is for a model.
 *
 * <p>It takes its port before the loop is started, so that nothing starts in vain, and serves after it: {@link #events} is where the loop
 * tells its events.
 *
 * <p>Threading: public methods from any thread; {@link #close} blocks.
 */
public final class ProxyServer implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int PIECE_BYTES = 64 << 10;
    private static final int MOST_LOOPS = 4;
    /** Requests sent ahead; more than what {@link ClientConnection} takes of them, which counts bytes, so that this never says no. */
    private static final int MOST_AHEAD = 1 << 14;

    private static final long PATIENCE_SECONDS = 5;

    private final RouterConfig config;
    private final ProxyLimits limits;
    private final ByteBufAllocator allocator;
    private final NanoClock clock;
    private final Map<String, UpstreamModel> models = new TreeMap<>();
    private final ModelStates states = new ModelStates();
    private final RouterMetrics metrics = new RouterMetrics();
    private final EventHub hub = new EventHub();
    private final EventLoopGroup group;
    private final UpstreamPools pools;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile @Nullable Channel listening;
    private volatile @Nullable Front front;

    /**
     * A front that does not listen yet.
     *
     * @throws PlimsollException (usage) if a model's {@code proxy} is no URL of a server
     */
    public ProxyServer(RouterConfig config, ProxyLimits limits, NanoClock clock) {
        this(config, limits, clock, ByteBufAllocator.DEFAULT);
    }

    /** The same with the memory of its connections from somebody who keeps count. */
    ProxyServer(RouterConfig config, ProxyLimits limits, NanoClock clock, ByteBufAllocator allocator) {
        this.allocator = allocator;
        this.config = config;
        this.limits = limits;
        this.clock = clock;
        config.models().values().forEach(model -> models.put(model.id(), UpstreamModel.of(model)));
        int loops = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_LOOPS);
        this.group = Sockets.loops(loops, "router-http");
        List<EventLoop> all = new ArrayList<>();
        for (EventExecutor each : group) {
            all.add((EventLoop) each);
        }
        this.pools = new UpstreamPools(all, allocator);
    }

    /** Gets every event of the router; does not block. */
    public Consumer<RouterEvent> events() {
        return event -> {
            states.accept(event);
            metrics.accept(event);
            hub.accept(event);
            if (event instanceof RouterEvent.ModelChanged changed
                    && !changed.to().holdsMemory()) {
                pools.forget(changed.model());
            }
        };
    }

    /**
     * Takes the port; whoever connects waits until {@link #serve}.
     *
     * @param port 0 for a free one
     * @throws PlimsollException (usage) naming host and port where that is impossible
     */
    public void bind(String host, int port) {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channelFactory(Sockets.servers(group.next()))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        accept(client);
                    }
                })
                .bind(new InetSocketAddress(host, port))
                .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            throw PlimsollException.usage(
                    "Could not listen on " + host + ":" + port + " ("
                            + (cause.getMessage() == null ? "there is no such host" : cause.getMessage())
                            + "). Close the program that uses the port, or choose another one; port 0 takes a free"
                            + " one.",
                    cause);
        }
        listening = bound.channel();
    }

    private void accept(Channel client) {
        Front serving = front;
        if (serving == null) {
            throw new IllegalStateException("nobody is accepted before it serves");
        }
        clients.add(client);
        client.pipeline()
                .addLast(new HttpServerCodec(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(limits.largestLine())
                                .setMaxHeaderSize(limits.largestHead())
                                .setMaxChunkSize(PIECE_BYTES),
                        MOST_AHEAD))
                .addLast(new ClientConnection(limits, clock, serving::handle));
    }

    /**
     * Serves who connects from now on.
     *
     * @param policies a policy by name; throws {@link PlimsollException} for one that cannot be used
     */
    public void serve(RouterLoop loop, RouterLog log, Function<String, RoutingPolicy> policies) {
        ProxyContext context = new ProxyContext(
                config,
                models,
                loop,
                clock,
                log,
                states,
                pools,
                !config.apiKeys().isEmpty());
        front = new Front(context, new ControlApi(context, policies, metrics, hub));
        listening().config().setAutoRead(true);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening().localAddress();
    }

    private Channel listening() {
        Channel open = listening;
        if (open == null) {
            throw new IllegalStateException("not bound");
        }
        return open;
    }

    /** Takes no further connection and no further request for a model; what is under way goes on. */
    public void stopTaking() {
        Front serving = front;
        if (serving != null) {
            serving.stopTaking();
        }
        Channel open = listening;
        if (open != null) {
            open.close().awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Ends every connection, whatever is under way on it. */
    public void dropClients() {
        clients.close().awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends every connection and the threads. */
    @Override
    public void close() {
        stopTaking();
        dropClients();
        group.shutdownGracefully(0, PATIENCE_SECONDS / 2, TimeUnit.SECONDS)
                .awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}

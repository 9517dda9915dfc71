package dev.plimsoll.engine.router;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.control.EventQueue;
import dev.plimsoll.engine.router.control.LoopSettings;
import dev.plimsoll.engine.router.control.RouterLoop;
import dev.plimsoll.engine.router.control.RouterView;
import dev.plimsoll.engine.router.proxy.ProxyServer;
import dev.plimsoll.engine.router.proxy.RouterLog;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running router: local model servers behind one port. It composes the processes, the loop that decides, and the HTTP front; the rest is
 * theirs.
 *
 * <p>Threading: methods from any thread; {@link #drain}, {@link #close} and {@link #closeNow} block and may be called at the same time.
 */
public final class Router implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);
    /** For what should take no time. */
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final RouterConfig config;
    private final Processes processes;
    private final RouterLoop loop;
    private final ProxyServer server;
    private final EventQueue queue;
    private final RouterLog log;
    private volatile boolean hurried;

    private Router(
            RouterConfig config,
            Processes processes,
            RouterLoop loop,
            ProxyServer server,
            EventQueue queue,
            RouterLog log) {
        this.config = config;
        this.processes = processes;
        this.loop = loop;
        this.server = server;
        this.queue = queue;
        this.log = log;
    }

    /**
     * Starts a router; models to preload begin to load.
     *
     * @throws PlimsollException (usage) if it cannot listen, there is no such policy, or a model's {@code proxy} is no URL
     */
    public static Router start(RouterConfig config, RouterOptions options) {
        RoutingPolicy policy = options.policy(options.policy(), config);
        ProxyServer server = new ProxyServer(config, options.limits(), options.clock());
        try {
            server.bind(options.host(), options.port());
        } catch (PlimsollException e) {
            server.close();
            throw e;
        }
        EventQueue queue = new EventQueue(EventQueue.CAPACITY, options.events().andThen(server.events()));
        AtomicReference<Processes> made = new AtomicReference<>();
        RouterLoop loop = RouterLoop.start(
                LoopSettings.of(config),
                policy,
                listener -> {
                    Processes processes = new Processes(config, options.clock(), listener);
                    made.set(processes);
                    return processes;
                },
                options.clock(),
                queue);
        Processes processes = Objects.requireNonNull(made.get());
        RouterLog log = new RouterLog(
                RouterLog.Level.of(config.logLevel()),
                config.models().keySet(),
                id -> processes.of(id).log());
        server.serve(loop, log, name -> options.policy(name, config));
        return new Router(config, processes, loop, server, queue, log);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** What it and its models say. */
    public RouterLog log() {
        return log;
    }

    /** What it is doing. */
    public CompletionStage<RouterView> look() {
        return loop.look();
    }

    /**
     * Takes no further request and waits until those it has are answered.
     *
     * @return whether they are; false at the limit, or when somebody called {@link #closeNow} meanwhile
     */
    public boolean drain(Duration limit) throws InterruptedException {
        server.stopTaking();
        long endNs = System.nanoTime() + limit.toNanos();
        while (!hurried && System.nanoTime() - endNs < 0) {
            if (isIdle()) {
                return true;
            }
            Thread.sleep(LOOK_INTERVAL);
        }
        return false;
    }

    private boolean isIdle() throws InterruptedException {
        try {
            return loop.look().toCompletableFuture().get(MOMENT.toSeconds(), TimeUnit.SECONDS).models().stream()
                    .allMatch(model -> model.serving() == 0 && model.waiting() == 0);
        } catch (ExecutionException | TimeoutException e) {
            return hurried;
        }
    }

    /** Ends everything at once: models are killed, requests are broken off. */
    public void closeNow() {
        hurried = true;
        var unused = processes.shutdown();
        server.dropClients();
        close();
    }

    /** Ends everything: who waits is refused, models are stopped within their grace, requests being served are broken off by that. */
    @Override
    public void close() {
        server.stopTaking();
        CompletableFuture<Void> down = loop.shutdown().toCompletableFuture();
        Duration grace = Duration.ofSeconds(config.models().values().stream()
                .mapToLong(model -> model.unloadTimeoutSeconds())
                .max()
                .orElse(0));
        try {
            if (!ended(down, grace.plus(MOMENT))) {
                server.dropClients(); // of a server that is not ours to stop
                if (!ended(down, MOMENT)) {
                    LOG.error("The router did not end in time");
                }
            }
            ended(processes.shutdown(), MOMENT);
            queue.close(); // while the front still listens to it
            server.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(CompletableFuture<Void> stage, Duration limit) throws InterruptedException {
        try {
            stage.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            LOG.error("The router did not end as it should", e.getCause());
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}

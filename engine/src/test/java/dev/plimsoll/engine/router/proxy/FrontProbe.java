package dev.plimsoll.engine.router.proxy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.control.LoopSettings;
import dev.plimsoll.engine.router.control.RouterLoop;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.process.ModelLog;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The router's front with its real loop, in this process, in front of models without processes whose servers a test plays. At its end no memory
 * may be left: it keeps count of every buffer.
 */
final class FrontProbe implements AutoCloseable {
    private static final long PATIENCE_NS = 30_000_000_000L;

    final RouterConfig config;
    final RouterLoop loop;
    final ProxyServer server;
    final List<RouterEvent> events = new CopyOnWriteArrayList<>();
    final Map<String, ModelLog> logs = new HashMap<>();
    /** Models that become ready when a test completes the future; put there before they are wanted. */
    final Map<String, CompletableFuture<Void>> held = new ConcurrentHashMap<>();

    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);

    FrontProbe(String yaml) {
        this(yaml, ProxyLimits.usual());
    }

    FrontProbe(String yaml, ProxyLimits limits) {
        config = RouterConfigReader.read(null, yaml, LoadOptions.usual()).orThrow();
        NanoClock clock = NanoClock.system();
        server = new ProxyServer(config, limits, clock, memory);
        server.bind("127.0.0.1", 0);
        loop = RouterLoop.start(
                LoopSettings.of(config),
                policy(config.routing().scheduler()),
                listener -> new ReadyModels(clock, listener, Set.of("broken"), held),
                clock,
                server.events().andThen(events::add));
        RouterLog log = new RouterLog(
                RouterLog.Level.DEBUG, config.models().keySet(), id -> logs.computeIfAbsent(id, _ -> new ModelLog()));
        server.serve(loop, log, this::policy);
    }

    private RoutingPolicy policy(String name) {
        return RoutingPolicy.of(name, config, _ -> config);
    }

    /** One model {@code a}, also called {@code al}, at that server; more lines of its configuration. */
    static String oneModel(RawServer upstream, String... more) {
        return "models:\n  a:\n    cmd: serve\n    proxy: http://127.0.0.1:" + upstream.port()
                + "\n    aliases: [al]\n"
                + String.join(
                        "",
                        java.util.Arrays.stream(more)
                                .map(line -> "    " + line + "\n")
                                .toList());
    }

    RawClient client() throws IOException {
        return new RawClient(server.address().getPort());
    }

    /** The requests that have ended, when there are so many. */
    List<RoutedRequest> ended(int count) {
        await(() -> ended().size() >= count, () -> count + " requests ended");
        return ended();
    }

    private List<RoutedRequest> ended() {
        return events.stream()
                .filter(RouterEvent.RequestEnded.class::isInstance)
                .map(each -> ((RouterEvent.RequestEnded) each).request())
                .toList();
    }

    /** The first event of which something is true. */
    RouterEvent event(Predicate<RouterEvent> wanted) {
        await(() -> events.stream().anyMatch(wanted), () -> "the event came");
        return events.stream().filter(wanted).findFirst().orElseThrow();
    }

    static void await(BooleanSupplier condition, java.util.function.Supplier<String> what) {
        long endNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - endNs < 0, what);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    /** Bytes of buffers that nobody has given back. */
    long memory() {
        return memory.metric().usedDirectMemory() + memory.metric().usedHeapMemory();
    }

    @Override
    public void close() throws Exception {
        server.stopTaking();
        server.dropClients();
        loop.shutdown().toCompletableFuture().get(30, TimeUnit.SECONDS);
        server.close();
        await(() -> memory() == 0, () -> memory() + " bytes of buffers are left");
    }
}

package dev.plimsoll.engine.router.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.process.LifecycleSettings;
import dev.plimsoll.engine.router.process.ModelLog;
import dev.plimsoll.engine.router.proxy.ProxyLimits;
import dev.plimsoll.engine.router.proxy.ProxyServer;
import dev.plimsoll.engine.router.proxy.RouterLog;
import dev.plimsoll.engine.time.NanoClock;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loop with its HTTP front and real threads, models that answer in this process, clients that leave, and somebody who upsets them. */
class RouterStressTest {
    private static final int CLIENTS = 24;
    private static final long MS = 1_000_000;
    private static final int PATIENCE_MS = 30_000;

    @ParameterizedTest
    @CsvSource({"ALONE, 30", "MATRIX, 40", "SERIAL, 6"})
    void lawsHoldOverHttpWhateverHappens(TriedPolicy policy, int requestsEach) throws Exception {
        try (Stress stress = new Stress(policy)) {
            stress.run(requestsEach);
            stress.judge();
        }
    }

    /**
     * What a client got.
     *
     * @param left whether it closed its connection before it had everything
     * @param whole whether the answer came to its end
     */
    private record Got(String model, boolean left, int status, boolean whole, Map<String, String> headers) {}

    private static final class Stress implements AutoCloseable {
        private final TriedPolicy policy;
        private final NanoClock clock = NanoClock.system();
        private final Queue<Throwable> troubles = new ConcurrentLinkedQueue<>();
        private final Queue<RouterEvent> events = new ConcurrentLinkedQueue<>();
        private final Queue<Got> got = new ConcurrentLinkedQueue<>();
        private final Life agenda = new Life();
        private final ModelServers servers = new ModelServers(TriedPolicy.MODELS);
        private final ProxyServer front;
        private final RouterLoop loop;
        private PlayedModels models;
        private volatile boolean over;

        Stress(TriedPolicy policy) {
            this.policy = policy;
            RouterConfig config = policy.config(servers::address);
            front = new ProxyServer(config, ProxyLimits.usual(), clock);
            front.bind("127.0.0.1", 0);
            LifecycleSettings life = new LifecycleSettings(
                    true,
                    Duration.ofSeconds(10),
                    Duration.ofMillis(1),
                    Duration.ofMillis(10),
                    Duration.ofMillis(200),
                    Duration.ofMillis(20));
            loop = RouterLoop.start(
                    LoopSettings.of(config),
                    policy.policy(),
                    listener -> {
                        models = new PlayedModels(agenda, TriedPolicy.MODELS, _ -> life, new Manners(), listener);
                        return models;
                    },
                    clock,
                    front.events().andThen(events::add));
            RouterLog log = new RouterLog(RouterLog.Level.ERROR, config.models().keySet(), _ -> new ModelLog());
            front.serve(loop, log, _ -> policy.policy());
        }

        /** The models' time is real. */
        private final class Life implements Agenda {
            private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);

            @Override
            public long nanoTime() {
                return clock.nanoTime();
            }

            @Override
            public void at(long atNs, Runnable what) {
                var unused = thread.schedule(
                        () -> {
                            try {
                                what.run();
                            } catch (RuntimeException | AssertionError e) {
                                troubles.add(e);
                            }
                        },
                        atNs - nanoTime(),
                        TimeUnit.NANOSECONDS);
            }
        }

        private final class Manners extends PlayedModels.Manners {
            private final Random random = new Random(1);

            @Override
            long spawnNs(String model) {
                return random.nextInt(30) == 0 ? -1 : random.nextLong(MS);
            }

            @Override
            long healthNs(String model) {
                return random.nextInt(30) == 0 ? -MS : random.nextLong(3 * MS);
            }

            @Override
            long exitNs(String model) {
                return random.nextInt(20) == 0 ? Long.MAX_VALUE : random.nextLong(2 * MS);
            }

            @Override
            void begins(String model, Set<String> others) {
                assertTrue(policy.allows(model, others), policy + " lets " + model + " run with " + others);
                servers.begins(model);
            }

            @Override
            void ends(String model) {
                servers.ends(model);
            }
        }

        void run(int requestsEach) throws Exception {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    Random random = new Random(i);
                    clients.add(threads.submit(() -> {
                        for (int n = 0; n < requestsEach; n++) {
                            got.add(request(random));
                        }
                        return null;
                    }));
                }
                Future<?> upsetting = threads.submit(this::upset);
                for (Future<?> client : clients) {
                    client.get();
                }
                over = true;
                upsetting.get();
            }
        }

        private void upset() {
            Random random = new Random(99);
            while (!over) {
                LockSupport.parkNanos(random.nextLong(40 * MS));
                String model = TriedPolicy.MODELS.get(random.nextInt(TriedPolicy.MODELS.size()));
                switch (random.nextInt(4)) {
                    case 0 -> agenda.in(0, () -> models.crash(model));
                    case 1 -> {
                        var unused = loop.unload(List.of(model), Optional.empty());
                    }
                    case 2 -> {
                        var unused = loop.load(model);
                    }
                    default -> {
                        var unused = loop.look();
                    }
                }
            }
        }

        private Got request(Random random) throws IOException {
            String model = random.nextInt(50) == 0
                    ? "nobody"
                    : TriedPolicy.MODELS.get(random.nextInt(TriedPolicy.MODELS.size()));
            String body = "{\"model\":\"" + model + "\"" + (random.nextBoolean() ? ",\"stream\":true}" : "}");
            boolean leaves = random.nextInt(10) == 0;
            try (Socket socket = new Socket("127.0.0.1", front.address().getPort())) {
                socket.setSoTimeout(PATIENCE_MS);
                socket.getOutputStream()
                        .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                                        + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
                if (leaves) {
                    LockSupport.parkNanos(random.nextLong(15 * MS));
                    return new Got(model, true, 0, false, Map.of());
                }
                return read(model, new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        }

        private static Got read(String model, String answer) {
            int head = answer.indexOf("\r\n\r\n");
            if (head < 0) {
                return new Got(model, false, 0, false, Map.of());
            }
            String[] lines = answer.substring(0, head).split("\r\n");
            Map<String, String> headers = new HashMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
            String rest = answer.substring(head + 4);
            String length = headers.get("content-length");
            boolean whole = length == null ? rest.endsWith("0\r\n\r\n") : rest.length() == Integer.parseInt(length);
            int status = Integer.parseInt(lines[0].split(" ")[1]);
            if (whole && status == 200) {
                assertTrue(rest.contains("\"" + model + "\""), "the answer is its own model's");
            }
            return new Got(model, false, status, whole, headers);
        }

        void judge() throws Exception {
            loop.shutdown().toCompletableFuture().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            assertNull(troubles.poll());
            assertEquals(Set.of(), models.existing());
            Map<String, RoutedRequest> ended = new HashMap<>();
            for (RouterEvent event : events) {
                if (event instanceof RouterEvent.RequestEnded(long _, RoutedRequest request)) {
                    assertNull(ended.put(request.request(), request), "each ends once");
                    judge(request.phases());
                }
            }
            got.forEach(each -> judge(each, ended));
            long stayed = got.stream()
                    .filter(each -> !each.left() && !each.model().equals("nobody"))
                    .count();
            long cameAndLeft = got.stream().filter(Got::left).count();
            assertTrue(ended.size() >= stayed && ended.size() <= stayed + cameAndLeft, "each ends, and no other");
            assertTrue(
                    got.stream().filter(each -> each.status() == 200).count() > got.size() / 10, "many are answered");
        }

        private static void judge(RequestPhases phases) {
            long until = phases.served() ? phases.servedAtNs() : phases.endedAtNs();
            assertEquals(until, phases.arrivedAtNs() + phases.waitNs(), "the law of phases");
            if (phases.firstByteAtNs() != RequestPhases.ABSENT) {
                assertTrue(
                        phases.servedAtNs() <= phases.firstByteAtNs() && phases.firstByteAtNs() <= phases.endedAtNs());
            }
        }

        private void judge(Got each, Map<String, RoutedRequest> ended) {
            if (each.left()) {
                return;
            }
            if (each.model().equals("nobody")) {
                assertEquals(404, each.status());
                return;
            }
            RoutedRequest request =
                    each.headers().isEmpty() ? null : ended.get(each.headers().get("x-request-id"));
            if (each.headers().isEmpty()) {
                assertEquals(0, each.status(), "broken off before its head");
                return;
            }
            assertNotNull(request, each.toString());
            assertEquals(each.status(), request.status());
            assertEquals(each.model(), each.headers().get("x-plimsoll-model"));
            assertEquals(
                    timing(request.phases()),
                    each.headers().get("server-timing").replaceAll(", router.proxying.*", ""),
                    "the client is told what the event tells");
            RoutedRequest.Outcome outcome = request.outcome();
            switch (each.status()) {
                case 200 ->
                    assertEquals(each.whole() ? RoutedRequest.Outcome.SERVED : RoutedRequest.Outcome.BROKEN, outcome);
                case 429 -> assertEquals(RoutedRequest.Outcome.REFUSED, outcome);
                case 502 -> assertEquals(RoutedRequest.Outcome.BROKEN, outcome);
                case 500, 503 -> assertEquals(RoutedRequest.Outcome.FAILED, outcome);
                default -> throw new AssertionError(each);
            }
        }

        private static String timing(RequestPhases phases) {
            return String.format(
                    Locale.ROOT,
                    "router.queued;dur=%.3f, router.evicting;dur=%.3f, router.spawning;dur=%.3f,"
                            + " router.health;dur=%.3f",
                    phases.queuedNs() / 1e6,
                    phases.evictingNs() / 1e6,
                    phases.spawningNs() / 1e6,
                    phases.healthWaitNs() / 1e6);
        }

        @Override
        public void close() {
            front.close();
            servers.close();
            agenda.thread.shutdownNow();
        }
    }
}

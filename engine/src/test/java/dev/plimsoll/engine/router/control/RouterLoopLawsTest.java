package dev.plimsoll.engine.router.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.observe.SwapTimes;
import dev.plimsoll.engine.router.process.LifecycleSettings;
import dev.plimsoll.engine.router.process.ModelState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hundreds of random lives of a router under each policy, kept book of from outside. */
class RouterLoopLawsTest {
    private static final int LIVES = 300;
    private static final long MS = 1_000_000;
    private static final long MAIL_NS = MS / 2;
    private static final List<String> MODELS = TriedPolicy.MODELS;

    @ParameterizedTest
    @EnumSource
    void lawsHoldWhateverHappens(TriedPolicy policy) {
        for (int seed = 0; seed < LIVES; seed++) {
            try {
                new Life(policy, seed).live();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(policy + " with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** One router from its start to its end. */
    private static final class Life {
        private final Random random;
        /** The policy, last; before it those whose last starts may still be under way while all models stop. */
        private final Deque<TriedPolicy> inForce = new ArrayDeque<>();

        private final Calendar calendar = new Calendar();
        private final List<RouterEvent> events = new ArrayList<>();
        private final List<PlayedClient> clients = new ArrayList<>();
        private final Map<String, PlayedClient> byRequest = new HashMap<>();
        private final List<CompletableFuture<?>> wishes = new ArrayList<>();
        private final Set<String> unloading = new HashSet<>();
        private final Set<String> unloaded = new HashSet<>();
        private final RouterLoop loop;
        private final boolean troubled;
        private final boolean slowMail;
        private PlayedModels models;
        private boolean ending;

        Life(TriedPolicy policy, long seed) {
            inForce.add(policy);
            random = new Random(seed);
            troubled = random.nextBoolean();
            slowMail = random.nextInt(4) == 0;
            SortedMap<String, LoopSettings.Model> settings = new TreeMap<>();
            MODELS.forEach(each -> settings.put(each, new LoopSettings.Model(0, Duration.ofMillis(200))));
            LifecycleSettings life = new LifecycleSettings(
                    random.nextInt(5) > 0,
                    Duration.ofMillis(2_000),
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    Duration.ofMillis(random.nextBoolean() ? 0 : 700),
                    Duration.ofMillis(200));
            loop = new RouterLoop(
                    new LoopSettings(settings, random.nextBoolean() ? List.of("c", "a") : List.of()),
                    policy.policy(),
                    listener -> {
                        models = new PlayedModels(calendar, MODELS, _ -> life, new Manners(), listener);
                        return new Watched();
                    },
                    calendar,
                    this::hear,
                    calendar);
        }

        private void hear(RouterEvent event) {
            events.add(event);
            if (event instanceof RouterEvent.PolicyChanged changed) {
                inForce.add(TriedPolicy.valueOf(changed.policy()));
            }
        }

        /** Random times; in a troubled life starts fail and stops are ignored. */
        private final class Manners extends PlayedModels.Manners {
            @Override
            long spawnNs(String model) {
                return troubled && random.nextInt(10) == 0 ? -1 : random.nextLong(30 * MS);
            }

            @Override
            long healthNs(String model) {
                long ns = random.nextLong(400 * MS);
                if (troubled && random.nextInt(12) == 0) {
                    return random.nextBoolean() ? -1 - ns : 10_000 * MS;
                }
                return ns;
            }

            @Override
            long exitNs(String model) {
                return troubled && random.nextInt(6) == 0 ? Long.MAX_VALUE : random.nextLong(80 * MS);
            }

            @Override
            long mailNs(String model) {
                return random.nextLong(slowMail ? 40 * MS : MAIL_NS);
            }

            @Override
            void begins(String model, Set<String> others) {
                assertTrue(
                        inForce.stream().anyMatch(each -> each.allows(model, others)),
                        inForce + " lets " + model + " run with " + others);
            }
        }

        /** Sees what the loop does to the models. */
        private final class Watched implements Models {
            @Override
            public CompletionStage<Void> ensureReady(String model) {
                assertFalse(ending, "nothing is started any more");
                return models.ensureReady(model);
            }

            @Override
            public CompletionStage<Void> stop(String model, Duration grace) {
                if (!unloading.contains(model) && !ending) {
                    assertEquals(0, models.serving(model), "no swap stops " + model + ", which serves");
                }
                return models.stop(model, grace);
            }

            @Override
            public void serveBegun(String model) {
                models.serveBegun(model);
            }

            @Override
            public void serveEnded(String model) {
                models.serveEnded(model);
            }

            @Override
            public CompletionStage<Void> shutdown() {
                return models.shutdown();
            }
        }

        private final class Client extends PlayedClient {
            Client(String request, String model) {
                super(request, model);
                tooLate = calendar.hasEnded();
            }

            @Override
            public boolean serve(RequestPhases phases) {
                boolean there = super.serve(phases);
                boolean readyOrJustWas = models.state(model) == ModelState.READY
                        || models.leftReadyNs(model) >= calendar.nanoTime() - MAIL_NS;
                assertTrue(readyOrJustWas, model + " serves and is " + models.state(model));
                if (there) {
                    calendar.in(random.nextLong(600 * MS), () -> end(phases));
                }
                return there;
            }

            private void end(RequestPhases phases) {
                RoutedRequest.Outcome outcome = switch (random.nextInt(4)) {
                    case 0 -> RoutedRequest.Outcome.CANCELLED;
                    case 1 -> RoutedRequest.Outcome.BROKEN;
                    default -> RoutedRequest.Outcome.SERVED;
                };
                long now = calendar.nanoTime();
                loop.ended(
                        request,
                        new ServeReport(
                                phases.servedAtNs(), RequestPhases.ABSENT, RequestPhases.ABSENT, now, 200, outcome));
                if (random.nextInt(10) == 0) {
                    loop.cancelled(request); // too late to matter
                }
            }
        }

        void live() {
            long atNs = 0;
            int requests = random.nextInt(5, 60);
            for (int i = 0; i < requests; i++) {
                atNs += random.nextLong(1 + (long) (MS * Math.pow(10, random.nextInt(4))));
                calendar.at(atNs, this::something);
            }
            boolean hurried = random.nextInt(3) == 0;
            if (hurried) {
                calendar.playUntil(random.nextLong(1 + atNs));
            } else {
                calendar.playOut();
                clients.forEach(each -> assertTrue(each.ends == 1 || each.gone, each.request + " waits for ever"));
                wishes.forEach(each -> assertTrue(each.isDone(), "a wish waits for ever"));
                RouterView idle = view();
                assertEquals(List.of(), idle.waiting());
                assertEquals(List.of(), idle.swaps());
                assertTrue(idle.models().stream().allMatch(each -> each.serving() == 0 && each.waiting() == 0));
                judge(idle.counters());
            }
            end();
            judge();
        }

        private void something() {
            switch (random.nextInt(troubled ? 16 : 12)) {
                case 0 -> cancelAny();
                case 1 -> load();
                case 2 ->
                    wishes.add(loop.useMeasuredEvictCosts()
                            .exceptionally(_ -> null)
                            .toCompletableFuture());
                case 3 -> wishes.add(loop.look().thenAccept(this::check).toCompletableFuture());
                case 12 -> unload(List.of(model()));
                case 13 -> models.crash(model());
                case 14 -> usePolicy();
                case 15 -> unload(random.nextBoolean() ? MODELS : List.of("a", model()));
                default -> arrive();
            }
        }

        private String model() {
            return MODELS.get(random.nextInt(MODELS.size()));
        }

        private void arrive() {
            Client client = new Client("r" + clients.size(), random.nextInt(40) == 0 ? "nobody" : model());
            clients.add(client);
            byRequest.put(client.request, client);
            loop.submit(client.request, client.model, client.model, calendar.nanoTime(), client);
            if (random.nextInt(8) == 0) {
                calendar.in(random.nextLong(300 * MS), () -> leave(client));
            }
        }

        private void cancelAny() {
            if (!clients.isEmpty()) {
                leave(clients.get(random.nextInt(clients.size())));
            }
        }

        /** The loop hears of it a little later than it is true. */
        private void leave(PlayedClient client) {
            client.gone = client.ends == 0;
            calendar.in(random.nextLong(MAIL_NS), () -> loop.cancelled(client.request));
        }

        private void load() {
            wishes.add(loop.load(model()).toCompletableFuture());
        }

        private void unload(List<String> which) {
            unloading.addAll(which);
            unloaded.addAll(which);
            Optional<Duration> grace = random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofMillis(20));
            wishes.add(loop.unload(which, grace)
                    .thenRun(() -> unloading.removeAll(which))
                    .toCompletableFuture());
        }

        private void usePolicy() {
            Set<String> before = Set.copyOf(unloading);
            unloading.addAll(MODELS);
            TriedPolicy next = TriedPolicy.values()[random.nextInt(TriedPolicy.values().length)];
            wishes.add(loop.use(next.policy())
                    .thenRun(() -> inForce.removeIf(each -> each != inForce.getLast()))
                    .whenComplete((_, _) -> unloading.removeIf(each -> !before.contains(each)))
                    .exceptionally(_ -> null)
                    .toCompletableFuture());
        }

        private RouterView view() {
            CompletableFuture<RouterView> looked = loop.look().toCompletableFuture();
            calendar.playUntil(calendar.nanoTime());
            return looked.join();
        }

        private void check(RouterView view) {
            for (RouterView.Waiting each : view.waiting()) {
                assertTrue(each.waitedNs() >= 0 && (each.expectedInNs() == null || each.expectedInNs() >= 0));
                assertTrue(each.position() > 0 || !each.reasons().isEmpty(), each.toString());
            }
        }

        private void end() {
            calendar.in(0, () -> ending = true);
            CompletableFuture<Void> down = loop.shutdown().toCompletableFuture();
            calendar.playOut();
            assertTrue(down.isDone(), "the end comes");
            assertTrue(calendar.hasEnded());
            assertEquals(Set.of(), models.existing(), "no process is left");
            PlayedClient late = new Client("late", "a");
            loop.submit("late", "a", "a", calendar.nanoTime(), late);
            assertEquals(1, late.ends, "who comes too late is told");
            wishes.forEach(each -> assertTrue(each.isDone(), "a wish waits for ever"));
        }

        private void judge() {
            Map<String, RoutedRequest> ended = new HashMap<>();
            for (RouterEvent event : events) {
                if (event instanceof RouterEvent.RequestEnded(long _, RoutedRequest request)) {
                    assertEquals(null, ended.put(request.request(), request), "each ends once");
                }
            }
            for (PlayedClient client : clients) {
                assertTrue(client.tooLate ^ ended.containsKey(client.request), client.request + " ends");
            }
            ended.values().forEach(this::judge);
            judgeOvertaking(ended);
            judgeSwaps();
            judgeStates();
        }

        private void judge(RoutedRequest request) {
            PlayedClient client = byRequest.get(request.request());
            RequestPhases phases = request.phases();
            assertTrue(client.ends == 1 || (client.ends == 0 && client.gone), request + " was told " + client.ends);
            assertTrue(
                    Math.min(
                                    Math.min(phases.queuedNs(), phases.evictingNs()),
                                    Math.min(phases.spawningNs(), phases.healthWaitNs()))
                            >= 0,
                    request.toString());
            assertEquals(client.served != null, phases.served(), request.toString());
            long until = phases.served() ? phases.servedAtNs() : phases.endedAtNs();
            assertEquals(until, phases.arrivedAtNs() + phases.waitNs(), "the law of phases: " + request);
            switch (request.outcome()) {
                case SERVED, BROKEN -> assertTrue(phases.served());
                case REFUSED -> assertNotNull(client.failure);
                case FAILED -> {
                    assertNotNull(client.failure);
                    boolean stopped = unloaded.contains(request.model());
                    switch (client.failure.code()) {
                        case MODEL_UNLOADED, START_ABORTED -> assertTrue(stopped, "nobody has stopped " + request);
                        case SHUTTING_DOWN -> assertTrue(ending, request.toString());
                        case LOAD_FAILED -> assertTrue(troubled, request.toString());
                        default -> throw new AssertionError(request);
                    }
                }
                case CANCELLED -> assertEquals(null, client.failure);
            }
            if (request.swap() == 0) {
                assertEquals(phases.queuedNs(), phases.waitNs(), "without a swap there is only the queue");
            }
        }

        private void judgeOvertaking(Map<String, RoutedRequest> ended) {
            List<PlayedClient> clients =
                    this.clients.stream().filter(each -> !each.tooLate).toList();
            for (int i = 0; i < clients.size(); i++) {
                RequestPhases own = ended.get(clients.get(i).request).phases();
                long until = own.served() ? own.servedAtNs() : own.endedAtNs();
                long earlier = 0;
                long atTheSameTime = 0; // before or after it, in another turn
                for (int later = i + 1; later < clients.size(); later++) {
                    RequestPhases other = ended.get(clients.get(later).request).phases();
                    earlier += other.served() && other.servedAtNs() < until ? 1 : 0;
                    atTheSameTime += other.served() && other.servedAtNs() == until ? 1 : 0;
                }
                long told = ended.get(clients.get(i).request).overtakenBy();
                assertTrue(
                        told >= earlier && told <= earlier + atTheSameTime,
                        clients.get(i).request + " was overtaken by " + earlier + ", and is told " + told);
            }
        }

        private void judgeSwaps() {
            Map<Long, RouterEvent.SwapStarted> open = new HashMap<>();
            long lastNumber = 0;
            for (RouterEvent event : events) {
                switch (event) {
                    case RouterEvent.SwapStarted begun -> {
                        lastNumber++;
                        assertEquals(lastNumber, begun.swap(), "swaps are numbered in their order");
                        open.put(begun.swap(), begun);
                    }
                    case RouterEvent.SwapEnded end -> {
                        RouterEvent.SwapStarted begun = open.remove(end.swap());
                        assertNotNull(begun, "a swap ends once");
                        judge(begun, end);
                    }
                    default -> {}
                }
            }
            assertEquals(Map.of(), open, "every swap ends");
        }

        private void judgeStates() {
            Map<String, ModelState> states = new HashMap<>();
            for (RouterEvent event : events) {
                if (event instanceof RouterEvent.ModelChanged(long _, String model, ModelState from, ModelState to)) {
                    assertEquals(states.getOrDefault(model, ModelState.STOPPED), from, model);
                    states.put(model, to);
                }
            }
        }

        private void judge(RouterView.Counters counters) {
            assertEquals(wastedLoads(), counters.wastedLoads(), "wasted loads");
            Map<RoutedRequest.Outcome, Long> requests = new HashMap<>();
            long swaps = 0;
            for (RouterEvent event : events) {
                if (event instanceof RouterEvent.RequestEnded end) {
                    requests.merge(end.request().outcome(), 1L, Long::sum);
                }
                swaps += event instanceof RouterEvent.SwapEnded ? 1 : 0;
            }
            assertEquals(requests, counters.requests());
            assertEquals(swaps, counters.swaps());
        }

        /** Loads between whose end and whose model's leaving nobody was served. */
        private long wastedLoads() {
            Map<String, Long> loadedAtNs = new HashMap<>();
            long wasted = 0;
            for (RouterEvent event : events) {
                if (event instanceof RouterEvent.SwapEnded end && end.load() && end.failure() == null) {
                    loadedAtNs.put(end.model(), end.atNs());
                } else if (event instanceof RouterEvent.ModelChanged left && left.from() == ModelState.READY) {
                    Long sinceNs = loadedAtNs.remove(left.model());
                    wasted += sinceNs != null && nobodyServed(left.model(), sinceNs, left.atNs()) ? 1 : 0;
                }
            }
            return wasted;
        }

        private boolean nobodyServed(String model, long fromNs, long toNs) {
            return clients.stream()
                    .filter(each -> each.model.equals(model))
                    .map(each -> each.served)
                    .noneMatch(each -> each != null && each.servedAtNs() >= fromNs && each.servedAtNs() <= toNs);
        }

        private void judge(RouterEvent.SwapStarted begun, RouterEvent.SwapEnded end) {
            SwapTimes times = end.times();
            assertEquals(begun.atNs(), times.begunAtNs());
            assertEquals(end.atNs(), times.endedAtNs());
            assertTrue(times.evictedAtNs() >= times.begunAtNs(), "an eviction always comes to its end");
            if (times.spawnedAtNs() != RequestPhases.ABSENT) {
                assertTrue(times.spawnedAtNs() >= times.evictedAtNs() && times.spawnedAtNs() <= times.endedAtNs());
                assertTrue(end.load());
            }
            assertTrue(end.failure() != null || !end.load() || times.spawnedAtNs() != RequestPhases.ABSENT);
        }
    }
}

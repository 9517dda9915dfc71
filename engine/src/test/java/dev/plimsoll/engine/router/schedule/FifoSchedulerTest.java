package dev.plimsoll.engine.router.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.swap.GroupSwapper;
import dev.plimsoll.engine.router.swap.ModelGroup;
import dev.plimsoll.engine.router.swap.SwapPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the vectors do not say about fifo: ageing, residency, numbers of swaps, reasons, and laws that hold whatever happens. */
class FifoSchedulerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final GroupSwapper ONE_AT_A_TIME =
            new GroupSwapper(List.of(new ModelGroup(ModelGroup.DEFAULT, true, true, false, List.of("a", "b", "c"))));

    private final ReplayedWorld world =
            new ReplayedWorld(Map.of("a", ModelState.READY, "b", ModelState.STOPPED, "c", ModelState.STOPPED));

    private FifoScheduler fifo(FifoOptions options) {
        return new FifoScheduler(ONE_AT_A_TIME, options, world);
    }

    private List<Effect> at(FifoScheduler scheduler, double seconds, SchedulerEvent event) {
        scheduler.handle((long) (seconds * SECOND), event);
        return world.take();
    }

    private static SchedulerEvent arrives(String request, String model) {
        return new SchedulerEvent.Arrived(request, model);
    }

    private static boolean serves(List<Effect> effects, String request) {
        return effects.stream()
                .anyMatch(each ->
                        each instanceof Effect.Serve serve && serve.request().equals(request));
    }

    @Test
    void withAMaximumWaitLastingTrafficNoLongerStarvesAQueuedModel() {
        FifoScheduler scheduler = fifo(new FifoOptions(Map.of(), Map.of(), Duration.ofSeconds(5), Duration.ZERO));
        at(scheduler, 0, arrives("r1", "a"));
        List<Effect> queued = at(scheduler, 1, arrives("rb", "b"));
        assertTrue(queued.contains(new Effect.WakeAt(6 * SECOND)));
        assertTrue(serves(at(scheduler, 5, arrives("r2", "a")), "r2"), "it is not due yet");
        at(scheduler, 6, new SchedulerEvent.Wake());
        assertFalse(serves(at(scheduler, 6.5, arrives("r3", "a")), "r3"), "it is due and must not be overtaken");
        at(scheduler, 7, new SchedulerEvent.ServeDone("a"));
        List<Effect> idle = at(scheduler, 8, new SchedulerEvent.ServeDone("a"));
        assertTrue(idle.contains(new Effect.StartSwap("b", 1, SwapPlan.evicting(List.of("a")))));
        assertEquals(List.of("r3"), scheduler.state().queue());
    }

    @Test
    void aDueRequestGoesBeforeHigherPriorities() {
        FifoScheduler scheduler = fifo(new FifoOptions(Map.of("c", 9), Map.of(), Duration.ofSeconds(5), Duration.ZERO));
        at(scheduler, 0, arrives("r1", "a"));
        at(scheduler, 1, arrives("rb", "b"));
        at(scheduler, 2, arrives("rc", "c"));
        assertEquals(List.of("rc", "rb"), scheduler.state().queue());
        at(scheduler, 6, new SchedulerEvent.Wake());
        assertEquals(List.of("rb", "rc"), scheduler.state().queue());
    }

    @Test
    void aModelKeepsItsMinimumResidency() {
        FifoScheduler scheduler = fifo(new FifoOptions(Map.of(), Map.of(), null, Duration.ofSeconds(10)));
        at(scheduler, 0, arrives("rb", "b"));
        world.swapEnds("b", true);
        at(scheduler, 3, new SchedulerEvent.SwapDone("b", 1, null));
        at(scheduler, 4, new SchedulerEvent.ServeDone("b"));
        List<Effect> queued = at(scheduler, 5, arrives("rc", "c"));
        assertTrue(queued.contains(new Effect.WakeAt(13 * SECOND)));
        assertEquals(
                List.of(new WaitReason.Resident("b", 13 * SECOND)),
                scheduler.explain(5 * SECOND, "rc").orElseThrow().reasons());
        List<Effect> woken = at(scheduler, 13, new SchedulerEvent.Wake());
        assertTrue(woken.contains(new Effect.StartSwap("c", 2, SwapPlan.evicting(List.of("b")))));
    }

    @Test
    void anUnloadAbandonsTheSwapByItsNumberAndItsLateEndChangesNothing() {
        FifoScheduler scheduler = fifo(FifoOptions.DEFAULTS);
        at(scheduler, 0, arrives("r1", "b"));
        List<Effect> unload = at(scheduler, 1, new SchedulerEvent.Unload(List.of("b"), Duration.ofSeconds(3)));
        assertTrue(unload.contains(new Effect.StopModels(List.of("b"), Duration.ofSeconds(3), List.of(1L))));
        at(scheduler, 2, arrives("r2", "b"));
        Failure aborted = new Failure(Failure.Code.START_ABORTED, "");
        assertEquals(List.of(), at(scheduler, 3, new SchedulerEvent.SwapDone("b", 1, aborted)));
        assertTrue(serves(at(scheduler, 4, new SchedulerEvent.SwapDone("b", 2, null)), "r2"));
    }

    @Test
    void aCallerThatIsGoneIsNotCountedAsServed() {
        FifoScheduler scheduler = fifo(FifoOptions.DEFAULTS);
        world.leaves("r1");
        at(scheduler, 0, arrives("r1", "a"));
        assertEquals(Map.of(), scheduler.state().serving());
        assertEquals(Map.of(), scheduler.state().reserved());
    }

    @Test
    void afterShutdownEverythingIsRefused() {
        FifoScheduler scheduler = fifo(FifoOptions.DEFAULTS);
        at(scheduler, 0, new SchedulerEvent.Shutdown());
        assertEquals(List.of(new Effect.Refuse("r1", Failure.shuttingDown())), at(scheduler, 1, arrives("r1", "a")));
    }

    @Test
    void explainNamesCollisionBusynessAndTheSwap() {
        FifoScheduler scheduler = fifo(FifoOptions.DEFAULTS);
        at(scheduler, 0, arrives("r1", "a"));
        at(scheduler, 1, arrives("rb", "b"));
        WaitReasons busy = scheduler.explain(SECOND, "rb").orElseThrow();
        assertEquals(List.of(new WaitReason.Busy("a", 1)), busy.reasons());
        assertEquals(1, busy.position());
        assertEquals(
                List.of("a goes: group (default) runs one member at a time"),
                busy.swap().because());
        at(scheduler, 2, new SchedulerEvent.ServeDone("a"));
        assertEquals(
                List.of(new WaitReason.Loading("b")),
                scheduler.explain(2 * SECOND, "rb").orElseThrow().reasons());
        at(scheduler, 3, arrives("rc", "c"));
        assertEquals(
                List.of(new WaitReason.Collides("b", List.of("a", "b"))),
                scheduler.explain(3 * SECOND, "rc").orElseThrow().reasons());
        assertTrue(scheduler.explain(3 * SECOND, "r1").isEmpty(), "it does not wait");
    }

    /** Whatever happens, every request ends as exactly one thing, no busy model is stopped by a swap, and the counts come down to nothing. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void lawsHoldWhateverHappens(int seed) {
        Random random = new Random(seed);
        Duration maxWait = random.nextBoolean() ? Duration.ofSeconds(20) : null;
        FifoScheduler scheduler = fifo(new FifoOptions(Map.of("c", 2), Map.of(), maxWait, Duration.ZERO));
        Book book = new Book(world);
        for (int i = 0; i < 3_000; i++) {
            List<String> models = List.of("a", "b", "c");
            String model = models.get(random.nextInt(3));
            SchedulerEvent event = switch (random.nextInt(6)) {
                case 0, 1 -> arrives("r" + i, model);
                case 2 -> book.swapEnd(random);
                case 3, 4 -> book.serveEnd(model);
                default ->
                    random.nextInt(10) == 0
                            ? new SchedulerEvent.Unload(List.of(model), Duration.ofSeconds(1))
                            : new SchedulerEvent.Cancelled("r" + random.nextInt(i + 1));
            };
            if (event != null) {
                book.before(event);
                book.after(at(scheduler, i, event));
            }
        }
        for (int i = 3_000; i < 6_000; i++) {
            SchedulerEvent event = i % 2 == 0
                    ? book.swapEnd(random)
                    : book.serveEnd(List.of("a", "b", "c").get(i % 3));
            if (event != null) {
                book.before(event);
                book.after(at(scheduler, i, event));
            }
        }
        assertEquals(List.of(), scheduler.state().waiting());
        assertEquals(Map.of(), scheduler.state().reserved());
        assertEquals(Set.of(), book.open);
    }

    /** Keeps count of what the scheduler has said and what it was told. */
    private static final class Book {
        private final ReplayedWorld world;
        private final Set<String> open = new HashSet<>();
        private final Map<String, Integer> serving = new HashMap<>();
        private final List<Effect.StartSwap> running = new ArrayList<>();

        Book(ReplayedWorld world) {
            this.world = world;
        }

        SchedulerEvent swapEnd(Random random) {
            if (running.isEmpty()) {
                return null;
            }
            Effect.StartSwap ended = running.remove(0);
            boolean success = random.nextInt(5) > 0;
            world.swapEnds(ended.model(), success);
            Failure failure = success ? null : new Failure(Failure.Code.LOAD_FAILED, "");
            return new SchedulerEvent.SwapDone(ended.model(), ended.swap(), failure);
        }

        SchedulerEvent serveEnd(String model) {
            return serving.getOrDefault(model, 0) == 0 ? null : new SchedulerEvent.ServeDone(model);
        }

        void before(SchedulerEvent event) {
            if (event instanceof SchedulerEvent.ServeDone done) {
                serving.merge(done.model(), -1, Integer::sum);
            }
            if (event instanceof SchedulerEvent.Cancelled cancelled) {
                open.remove(cancelled.request());
            }
        }

        void after(List<Effect> effects) {
            for (Effect effect : effects) {
                switch (effect) {
                    case Effect.Admit admit -> assertTrue(open.add(admit.request()));
                    case Effect.Serve serve -> {
                        assertTrue(open.remove(serve.request()), "served twice, or after it was over");
                        serving.merge(serve.model(), 1, Integer::sum);
                    }
                    case Effect.Fail fail -> assertTrue(open.remove(fail.request()), "failed after it was over");
                    case Effect.StartSwap swap -> {
                        swap.plan()
                                .evict()
                                .forEach(each ->
                                        assertEquals(0, serving.getOrDefault(each, 0), "a busy model is stopped"));
                        running.add(swap);
                    }
                    case Effect.Refuse _, Effect.StopModels _, Effect.QueuePosition _, Effect.WakeAt _ -> {}
                }
            }
        }
    }
}

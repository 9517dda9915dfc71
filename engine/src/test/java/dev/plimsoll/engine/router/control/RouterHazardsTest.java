package dev.plimsoll.engine.router.control;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static dev.plimsoll.engine.router.control.PlayedRouter.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.schedule.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What went wrong in llama-swap's router when it was provoked, provoked in ours as a whole; in the order of its list of hazards. */
class RouterHazardsTest {
    private static final String SIDE_BY_SIDE = """
        models:
          a: {cmd: serve, proxy: "http://localhost:1", unloadTimeout: 3}
          b: {cmd: serve, proxy: "http://localhost:1"}
        groups:
          both: {swap: false, members: [a, b]}
        """;
    private static final String ONE_AT_A_TIME = """
        healthCheckTimeout: 15
        models:
          a: {cmd: serve, proxy: "http://localhost:1", unloadTimeout: 3, ttl: 3600}
          x: {cmd: serve, proxy: "http://localhost:1", unloadTimeout: 3}
        """;

    /** Models that end only when they are killed. */
    private static final PlayedRouter.Manners STUBBORN = new PlayedRouter.Manners() {
        @Override
        long exitMs(String model) {
            return Long.MAX_VALUE;
        }
    };

    @Test
    void hazard1AnUnloadNeverHoldsUpTheLoopButItsCallerWaits() {
        PlayedRouter router = PlayedRouter.of(SIDE_BY_SIDE, STUBBORN);
        router.answered(served(router, router.arrives("r1", "a"), 200));
        router.answered(served(router, router.arrives("r2", "b"), 400));
        CompletableFuture<Void> unloaded =
                router.loop.unload(List.of("a"), Optional.empty()).toCompletableFuture();
        router.untilMs(1_000);
        assertNotNull(router.arrives("r3", "b").served, "another model serves meanwhile");
        router.untilMs(3_399);
        assertFalse(unloaded.isDone(), "it ignores the signal");
        router.untilMs(3_402);
        assertTrue(unloaded.isDone(), "it was killed after its own grace");
        assertEquals(ModelState.STOPPED, router.models.state("a"));
    }

    @Test
    void hazard2AnUnloadWhileOthersMakeRoomCancelsTheLoad() {
        rule("llama-swap/router-hazards", "unload-abandons").inForce();
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME, STUBBORN);
        router.answered(served(router, router.arrives("r1", "x"), 200));
        PlayedClient waiting = router.arrives("r2", "a");
        router.untilMs(300);
        assertEquals(ModelState.STOPPING, router.models.state("x"));
        CompletableFuture<Void> unloaded =
                router.loop.unload(List.of("a"), Optional.empty()).toCompletableFuture();
        router.untilMs(301);
        assertTrue(unloaded.isDone(), "there is nothing to stop");
        assertEquals(Failure.Code.MODEL_UNLOADED, waiting.failure.code());
        router.untilMs(20_000);
        assertEquals(0, router.models.spawns("a"), "nobody wants it any more");
        RouterEvent.SwapEnded end = router.told(RouterEvent.SwapEnded.class).getLast();
        assertEquals("START_ABORTED", end.failure());
        assertEquals(List.of(), router.look().swaps());
    }

    @Test
    void hazard3TheLateEndOfAnAbandonedLoadIsNotTheNextOnes() {
        rule("llama-swap/router-hazards", "unload-abandons").inForce();
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        PlayedClient first = router.arrives("r1", "a");
        router.untilMs(50);
        var unused = router.loop.unload(List.of("a"), Optional.empty());
        PlayedClient second = router.arrives("r2", "a");
        router.untilMs(105);
        assertEquals(
                List.of("START_ABORTED"),
                router.told(RouterEvent.SwapEnded.class).stream()
                        .map(RouterEvent.SwapEnded::failure)
                        .toList());
        assertEquals(0, second.ends, "its own load is under way");
        router.untilMs(300);
        assertEquals(Failure.Code.MODEL_UNLOADED, first.failure.code());
        assertNotNull(second.served);
        assertEquals(2, router.models.spawns("a"));
    }

    @Test
    void hazard4TheIdleLimitOfAModelThatNeverServedCountsFromReady() {
        rule("llama-swap/process-lifecycle", "idle-from-ready").inForce();
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        PlayedClient client = router.arrives("r1", "a");
        router.leaves(client);
        router.untilMs(3_600_000);
        assertEquals(
                ModelState.READY, router.look().models().getFirst().state(), "the load went on without its waiter");
        router.untilMs(3_600_200);
        assertEquals(ModelState.STOPPED, router.look().models().getFirst().state());
        assertEquals(1, router.look().counters().wastedLoads());
    }

    @Test
    void hazard5ASilentHealthEndpointEndsAtTheLimit() {
        rule("llama-swap/process-lifecycle", "silence-ends").inForce();
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME, new PlayedRouter.Manners() {
            @Override
            long healthMs(String model) {
                return 1_000_000;
            }
        });
        PlayedClient client = router.arrives("r1", "a");
        router.untilMs(14_999);
        assertEquals(0, client.ends);
        router.untilMs(15_100);
        assertEquals(Failure.Code.LOAD_FAILED, client.failure.code());
        assertEquals(RoutedRequest.Outcome.FAILED, router.ended(client).outcome());
        assertEquals(
                (15_000 - 10 + 50) * MS,
                router.ended(client).phases().healthWaitNs(),
                "from its process's beginning until the limit, and then until it was gone");
        assertEquals(ModelState.STOPPED, router.models.state("a"));
    }

    @Test
    void hazard6AStopForASwapHasTheSameGraceAsAnUnload() {
        rule("llama-swap/router-hazards", "one-grace").inForce();
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME, STUBBORN);
        router.answered(served(router, router.arrives("r1", "x"), 200));
        PlayedClient client = router.arrives("r2", "a");
        router.untilMs(4_000);
        assertEquals(
                3_000 * MS + 1, router.ended(answered(router, client)).phases().evictingNs());
    }

    @Test
    void hazard7AModelThatIsLeavingDoesNotKeepAnotherFromLoading() {
        rule("llama-swap/fifo-with-matrix", "leaving-is-free").inForce();
        PlayedRouter router = PlayedRouter.of("""
            models:
              l1: {cmd: serve, proxy: "http://localhost:1"}
              l2: {cmd: serve, proxy: "http://localhost:1"}
              r1: {cmd: serve, proxy: "http://localhost:1"}
              r2: {cmd: serve, proxy: "http://localhost:1"}
            matrix:
              sets: {pairs: (l1 | l2) & (r1 | r2)}
            """);
        router.answered(served(router, router.arrives("q1", "l1"), 200));
        PlayedClient left = router.arrives("q2", "l2");
        PlayedClient right = router.arrives("q3", "r2");
        List<RouterEvent.SwapStarted> swaps = router.told(RouterEvent.SwapStarted.class);
        assertEquals(List.of("l1"), swaps.get(1).evict());
        assertEquals(List.of(), swaps.get(2).evict(), "it need not choose between l1, which leaves, and l2");
        assertEquals(List.of("l1"), swaps.get(2).await());
        router.untilMs(1_000);
        assertEquals(left.served.servedAtNs(), right.served.servedAtNs(), "both load at the same time");
    }

    @Test
    void hazard8AmongEqualsAnIdleModelMayBeTheOneThatGoes() {
        PlayedRouter router = PlayedRouter.of("""
            models:
              a: {cmd: serve, proxy: "http://localhost:1"}
              b: {cmd: serve, proxy: "http://localhost:1"}
              c: {cmd: serve, proxy: "http://localhost:1"}
            routing:
              router:
                use: matrix
                settings:
                  matrix:
                    tieBreak: idleFirst
                    sets: {s: (a & b) | (b & c) | (a & c)}
            """);
        PlayedClient busy = served(router, router.arrives("r1", "a"), 200);
        router.answered(served(router, router.arrives("r2", "b"), 400));
        PlayedClient third = router.arrives("r3", "c");
        router.untilMs(1_000);
        assertNotNull(third.served, "b went, which was idle");
        assertEquals(ModelState.READY, router.models.state("a"));
        router.answered(busy);
    }

    @Test
    void hazard9AFailureComesBeforeAnythingElseWasAnswered() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME, new PlayedRouter.Manners() {
            @Override
            long spawnMs(String model) {
                return -1;
            }
        });
        PlayedClient client = router.arrives("r1", "a");
        router.untilMs(100);
        assertTrue(client.admitted);
        assertNull(client.served, "so that the front can still answer with a status");
        assertEquals(Failure.Code.LOAD_FAILED, client.failure.code());
        assertTrue(client.failure.message().contains("no such program"), client.failure.message());
    }

    @Test
    void hazard10APriorityByAliasIsThatOfTheModel() {
        PlayedRouter router = PlayedRouter.of("""
            models:
              a: {cmd: serve, proxy: "http://localhost:1", aliases: [the-a]}
              b: {cmd: serve, proxy: "http://localhost:1"}
              c: {cmd: serve, proxy: "http://localhost:1"}
            routing:
              scheduler: {use: fifo, settings: {fifo: {priority: {the-a: 7}}}}
            """);
        served(router, router.arrives("r1", "c"), 200);
        PlayedClient low = router.arrives("r2", "b");
        PlayedClient high = router.arrives("r3", "a");
        assertEquals(List.of(1, 2), low.positions);
        assertEquals(List.of(1), high.positions);
        router.leaves(high);
        assertEquals(7, router.ended(high).priority());
    }

    @Test
    void hazard11AnEndThatIsToldTwiceDoesNotUpsetTheCounts() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        PlayedClient client = served(router, router.arrives("r1", "a"), 200);
        PlayedClient other = router.arrives("r2", "a");
        router.answered(client);
        router.answered(client);
        router.leaves(client);
        assertEquals(1, router.look().models().getFirst().serving(), "the other one is still counted");
        router.answered(other);
        assertEquals(0, router.look().models().getFirst().serving());
        assertEquals(
                Map.of(RoutedRequest.Outcome.SERVED, 2L),
                router.look().counters().requests());
    }

    private static PlayedClient served(PlayedRouter router, PlayedClient client, long untilMs) {
        router.untilMs(untilMs);
        assertNotNull(client.served);
        return client;
    }

    private static PlayedClient answered(PlayedRouter router, PlayedClient client) {
        router.answered(client);
        return client;
    }
}

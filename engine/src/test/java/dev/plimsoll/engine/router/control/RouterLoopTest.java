package dev.plimsoll.engine.router.control;

import static dev.plimsoll.engine.router.control.PlayedRouter.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.schedule.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RouterLoopTest {
    private static final String ONE_AT_A_TIME = """
        models:
          a: {cmd: serve, proxy: "http://localhost:1"}
          b: {cmd: serve, proxy: "http://localhost:1"}
          c: {cmd: serve, proxy: "http://localhost:1"}
        """;
    private static final String PAIRS = """
        models:
          a: {cmd: serve, proxy: "http://localhost:1"}
          b: {cmd: serve, proxy: "http://localhost:1"}
          c: {cmd: serve, proxy: "http://localhost:1"}
        matrix:
          evict_costs: {b: 3}
          sets: {s: a & b, t: b & c, u: a & c}
        """;

    private static PlayedClient served(PlayedRouter router, PlayedClient client, long untilMs) {
        router.untilMs(untilMs);
        assertNotNull(client.served, client.request + " waits at " + untilMs + " ms");
        return client;
    }

    private static Throwable whyNot(CompletableFuture<?> wish) {
        return assertThrows(CompletionException.class, wish::join).getCause();
    }

    @Test
    void theWaitOfARequestIsDividedByWhatItsSwapDid() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        router.answered(served(router, router.arrives("r1", "a"), 500));
        PlayedClient first = router.arrives("r2", "b");
        router.untilMs(520);
        PlayedClient joins = router.arrives("r3", "b");
        router.untilMs(530);
        PlayedClient queued = router.arrives("r4", "c");
        served(router, first, 700);
        assertEquals(new Parts(0, 50, 10, 100), Parts.of(first.served));
        assertEquals(new Parts(0, 30, 10, 100), Parts.of(joins.served), "it came while a was being stopped");
        router.answered(first);
        router.untilMs(900);
        assertNull(queued.served, "b still serves");
        router.answered(joins);
        served(router, queued, 1_100);
        assertEquals(new Parts(370, 50, 10, 100), Parts.of(queued.served));
        router.answered(queued);
        assertEquals(2, router.ended(first).swap());
        assertEquals(2, router.ended(joins).swap());
        assertEquals(3, router.ended(queued).swap());
    }

    /** Milliseconds. */
    private record Parts(long queued, long evicting, long spawning, long healthWait) {
        static Parts of(RequestPhases phases) {
            return new Parts(
                    phases.queuedNs() / MS,
                    phases.evictingNs() / MS,
                    phases.spawningNs() / MS,
                    phases.healthWaitNs() / MS);
        }
    }

    @Test
    void aModelThatIsReadyServesAtOnceAndWithoutASwap() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        router.answered(served(router, router.arrives("r1", "a"), 500));
        PlayedClient client = router.arrives("r2", "a");
        router.answered(client);
        assertEquals(0, router.ended(client).swap());
        assertEquals(0, router.ended(client).phases().waitNs());
    }

    @Test
    void aModelThatWasAskedToStopServesNobodyAnyMore() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        router.answered(served(router, router.arrives("r1", "a"), 500));
        var unused = router.loop.unload(List.of("a"), Optional.empty());
        PlayedClient client = router.arrives("r2", "a");
        assertNull(client.served, "its process has not said yet that it stops");
        served(router, client, 1_000);
        assertEquals(new Parts(0, 50, 10, 100), Parts.of(client.served), "its own earlier process made room first");
    }

    @Test
    void aModelThatWasAskedToStartCountsAsRunningBeforeItsProcessSaysSo() {
        List<String> begun = new ArrayList<>();
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME, new PlayedRouter.Manners() {
            @Override
            long mailNs(String model) {
                return 5 * MS;
            }

            @Override
            void begins(String model, Set<String> others) {
                begun.add(model + " beside " + others);
            }
        });
        router.arrives("r1", "a");
        var unused = router.loop.unload(List.of("a"), Optional.empty());
        served(router, router.arrives("r2", "b"), 1_000);
        assertEquals(List.of("a beside []", "b beside []"), begun);
    }

    @Test
    void whoIsOvertakenIsToldHowOften() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        PlayedClient busy = served(router, router.arrives("r1", "a"), 500);
        PlayedClient queued = router.arrives("r2", "b");
        router.untilMs(501);
        router.answered(router.arrives("r3", "a"));
        router.answered(router.arrives("r4", "a"));
        router.answered(busy);
        router.answered(served(router, queued, 1_000));
        assertEquals(2, router.ended(queued).overtakenBy());
        assertEquals(0, router.ended(busy).overtakenBy());
    }

    @Test
    void aModelThatEndsByItselfMakesRoomForWhoeverWaits() {
        PlayedRouter router = PlayedRouter.of(PAIRS);
        PlayedClient a = served(router, router.arrives("r1", "a"), 500);
        PlayedClient b = served(router, router.arrives("r2", "b"), 1_000);
        PlayedClient c = router.arrives("r3", "c");
        assertEquals(List.of(1), c.positions, "one of them would have to go and both serve");
        router.models.crash("a");
        served(router, c, 1_200);
        assertEquals(ModelState.READY, router.models.state("b"));
        router.answered(a);
        router.answered(b);
    }

    @Test
    void modelsArePreloadedOneAfterAnother() {
        PlayedRouter router = PlayedRouter.of(PAIRS + "hooks: {on_startup: {preload: [b, a]}}\n");
        router.untilMs(1_000);
        List<RouterEvent.SwapStarted> begun = router.told(RouterEvent.SwapStarted.class);
        List<RouterEvent.SwapEnded> ended = router.told(RouterEvent.SwapEnded.class);
        assertEquals(
                List.of("b", "a"),
                begun.stream().map(RouterEvent.SwapStarted::model).toList());
        assertTrue(begun.get(1).atNs() >= ended.get(0).atNs());
        assertEquals(List.of(), router.told(RouterEvent.RequestEnded.class), "nobody has asked anything");
    }

    @Test
    void aWishToLoadIsToldHowItWent() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME, new PlayedRouter.Manners() {
            @Override
            long healthMs(String model) {
                return model.equals("b") ? -30 : 100;
            }
        });
        var good = router.loop.load("a").toCompletableFuture();
        var bad = router.loop.load("b").toCompletableFuture();
        var unknown = router.loop.load("nobody").toCompletableFuture();
        router.untilMs(1_000);
        assertEquals(Optional.empty(), good.join());
        assertEquals(Failure.Code.LOAD_FAILED, bad.join().orElseThrow().code());
        assertTrue(whyNot(unknown).getMessage().contains("nobody"));
    }

    @Test
    void thePolicyChangesOnlyWhenNothingWaitsOrIsServed() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        PlayedClient client = served(router, router.arrives("r1", "a"), 500);
        PlayedClient waits = router.arrives("r2", "b");
        var refused = router.loop.use(router.policy("serial")).toCompletableFuture();
        router.untilMs(501);
        assertEquals(
                "The policy can change when nothing waits and nothing is served; now 1 waits and 1 is served.",
                ((PlimsollException) whyNot(refused)).getMessage());
        router.leaves(waits);
        router.answered(client);
        var changed = router.loop.use(router.policy("serial")).toCompletableFuture();
        router.untilMs(502);
        assertFalse(changed.isDone(), "a has to stop first");
        PlayedClient early = router.arrives("r3", "a");
        router.untilMs(552);
        assertTrue(changed.isDone());
        assertEquals("serial", router.look().policy());
        assertEquals(
                "serial",
                router.told(RouterEvent.PolicyChanged.class).getFirst().policy());
        served(router, early, 1_000);
        assertEquals(2, router.models.spawns("a"), "it was stopped and loaded again");
        router.answered(early);
        assertEquals(2, router.ended(early).swap(), "swaps are numbered on");
    }

    @Test
    void theLateEndOfALoadUnderAnotherPolicyIsNotTheNextOnes() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        router.leaves(router.arrives("r1", "a"));
        router.untilMs(50);
        var unused = router.loop.use(router.policy("serial"));
        PlayedClient client = router.arrives("r2", "a");
        router.untilMs(1_000);
        assertNotNull(client.served, "its scheduler calls its swap 1 too");
        assertEquals(
                Arrays.asList("START_ABORTED", null),
                router.told(RouterEvent.SwapEnded.class).stream()
                        .map(RouterEvent.SwapEnded::failure)
                        .toList());
    }

    @Test
    void theMatrixWeighsWhatLoadsTookOnRequest() {
        PlayedRouter router = PlayedRouter.of(PAIRS, new PlayedRouter.Manners() {
            @Override
            long healthMs(String model) {
                return model.equals("a") ? 4_000 : 100;
            }
        });
        served(router, router.arrives("r1", "a"), 5_000);
        router.answered(router.arrives("r1b", "a"));
        var costs = router.loop.useMeasuredEvictCosts().toCompletableFuture();
        router.untilMs(5_001);
        assertEquals(Map.of("a", 4_010L, "b", 3L, "c", 1L), costs.join(), "in ms; who was never loaded keeps its cost");
    }

    @Test
    void withoutAMatrixNoCostsAreWeighed() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        var costs = router.loop.useMeasuredEvictCosts().toCompletableFuture();
        router.untilMs(1);
        assertTrue(whyNot(costs).getMessage().contains("weighs no costs"));
    }

    @Test
    void whatItIsDoingCanBeLookedAt() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        router.answered(served(router, router.arrives("r1", "b"), 500));
        PlayedClient busy = served(router, router.arrives("r2", "a"), 1_000);
        router.arrives("r3", "b");
        router.arrives("r4", "nobody");
        RouterView view = router.look();
        assertEquals("fifo", view.policy());
        assertEquals(
                List.of(ModelState.READY, ModelState.STOPPED, ModelState.STOPPED),
                view.models().stream().map(RouterView.Model::state).toList());
        assertEquals(
                List.of(1, 0, 0),
                view.models().stream().map(RouterView.Model::serving).toList());
        assertEquals(
                List.of(0, 1, 0),
                view.models().stream().map(RouterView.Model::waiting).toList());
        assertNotNull(view.models().getFirst().pid());
        assertNull(view.models().getLast().pid());
        RouterView.Waiting waiting = view.waiting().getFirst();
        assertEquals(List.of("a has to go and serves 1 request"), waiting.reasons());
        assertEquals(1, waiting.position());
        assertNull(waiting.expectedInNs(), "how long a will serve nobody knows");
        assertEquals(
                Map.of(RoutedRequest.Outcome.REFUSED, 1L, RoutedRequest.Outcome.SERVED, 1L),
                view.counters().requests());
        router.answered(busy);
        router.untilMs(1_020);
        view = router.look();
        assertEquals(List.of("b is being loaded"), view.waiting().getFirst().reasons());
        assertEquals(0, view.waiting().getFirst().position());
        assertNull(view.waiting().getFirst().expectedInNs(), "a was never stopped before");
        assertEquals(3, view.swaps().getFirst().swap());
        assertEquals(List.of("a"), view.swaps().getFirst().evict());
        router.untilMs(1_060);
        Long expectedInNs = router.look().waiting().getFirst().expectedInNs();
        assertEquals(100, Math.round(expectedInNs / (double) MS), "110 ms took its last load, 10 are over");
    }

    @Test
    void swapsAreMeasured() {
        long[] health = {100};
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME, new PlayedRouter.Manners() {
            @Override
            long healthMs(String model) {
                return model.equals("a") ? health[0] : 100;
            }
        });
        router.answered(served(router, router.arrives("r1", "a"), 500));
        for (int i = 0; i < 3; i++) {
            router.answered(served(router, router.arrives("b" + i, "b"), 1_000 + 1_000 * i));
            health[0] = 20 * (i + 1); // ready is seen at the next probe, 50 ms apart
            router.answered(served(router, router.arrives("a" + i, "a"), 1_500 + 1_000 * i));
        }
        SwapCosts costs = router.look().costs();
        SwapCosts.OfModel a = costs.models().getFirst();
        assertEquals("a: 1 in 110 ms, 3 in 60 ms, 3 in 50 ms", tell("a", a.cold(), a.warm(), a.stop()));
        assertEquals(
                List.of("a to b: 3 in 160 ms", "b to a: 3 in 110 ms"),
                costs.pairs().stream()
                        .map(each -> tell(each.from() + " to " + each.to(), each.swap()))
                        .toList());
        assertEquals(7, router.look().counters().loads());
        assertEquals(110 + 3 * 160 + 2 * 110 + 160, router.look().counters().swappingNs() / MS);
    }

    private static String tell(String what, SwapCosts.Times... times) {
        return Arrays.stream(times)
                .map(each -> each.n() + " in " + each.p50Ns() / MS + " ms")
                .collect(Collectors.joining(", ", what + ": ", ""));
    }

    @Test
    void atTheEndEverybodyIsToldAndNothingIsLeft() {
        PlayedRouter router = PlayedRouter.of(ONE_AT_A_TIME);
        PlayedClient busy = served(router, router.arrives("r1", "a"), 500);
        PlayedClient waits = router.arrives("r2", "b");
        CompletableFuture<Void> down = router.loop.shutdown().toCompletableFuture();
        router.untilMs(501);
        assertEquals(Failure.Code.SHUTTING_DOWN, waits.failure.code());
        assertEquals(
                Failure.Code.SHUTTING_DOWN, router.arrives("r3", "a").failure.code());
        router.untilMs(1_000);
        assertEquals(Set.of(), router.models.existing());
        assertFalse(down.isDone(), "nobody has said yet what became of r1");
        router.answered(busy);
        assertTrue(down.isDone());
        assertTrue(whyNot(router.loop.look().toCompletableFuture()).getMessage().contains("ended"));
    }
}

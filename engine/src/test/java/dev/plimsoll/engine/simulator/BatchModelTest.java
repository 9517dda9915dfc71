package dev.plimsoll.engine.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in microseconds in the plans, nanoseconds in the answers. */
class BatchModelTest {
    private static final long US = 1000;

    @Test
    void aLoneRequestTakesItsPrefillAndThenOneStepPerFurtherToken() {
        // prefill 100 + 2*10 = 120; step 50 + 5*1 = 55
        VirtualServer server = new VirtualServer(new BatchModel(Plans.batch(4, 0, 0, 100, 2, 50, 5)));
        VirtualServer.Request request = server.arrive(1000 * US, 10, 3);
        server.runOut();
        assertEquals(List.of(1120 * US, 1175 * US, 1230 * US), request.tokensNs);
        assertTrue(request.done);
        assertEquals(0, server.model.running());
    }

    @Test
    void prefillsGoFirstAndHoldUpTheStepsOfOthers() {
        VirtualServer server = new VirtualServer(new BatchModel(Plans.batch(4, 0, 0, 100, 0, 50, 10)));
        VirtualServer.Request a = server.arrive(0, 1, 3);
        VirtualServer.Request b = server.arrive(10 * US, 1, 2);
        server.runOut();
        // a: prefill to 100; b: prefill to 200; both: step of 50+20 to 270; a alone: step of 60 to 330
        assertEquals(List.of(100 * US, 270 * US, 330 * US), a.tokensNs);
        assertEquals(List.of(200 * US, 270 * US), b.tokensNs);
    }

    @Test
    void anArrivalDuringAStepWaitsForItsEnd() {
        VirtualServer server = new VirtualServer(new BatchModel(Plans.batch(4, 0, 0, 100, 0, 50, 0)));
        server.arrive(0, 1, 5);
        VirtualServer.Request late = server.arrive(120 * US, 1, 1);
        server.runOut();
        assertEquals(150 * US, late.startedNs);
        assertEquals(List.of(250 * US), late.tokensNs);
    }

    @Test
    void noMoreThanItsSlotsRunTogether() {
        VirtualServer server = new VirtualServer(new BatchModel(Plans.batch(1, 0, 0, 100, 0, 50, 0)));
        VirtualServer.Request a = server.arrive(0, 1, 2);
        VirtualServer.Request b = server.arrive(0, 1, 1);
        assertEquals(1, server.model.running());
        assertEquals(1, server.model.waiting());
        server.runOut();
        assertEquals(150 * US, a.endNs());
        assertEquals(150 * US, b.startedNs);
    }

    @Test
    void aRequestThatDoesNotFitTheKvCacheWaitsAndIsNotOvertaken() {
        VirtualServer server = new VirtualServer(new BatchModel(Plans.batch(8, 0, 100, 10, 0, 10, 0)));
        VirtualServer.Request big = server.arrive(0, 50, 10);
        VirtualServer.Request bigger = server.arrive(1, 60, 10);
        VirtualServer.Request small = server.arrive(2, 1, 1);
        server.runTo(15 * US);
        assertEquals(0.6, server.model.kvUsage());
        server.runOut();
        assertEquals(big.endNs(), bigger.startedNs);
        assertTrue(small.startedNs > bigger.startedNs);
        assertFalse(server.model.fits(60, 41));
        assertTrue(server.model.fits(60, 40));
        assertEquals(0, server.model.kvUsage());
    }

    @Test
    void aFullQueueRefuses() {
        VirtualServer server = new VirtualServer(new BatchModel(Plans.batch(1, 2, 0, 100, 0, 50, 0)));
        assertTrue(server.arrive(0, 1, 1).accepted);
        assertTrue(server.arrive(0, 1, 1).accepted);
        assertTrue(server.arrive(0, 1, 1).accepted);
        assertFalse(server.arrive(0, 1, 1).accepted);
        server.runTo(100 * US);
        assertTrue(server.arrive(100 * US, 1, 1).accepted);
    }

    @Test
    void aCancelledRequestFreesItsPlaceAndGetsNothingMore() {
        VirtualServer server = new VirtualServer(new BatchModel(Plans.batch(1, 0, 100, 100, 0, 50, 0)));
        VirtualServer.Request running = server.arrive(0, 10, 80);
        VirtualServer.Request queued = server.arrive(0, 10, 80);
        VirtualServer.Request next = server.arrive(0, 10, 1);
        server.runTo(160 * US);
        server.model.cancel(running.sequence, server.nowNs);
        server.model.cancel(queued.sequence, server.nowNs);
        assertEquals(0, server.model.running());
        assertEquals(0, server.model.kvUsage());
        server.runOut();
        assertEquals(2, running.tokensNs.size());
        assertEquals(0, queued.tokensNs.size());
        assertEquals(List.of(300 * US), next.tokensNs); // the step in progress ends at 200, then its prefill
    }

    @Test
    void aRequestCancelledInItsPrefillNeverJoinsTheBatch() {
        VirtualServer server = new VirtualServer(new BatchModel(Plans.batch(2, 0, 0, 100, 0, 50, 0)));
        VirtualServer.Request request = server.arrive(0, 1, 5);
        server.model.cancel(request.sequence, 0);
        server.runOut();
        assertEquals(List.of(), request.tokensNs);
        assertEquals(100 * US, server.nowNs);
    }

    @Test
    void aStallShiftsEverythingThatIsUnderWay() {
        VirtualServer server = new VirtualServer(new BatchModel(Plans.batch(2, 0, 0, 100, 0, 50, 0)));
        VirtualServer.Request request = server.arrive(0, 1, 2);
        server.model.stall(0, 1000 * US);
        server.runOut();
        assertEquals(List.of(1100 * US, 1150 * US), request.tokensNs);
        server.model.stall(2000 * US, 500 * US);
        VirtualServer.Request after = server.arrive(2100 * US, 1, 1);
        server.runOut();
        assertEquals(List.of(2600 * US), after.tokensNs);
    }

    @Test
    void lookingLateChangesNoTime() {
        VirtualServer punctual =
                load(new BatchModel(Plans.withJitter(Plans.batch(3, 0, 0, 70, 1, 20, 3), 0.3, 5)), true);
        VirtualServer late = load(new BatchModel(Plans.withJitter(Plans.batch(3, 0, 0, 70, 1, 20, 3), 0.3, 5)), false);
        for (int i = 0; i < punctual.all.size(); i++) {
            assertEquals(punctual.all.get(i).tokensNs, late.all.get(i).tokensNs);
        }
    }

    private static VirtualServer load(BatchModel model, boolean stepByStep) {
        VirtualServer server = new VirtualServer(model);
        for (int i = 0; i < 50; i++) {
            long atNs = i * 100 * US;
            while (stepByStep && model.nextNs() <= atNs) {
                server.runTo(model.nextNs());
            }
            server.arrive(atNs, i, 1 + i % 7);
        }
        if (!stepByStep) {
            server.runTo(1_000_000 * US);
        }
        server.runOut();
        return server;
    }

    /** Laws of a single server: never idle with work to do, first come first served, nothing lost, the sum of all operations. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itConservesWorkServesInOrderAndAddsUp(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int slots = random.nextInt(1, 9);
        long kv = random.nextBoolean() ? 0 : 400;
        VirtualServer server = new VirtualServer(new BatchModel(Plans.batch(slots, 0, kv, 40, 1, 30, 4)));
        long atNs = 0;
        for (int i = 0; i < 300; i++) {
            atNs += random.nextLong(0, 400 * US);
            VirtualServer.Request request = server.arrive(atNs, random.nextInt(0, 200), random.nextInt(1, 60));
            assertTrue(request.accepted);
            assertTrue(server.model.running() <= slots);
            boolean idle = server.model.nextNs() == Long.MAX_VALUE;
            assertTrue(!idle || (server.model.running() == 0 && server.model.waiting() == 0), "idle with work to do");
        }
        server.runOut();
        long before = -1;
        for (VirtualServer.Request request : server.all) {
            assertEquals(request.sequence.outputTokens, request.tokensNs.size());
            assertTrue(request.startedNs >= request.arrivalNs && request.startedNs >= before, "overtaken");
            before = request.startedNs;
            for (int i = 1; i < request.tokensNs.size(); i++) {
                long gapNs = request.tokensNs.get(i) - request.tokensNs.get(i - 1);
                assertTrue(gapNs >= 34 * US, "a step is never shorter than that of one sequence");
            }
        }
        assertEquals(0, server.model.running() + server.model.waiting());
    }

    @Test
    void jitterKeepsTheMeanAndTheSeedKeepsTheTimes() {
        VirtualServer a = oneLong(3);
        VirtualServer b = oneLong(3);
        VirtualServer c = oneLong(4);
        assertEquals(a.all.getFirst().tokensNs, b.all.getFirst().tokensNs);
        assertFalse(a.all.getFirst().tokensNs.equals(c.all.getFirst().tokensNs));
        // 20 000 steps of 100 us with 20 % deviation: the mean's own deviation is 0.14 us
        assertEquals(100.0 * US, a.all.getFirst().endNs() / 20_000.0, 0.7 * US);
    }

    private static VirtualServer oneLong(long seed) {
        VirtualServer server =
                new VirtualServer(new BatchModel(Plans.withJitter(Plans.batch(1, 0, 0, 100, 0, 100, 0), 0.2, seed)));
        server.arrive(0, 1, 20_000);
        server.runOut();
        return server;
    }

    @Test
    void withoutCostsAllTokensAreOutAtOnce() {
        VirtualServer server = new VirtualServer(new BatchModel(Plans.instant()));
        VirtualServer.Request request = server.arrive(5, 10, 3);
        assertEquals(List.of(5L, 5L, 5L), request.tokensNs);
    }
}

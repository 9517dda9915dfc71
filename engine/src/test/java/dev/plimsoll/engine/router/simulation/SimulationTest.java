package dev.plimsoll.engine.router.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.schedule.WaitReason;
import dev.plimsoll.engine.router.schedule.WaitReasons;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same classes that route, in a calendar. */
class SimulationTest {
    private static final long SECOND = 1_000_000_000L;
    private static final SwapTimes TIMES = new SwapTimes(Map.of(), 6 * SECOND, SECOND);

    private static RouterConfig config(String routing) {
        StringBuilder yaml = new StringBuilder("models:\n");
        for (String model : List.of("l1", "l2", "r1", "r2")) {
            yaml.append("  ").append(model).append(":\n    cmd: serve --port ${PORT}\n");
        }
        return RouterConfigReader.read(null, yaml + routing, LoadOptions.usual())
                .orThrow();
    }

    private static List<TraceRequest> pairs() {
        List<TraceRequest> trace = new ArrayList<>();
        for (String model : List.of("l1", "r1", "l2", "r2", "l1", "r1")) {
            trace.add(new TraceRequest("r" + trace.size(), model, trace.size() * SECOND / 2, 3 * SECOND));
        }
        return trace;
    }

    private static SimulationResult run(RouterConfig config, List<TraceRequest> trace) {
        return Simulation.run(
                "configured", config.models().keySet(), TIMES, trace, effects -> config.scheduler(effects));
    }

    @Test
    void aMatrixIsAsFastAsTheGroupsThatMeanTheSame() {
        RouterConfig matrix = config("""
            routing:
              router:
                use: matrix
                settings:
                  matrix:
                    sets:
                      grid: (l1 | l2) & (r1 | r2)
            """);
        RouterConfig groups = config("""
            groups:
              left: {exclusive: false, members: [l1, l2]}
              right: {exclusive: false, members: [r1, r2]}
            """);
        assertEquals(19_500_000_000L, run(groups, pairs()).makespanNs());
        assertEquals(19_500_000_000L, run(matrix, pairs()).makespanNs());
    }

    @Test
    void aSwapWaitsForTheExitOfWhatAnotherSwapStops() {
        RouterConfig matrix = config("""
            matrix:
              sets:
                grid: (l1 | l2) & (r1 | r2)
            """);
        SimulatedSwap last = run(matrix, pairs()).swaps().getLast();
        assertEquals("r2", last.model());
        assertEquals(List.of("r1"), last.plan().evict());
        assertEquals(List.of("l1"), last.plan().await());
    }

    @Test
    void serialServesOneAtATimeWhateverIsConfigured() {
        RouterConfig serial = config(
                "routing: {scheduler: {use: serial}}\ngroups: {all: {swap: false, members: [l1, l2, r1, r2]}}\n");
        SimulationResult result = run(serial, pairs());
        List<SimulatedRequest> requests = result.requests();
        for (int i = 1; i < requests.size(); i++) {
            assertTrue(requests.get(i).startNs() >= requests.get(i - 1).endNs());
        }
        assertEquals(0, result.waits().mostOvertaken());
    }

    @Test
    void aRefusedRequestIsToldAndCountsForNoWait() {
        RouterConfig config = config("");
        List<TraceRequest> trace = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            trace.add(new TraceRequest("r" + i, "l1", 0, SECOND));
        }
        SimulationResult result = run(config, trace);
        assertEquals(2, result.failed());
        assertEquals(10, result.waits().served());
        assertEquals(12, result.waits().requests());
    }

    @Test
    void explainSaysWhyAtAnyMoment() {
        RouterConfig config = config("");
        List<WaitReasons> waiting = Simulation.waitingAt(
                7 * SECOND, config.models().keySet(), TIMES, pairs(), effects -> config.scheduler(effects));
        assertEquals(
                List.of("r1", "r2", "r3", "r5"),
                waiting.stream().map(WaitReasons::request).toList());
        assertEquals(List.of(new WaitReason.Busy("l1", 2)), waiting.getFirst().reasons());
    }

    @Test
    void overtakingIsCountedAsByHand() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            long[] starts = random.longs(40, -1, 20).toArray();
            long[] expected = new long[starts.length];
            for (int i = 0; i < starts.length; i++) {
                for (int j = i + 1; j < starts.length; j++) {
                    if (starts[i] >= 0 && starts[j] >= 0 && starts[j] < starts[i]) {
                        expected[i]++;
                    }
                }
            }
            assertArrayEquals(expected, Overtaking.counts(starts));
        }
    }
}

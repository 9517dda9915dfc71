package dev.plimsoll.engine.router.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.simulation.Simulation;
import dev.plimsoll.engine.router.simulation.SwapTimes;
import dev.plimsoll.engine.router.simulation.TraceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prediction knows nothing of its own stage but the arrivals, and is right where the world is as simple as the simulation. */
class PolicyPredictionTest {
    private static final long MS = 1_000_000;
    private static final List<String> MODELS = List.of("a", "b", "c", "d");
    private static final String CONFIG = """
        models:
          a: {cmd: "serve ${PORT}"}
          b: {cmd: "serve ${PORT}"}
          c: {cmd: "serve ${PORT}", concurrencyLimit: 3}
          d: {cmd: "serve ${PORT}"}
        routing:
          router:
            use: group
            settings:
              groups: {left: {members: [a, b], exclusive: false}, right: {members: [c, d], exclusive: false}}
              matrix: {sets: {most: a & b & c, other: d & a}}
          scheduler: {settings: {fifo: {priority: {a: 5}, maxWait: 3}}}
        """;
    private static final List<String> POLICIES = List.of("fifo+default", "serial", "fifo+group", "fifo+matrix");
    private static final Map<String, Long> LOADS = Map.of("a", 300 * MS, "b", 700 * MS, "c", 150 * MS, "d", 900 * MS);
    private static final Map<String, Long> STOPS = Map.of("a", 20 * MS, "b", 120 * MS, "c", 40 * MS, "d", 5 * MS);

    private final List<PolicyPrediction.Stage> stages = new ArrayList<>();
    private final List<RouterEvent> log = new ArrayList<>();

    private static RouterConfig config(UnaryOperator<LoadOptions> options) {
        return RouterConfigReader.read(null, CONFIG, options.apply(LoadOptions.usual()))
                .orThrow();
    }

    private static RoutingPolicy policy(String name) {
        return RoutingPolicy.of(name, config(options -> options), router -> config(options -> options.with(router)));
    }

    private static ToIntFunction<String> priority() {
        return model -> model.equals("a") ? 5 : 0;
    }

    /** Plays a trace under a policy as if it had been measured. */
    private void measure(String policy, List<TraceRequest> trace, long toNs) {
        long fromNs = stages.isEmpty() ? 7 * MS : stages.getLast().toNs() + 1000 * MS;
        var times = new SwapTimes(LOADS, 0, STOPS, 0);
        var played = Simulation.run(policy, MODELS, times, trace, policy(policy).scheduler());
        long cutNs = toNs == Long.MAX_VALUE ? toNs : fromNs + toNs;
        log.addAll(SimulatedLog.of(played, fromNs, cutNs, MODELS, priority()));
        long endNs = toNs == Long.MAX_VALUE ? fromNs + played.makespanNs() + 1 : cutNs;
        stages.add(
                new PolicyPrediction.Stage(policy, fromNs, endNs, new RouterFigures.Window(fromNs + 500 * MS, endNs)));
    }

    private List<RouterStage> predicted() {
        return PolicyPrediction.of(RouterLog.of(log), stages, MODELS, PolicyPredictionTest::policy, priority());
    }

    private List<RouterStage> measured() {
        return RouterFigures.of(
                RouterLog.of(log),
                stages.stream().map(PolicyPrediction.Stage::window).toList());
    }

    /** Cold is the first load of a run: a prediction of one stage knows no other. */
    private static String comparable(RouterStage stage) {
        return stage.toString().replaceAll("coldLoad=.*?, stop=", "loads, stop=");
    }

    private static List<TraceRequest> trace(Random random, int requests) {
        List<TraceRequest> trace = new ArrayList<>();
        long atNs = 0;
        for (int i = 0; i < requests; i++) {
            atNs += random.nextInt(400) * MS;
            trace.add(new TraceRequest(
                    "r" + (1000 + i), MODELS.get(random.nextInt(4)), atNs, (1 + random.nextInt(900)) * MS));
        }
        return trace;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aWorldThatIsAsTheSimulationBelievesIsForetoldExactly(long seed) {
        List<TraceRequest> trace = trace(new Random(seed), 120).stream()
                .filter(each -> !each.model().equals("c") || seed > 2) // c refuses some, which makes places differ
                .toList();
        if (seed > 2) {
            trace = trace.stream()
                    .map(each -> new TraceRequest(
                            each.id(),
                            each.model(),
                            each.arriveNs(),
                            each.model().equals("c") ? 50 * MS : each.serviceNs()))
                    .toList();
        }
        for (String policy : POLICIES) {
            measure(policy, trace, Long.MAX_VALUE);
        }
        assertEquals(
                measured().stream().map(PolicyPredictionTest::comparable).toList(),
                predicted().stream().map(PolicyPredictionTest::comparable).toList());
    }

    @Test
    void itsOwnStageDoesNotTellAPredictionWhatRequestsCost() {
        List<TraceRequest> trace = trace(new Random(9), 40);
        List<TraceRequest> slower = trace.stream()
                .map(each -> new TraceRequest(each.id(), each.model(), each.arriveNs(), 3 * each.serviceNs()))
                .toList();
        measure("serial", trace, Long.MAX_VALUE);
        measure("fifo+default", trace, Long.MAX_VALUE);
        RouterStage usual = predicted().getLast();
        stages.clear();
        log.clear();
        measure("serial", trace, Long.MAX_VALUE);
        measure("fifo+default", slower, Long.MAX_VALUE);
        assertEquals(
                String.valueOf(usual.waits()),
                String.valueOf(predicted().getLast().waits()));
        assertNotEquals(
                String.valueOf(usual.waits()),
                String.valueOf(measured().getLast().waits()));
    }

    @Test
    void whatTheEndOfAStageCutsOffIsCutOffInItsPredictionToo() {
        List<TraceRequest> trace = trace(new Random(5), 60).stream()
                .filter(each -> !each.model().equals("c") && each.arriveNs() < 9_000 * MS)
                .map(each -> new TraceRequest(each.id(), each.model(), each.arriveNs(), 200 * MS))
                .toList();
        for (String policy : POLICIES) {
            measure(policy, trace, 9_000 * MS);
        }
        assertEquals(
                measured().stream().map(PolicyPredictionTest::comparable).toList(),
                predicted().stream().map(PolicyPredictionTest::comparable).toList());
    }

    @Test
    void aSingleStageIsForetoldFromItself() {
        measure("serial", trace(new Random(4), 30), Long.MAX_VALUE);
        assertEquals(comparable(measured().getFirst()), comparable(predicted().getFirst()));
    }

    @Test
    void aStageWithoutRequestsHasNoPrediction() {
        measure("serial", trace(new Random(4), 5), Long.MAX_VALUE);
        stages.add(new PolicyPrediction.Stage(
                "fifo",
                stages.getFirst().toNs() + MS,
                stages.getFirst().toNs() + 2 * MS,
                new RouterFigures.Window(0, 1)));
        assertNull(predicted().getLast());
    }

    @Test
    void aStopInTheMiddleOfAStageCountsAndTheOneThatEndsItDoesNot() {
        measure("serial", trace(new Random(4), 30), Long.MAX_VALUE);
        long afterNs = stages.getFirst().toNs() + 10 * MS;
        log.add(new RouterEvent.ModelChanged(afterNs, "a", ModelState.READY, ModelState.STOPPING));
        log.add(new RouterEvent.ModelChanged(afterNs + 60_000 * MS, "a", ModelState.STOPPING, ModelState.STOPPED));
        assertEquals(comparable(measured().getFirst()), comparable(predicted().getFirst()));
    }
}

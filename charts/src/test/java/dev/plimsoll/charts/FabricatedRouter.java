package dev.plimsoll.charts;

import dev.plimsoll.charts.run.RouterRun;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RoutedRequest.Outcome;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.observe.RouterLog;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.schedule.FifoOptions;
import dev.plimsoll.engine.router.schedule.FifoScheduler;
import dev.plimsoll.engine.router.simulation.SimulatedRequest;
import dev.plimsoll.engine.router.simulation.SimulatedSwap;
import dev.plimsoll.engine.router.simulation.Simulation;
import dev.plimsoll.engine.router.simulation.SimulationResult;
import dev.plimsoll.engine.router.simulation.SwapTimes;
import dev.plimsoll.engine.router.simulation.TraceRequest;
import dev.plimsoll.engine.router.swap.GroupSwapper;
import dev.plimsoll.engine.router.swap.ModelGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What routers wrote that never were: traces of a seeded generator, played by the router's own scheduler in a simulation, told as events.
 * The same every time.
 */
public final class FabricatedRouter {
    private static final long SECOND = 1_000_000_000L;
    private static final long STOP_NS = SECOND;
    private static final List<String> SWAPPED = List.of("qwen2.5-coder-14b", "llama-3.1-8b", "gemma-2-9b");
    private static final String RESIDENT = "bge-m3";

    private FabricatedRouter() {}

    /** Three minutes: three models of which memory holds one at a time and a small one that stays. Bursts on each in turn. */
    public static List<RouterEvent> threeMinutes() {
        SplittableRandom random = new SplittableRandom(6);
        List<TraceRequest> trace = new ArrayList<>();
        double[] begins = {0, 36, 52, 85, 150, 120};
        for (int burst = 0; burst < begins.length; burst++) {
            String model = SWAPPED.get(burst % 3);
            double at = begins[burst];
            for (int i = 0; i < 24; i++) {
                add(trace, model, at, 2 + random.nextDouble() * 4);
                at += (i < 4 ? 1 : 1.3) * random.nextDouble() * 2;
            }
        }
        for (double at = 2; at < 178; at += 6 * random.nextDouble()) {
            add(trace, RESIDENT, at, 0.2 + random.nextDouble() * 0.5);
        }
        return play(
                trace,
                Map.of(SWAPPED.get(0), 15 * SECOND, SWAPPED.get(1), 9 * SECOND, SWAPPED.get(2), 10 * SECOND),
                List.of(SWAPPED, List.of(RESIDENT)));
    }

    /** The ten minutes of {@link FabricatedRun#sweep}, ever more requests on two models that swap and one that stays. */
    public static List<RouterEvent> sweep() {
        SplittableRandom random = new SplittableRandom(7);
        List<TraceRequest> trace = new ArrayList<>();
        for (double at = 1; at < 595; at += -Math.log(1 - random.nextDouble()) / (0.2 + at / 600)) {
            String model = (int) (at / 70) % 2 == 0 ? "chat" : "code";
            String asked = random.nextInt(8) == 0 ? "embed" : random.nextInt(12) == 0 ? "code" : model;
            add(trace, asked, at, asked.equals("embed") ? 0.3 : 3 + random.nextDouble() * 5);
        }
        List<RouterEvent> events = play(
                trace,
                Map.of("chat", 8 * SECOND, "code", 14 * SECOND),
                List.of(List.of("chat", "code"), List.of("embed")));
        return withEnds(events);
    }

    /** Twenty models with long names, five groups of which each holds one in memory. */
    public static List<RouterEvent> twentyModels() {
        SplittableRandom random = new SplittableRandom(8);
        List<String> models = IntStream.range(0, 20)
                .mapToObj(i -> "organisation-" + (char) ('a' + i) + "/a-model-with-a-rather-long-name-" + i
                        + "b-instruct-q4_k_m.gguf")
                .toList();
        List<TraceRequest> trace = new ArrayList<>();
        for (double at = 0; at < 580; at += 4 * random.nextDouble()) {
            add(trace, models.get(random.nextInt(20)), at, 1 + random.nextDouble() * 4);
        }
        List<List<String>> groups = IntStream.range(0, 5)
                .mapToObj(g -> models.subList(4 * g, 4 * g + 4))
                .toList();
        return play(trace, Map.of(), groups);
    }

    /** So many requests in an hour on five models; two of them swap, one is busy with hundreds at once. */
    public static List<RouterEvent> hour(int requests) {
        SplittableRandom random = new SplittableRandom(9);
        List<TraceRequest> trace = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            double at = 3590.0 * i / requests;
            int kind = random.nextInt(10);
            String model =
                    kind < 4 ? "busy" : kind < 6 ? "embed" : kind < 8 ? "rerank" : at % 600 < 300 ? "chat" : "code";
            double service = model.equals("busy") ? 5 + 40 * random.nextDouble() : 0.05 + random.nextDouble() * 0.6;
            add(trace, model, at, service);
        }
        return play(
                trace,
                Map.of(),
                List.of(List.of("chat", "code"), List.of("busy"), List.of("embed"), List.of("rerank")));
    }

    /** Two models and a single request. */
    public static List<RouterEvent> oneRequest() {
        List<TraceRequest> trace = new ArrayList<>();
        add(trace, "chat", 3, 6);
        return play(trace, Map.of("chat", 4 * SECOND), List.of(List.of("chat", "code")));
    }

    /** A router to which nobody said anything. */
    public static List<RouterEvent> noRequest() {
        return List.of(new RouterEvent.Started(0, "fifo", List.of("chat", "code")));
    }

    /** The same as {@link #sweep}, the policy another one in each of its stages. */
    public static List<RouterEvent> policies() {
        List<RouterEvent> events = new ArrayList<>(sweep());
        List<String> names = List.of("fifo+matrix", "serial");
        for (int stage = 0; stage < 10; stage++) {
            events.add(new RouterEvent.PolicyChanged(60 * SECOND * stage, names.get(stage % 2)));
        }
        events.sort(Comparator.comparingLong(RouterEvent::atNs));
        return events;
    }

    /** The charts of a run with such a router. */
    public static RunCharts charts(ArchivedRun run, List<RouterEvent> events) {
        return new RunCharts(
                run.summary(), run.figures(), Optional.of(RouterRun.of(RouterLog.of(events), run.summary())));
    }

    private static void add(List<TraceRequest> trace, String model, double at, double service) {
        trace.add(new TraceRequest("r-" + (trace.size() + 1), model, (long) (at * SECOND), (long) (service * SECOND)));
    }

    /** Some requests end badly or are given up. */
    private static List<RouterEvent> withEnds(List<RouterEvent> events) {
        List<RouterEvent> changed = new ArrayList<>();
        int n = 0;
        for (RouterEvent event : events) {
            if (event instanceof RouterEvent.RequestEnded e && ++n % 23 == 0) {
                RoutedRequest r = e.request();
                boolean broken = n % 46 == 0;
                changed.add(new RouterEvent.RequestEnded(
                        e.atNs(),
                        new RoutedRequest(
                                r.request(),
                                r.model(),
                                r.asked(),
                                r.priority(),
                                broken ? Outcome.BROKEN : Outcome.CANCELLED,
                                broken ? 502 : 0,
                                broken ? "upstream_reset" : null,
                                r.swap(),
                                r.overtakenBy(),
                                r.phases())));
            } else {
                changed.add(event);
            }
        }
        return changed;
    }

    private static List<RouterEvent> play(
            List<TraceRequest> trace, Map<String, Long> loadNs, List<List<String>> groups) {
        List<String> models = groups.stream().flatMap(List::stream).toList();
        List<ModelGroup> sets = IntStream.range(0, groups.size())
                .mapToObj(g -> new ModelGroup("g" + g, true, false, true, groups.get(g)))
                .toList();
        Map<String, Integer> limits = new HashMap<>();
        models.forEach(m -> limits.put(m, 100_000));
        FifoOptions options =
                new FifoOptions(Map.of(), limits, java.time.Duration.ofSeconds(30), java.time.Duration.ZERO);
        SwapTimes times = new SwapTimes(loadNs, 5 * SECOND, STOP_NS);
        SimulationResult result = Simulation.run(
                "fifo", models, times, trace, effects -> new FifoScheduler(new GroupSwapper(sets), options, effects));
        List<RouterEvent> events = new ArrayList<>();
        states(result, loadNs, events);
        result.requests().stream().map(r -> ended(r, result, loadNs)).forEach(events::add);
        events.sort(Comparator.comparingLong(RouterEvent::atNs));
        events.addFirst(new RouterEvent.Started(0, "fifo", models));
        return events;
    }

    private static void states(SimulationResult result, Map<String, Long> loadNs, List<RouterEvent> events) {
        Set<String> loaded = new HashSet<>();
        long number = 0;
        for (SimulatedSwap swap : result.swaps()) {
            number++;
            for (String model : swap.plan().evict()) {
                loaded.remove(model);
                events.add(new RouterEvent.ModelChanged(swap.atNs(), model, ModelState.READY, ModelState.STOPPING));
                events.add(new RouterEvent.ModelChanged(
                        swap.atNs() + STOP_NS, model, ModelState.STOPPING, ModelState.STOPPED));
            }
            long beginNs = swap.readyNs() - load(swap.model(), loadNs);
            if (swap.load() && loaded.add(swap.model())) {
                events.add(
                        new RouterEvent.ModelChanged(beginNs, swap.model(), ModelState.STOPPED, ModelState.STARTING));
                events.add(new RouterEvent.ModelChanged(
                        swap.readyNs(), swap.model(), ModelState.STARTING, ModelState.READY));
            }
            events.add(new RouterEvent.SwapStarted(
                    swap.atNs(),
                    number,
                    swap.model(),
                    swap.plan().evict(),
                    swap.plan().await()));
            events.add(new RouterEvent.SwapEnded(
                    swap.readyNs(),
                    number,
                    swap.model(),
                    swap.load(),
                    new dev.plimsoll.engine.router.observe.SwapTimes(
                            swap.atNs(), beginNs, beginNs + SECOND / 100, swap.readyNs()),
                    null));
        }
    }

    private static long load(String model, Map<String, Long> loadNs) {
        return loadNs.getOrDefault(model, 5 * SECOND);
    }

    private static RouterEvent ended(SimulatedRequest r, SimulationResult result, Map<String, Long> loadNs) {
        TraceRequest trace = r.request();
        long arriveNs = trace.arriveNs();
        // The last swap for it that ended when it began to be served, if any did.
        long[] parts = {r.startNs() - arriveNs, 0, 0, 0};
        Stream<SimulatedSwap> own = result.swaps().stream()
                .filter(s -> s.model().equals(trace.model()) && s.readyNs() == r.startNs() && r.startNs() > arriveNs);
        own.findFirst().ifPresent(swap -> {
            long beginNs = swap.readyNs() - load(trace.model(), loadNs);
            long spawnedNs = beginNs + SECOND / 100;
            parts[0] = Math.max(0, swap.atNs() - arriveNs);
            parts[1] = Math.max(0, beginNs - Math.max(arriveNs, swap.atNs()));
            parts[2] = Math.max(0, spawnedNs - Math.max(arriveNs, beginNs));
            parts[3] = r.startNs() - arriveNs - parts[0] - parts[1] - parts[2];
        });
        RequestPhases phases = new RequestPhases(
                arriveNs,
                parts[0],
                parts[1],
                parts[2],
                parts[3],
                r.startNs(),
                r.startNs() + 200_000,
                r.startNs() + 90_000_000,
                r.startNs() + 100_000_000,
                r.endNs());
        return new RouterEvent.RequestEnded(
                r.endNs(),
                new RoutedRequest(
                        trace.id(),
                        trace.model(),
                        trace.model(),
                        0,
                        Outcome.SERVED,
                        200,
                        null,
                        0,
                        r.overtakenBy(),
                        phases));
    }
}

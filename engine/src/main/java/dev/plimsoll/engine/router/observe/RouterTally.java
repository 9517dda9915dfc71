package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.stats.DoubleList;
import dev.plimsoll.engine.stats.Finite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what belongs to one window of {@link RouterFigures}. One thread. */
final class RouterTally {
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_S = 1e9;

    private record Span(long fromNs, long toNs) {}

    private record PairKey(@Nullable String from, String to) {
        /** By the model that is loaded, then by the one that goes, free memory first. */
        static final Comparator<PairKey> ORDER = Comparator.comparing(PairKey::to)
                .thenComparing(PairKey::from, Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    /** Requests that have something in common, and their waits in ms. */
    private static final class Group {
        private final long[] byOutcome = new long[RoutedRequest.Outcome.values().length];
        private final DoubleList waitsMs = new DoubleList();
        private long mostOvertaken;

        void add(RoutedRequest request) {
            byOutcome[request.outcome().ordinal()]++;
            mostOvertaken = Math.max(mostOvertaken, request.overtakenBy());
            if (request.phases().served()) {
                waitsMs.add(request.phases().waitNs() / NS_PER_MS);
            }
        }

        RouterStage.Requests requests() {
            return new RouterStage.Requests(
                    count(RoutedRequest.Outcome.SERVED),
                    count(RoutedRequest.Outcome.BROKEN),
                    count(RoutedRequest.Outcome.REFUSED),
                    count(RoutedRequest.Outcome.FAILED),
                    count(RoutedRequest.Outcome.CANCELLED));
        }

        private long count(RoutedRequest.Outcome outcome) {
            return byOutcome[outcome.ordinal()];
        }

        @Nullable
        MetricSummary waits() {
            return ms(waitsMs);
        }
    }

    /** One model. */
    private static final class Model {
        private final Group requests = new Group();
        private final DoubleList coldMs = new DoubleList();
        private final DoubleList warmMs = new DoubleList();
        private final DoubleList stopMs = new DoubleList();
        private int wasted;

        RouterStage.Model figures(String id) {
            return new RouterStage.Model(
                    id,
                    requests.requests(),
                    coldMs.size() + warmMs.size(),
                    wasted,
                    ms(coldMs),
                    ms(warmMs),
                    ms(stopMs),
                    requests.waits(),
                    requests.mostOvertaken);
        }
    }

    private final RouterFigures.Window window;
    private final SortedMap<String, Model> models = new TreeMap<>();
    private final SortedMap<Integer, Group> priorities = new TreeMap<>(Comparator.reverseOrder());
    private final SortedMap<PairKey, DoubleList> pairs = new TreeMap<>(PairKey.ORDER);
    private final Group all = new Group();
    private final List<Span> swapping = new ArrayList<>();
    private final List<ModelLoad> counted = new ArrayList<>();
    private final Set<Long> needed = new HashSet<>();
    private final Map<Long, EndedSwap> late = new HashMap<>();
    private @Nullable String policy;
    private @Nullable RoutedRequest longest;
    private @Nullable RoutedRequest mostOvertaken;
    private long firstArrivalNs = Long.MAX_VALUE;
    private long lastEndNs = Long.MIN_VALUE;
    private int swaps;
    private int failedSwaps;
    private int loads;
    private int wastedLoads;

    RouterTally(RouterFigures.Window window) {
        this.window = window;
    }

    RouterFigures.Window window() {
        return window;
    }

    void policy(String name) {
        policy = name;
    }

    /** A swap that has ended. */
    void swap(EndedSwap swap) {
        span(swap.begunNs(), swap.endedNs());
        if (window.holds(swap.begunNs()) || (isLate(swap.begunNs()) && needed.contains(swap.number()))) {
            count(swap);
        } else if (isLate(swap.begunNs())) {
            late.put(swap.number(), swap);
        }
    }

    /** Behind the window, where only what its requests wait for is its own. */
    private boolean isLate(long begunNs) {
        return begunNs >= window.toNs();
    }

    private void count(EndedSwap swap) {
        swaps++;
        failedSwaps += swap.failed() ? 1 : 0;
        if (swap.load() != null) {
            count(swap.load(), swap.evicted());
        }
    }

    /** From here on the numbers of swaps are given again. */
    void forgetNumbers() {
        needed.clear();
        late.clear();
    }

    /** A swap whose end nobody saw, because the log ends or its router did. */
    void swapUnended(long begunNs, long lastNs) {
        span(begunNs, lastNs);
        swaps += window.holds(begunNs) ? 1 : 0;
    }

    private void span(long fromNs, long toNs) {
        long from = Math.max(fromNs, window.fromNs());
        long to = Math.min(toNs, window.toNs());
        if (from < to) {
            swapping.add(new Span(from, to));
        }
    }

    private void count(ModelLoad load, @Nullable List<String> evicted) {
        counted.add(load);
        loads++;
        Model model = model(load.model());
        (load.cold() ? model.coldMs : model.warmMs).add(load.loadNs() / NS_PER_MS);
        if (evicted != null && evicted.isEmpty()) {
            pair(null, load);
        } else if (evicted != null) {
            evicted.forEach(from -> pair(from, load));
        }
    }

    private void pair(@Nullable String from, ModelLoad load) {
        pairs.computeIfAbsent(new PairKey(from, load.model()), _ -> new DoubleList())
                .add(load.swapNs() / NS_PER_MS);
    }

    /** Says what came of the loads, when everything is known. */
    void judge() {
        counted.stream().filter(load -> load.wastedBefore(window.toNs())).forEach(load -> {
            wastedLoads++;
            model(load.model()).wasted++;
        });
    }

    /** A model that was asked to stop has gone. */
    void stopped(String model, long askedNs, long goneNs) {
        if (window.holds(askedNs)) {
            model(model).stopMs.add((goneNs - askedNs) / NS_PER_MS);
        }
    }

    /** A request that has ended. */
    void request(RoutedRequest request) {
        if (!window.holds(request.phases().arrivedAtNs())) {
            return;
        }
        if (request.swap() > 0 && needed.add(request.swap())) {
            EndedSwap its = late.remove(request.swap());
            if (its != null) {
                count(its);
            }
        }
        all.add(request);
        firstArrivalNs = Math.min(firstArrivalNs, request.phases().arrivedAtNs());
        lastEndNs = Math.max(lastEndNs, request.phases().endedAtNs());
        model(request.model()).requests.add(request);
        priorities.computeIfAbsent(request.priority(), _ -> new Group()).add(request);
        if (longest == null || request.phases().waitNs() > longest.phases().waitNs()) {
            longest = request;
        }
        if (request.overtakenBy() > (mostOvertaken == null ? 0 : mostOvertaken.overtakenBy())) {
            mostOvertaken = request;
        }
    }

    private Model model(String id) {
        return models.computeIfAbsent(id, _ -> new Model());
    }

    RouterStage figures() {
        List<RouterStage.Model> told = models.entrySet().stream()
                .map(e -> e.getValue().figures(e.getKey()))
                .toList();
        return new RouterStage(
                policy,
                swaps,
                failedSwaps,
                loads,
                wastedLoads,
                swappingShare(),
                all.requests(),
                all.waits(),
                told,
                priorities.entrySet().stream()
                        .map(e -> new RouterStage.Priority(
                                e.getKey(),
                                e.getValue().requests(),
                                e.getValue().waits(),
                                e.getValue().mostOvertaken))
                        .toList(),
                pairs.entrySet().stream().map(RouterTally::pair).toList(),
                longest == null ? null : starvation(longest),
                fairness(told),
                longest == null || lastEndNs < firstArrivalNs ? null : (lastEndNs - firstArrivalNs) / NS_PER_S,
                null);
    }

    private static RouterStage.Pair pair(Map.Entry<PairKey, DoubleList> entry) {
        MetricSummary swap = MetricSummary.of("ms", entry.getValue()).orElseThrow();
        return new RouterStage.Pair(entry.getKey().from(), entry.getKey().to(), swap);
    }

    private static @Nullable MetricSummary ms(DoubleList values) {
        return MetricSummary.of("ms", values).orElse(null);
    }

    private RouterStage.Starvation starvation(RoutedRequest waitedLongest) {
        return new RouterStage.Starvation(named(waitedLongest), mostOvertaken == null ? null : named(mostOvertaken));
    }

    private static RouterStage.Request named(RoutedRequest request) {
        return new RouterStage.Request(
                request.request(),
                request.model(),
                request.phases().arrivedAtNs() / NS_PER_S,
                request.phases().waitNs() / NS_PER_MS,
                request.overtakenBy(),
                request.phases().served());
    }

    /** The union of the spans over the window: swaps of different models go on side by side. */
    private double swappingShare() {
        swapping.sort(Comparator.comparingLong(Span::fromNs));
        long sum = 0;
        long coveredTo = window.fromNs();
        for (Span span : swapping) {
            sum += Math.max(0, span.toNs() - Math.max(coveredTo, span.fromNs()));
            coveredTo = Math.max(coveredTo, span.toNs());
        }
        return Finite.share(sum, window.toNs() - window.fromNs());
    }

    /** (sum x)^2 / (n sum x^2) over the mean waits x of n models. */
    private static @Nullable Double fairness(List<RouterStage.Model> models) {
        int n = 0;
        double sum = 0;
        double squares = 0;
        for (RouterStage.Model model : models) {
            Double mean = model.waits() == null ? null : model.waits().mean();
            if (mean != null) {
                n++;
                sum += mean;
                squares += mean * mean;
            }
        }
        return n < 2 || squares == 0
                ? null
                : Finite.of(sum * sum / (n * squares)).stream()
                        .boxed()
                        .findFirst()
                        .orElse(null);
    }
}

package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.control.SwapCosts.OfModel;
import dev.plimsoll.engine.router.control.SwapCosts.OfPair;
import dev.plimsoll.engine.router.control.SwapCosts.Times;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How long loads, stops and whole swaps have taken. Of the loop's thread. */
final class CostBook {
    private static final double NS_PER_MS = 1e6;

    private final SortedMap<String, DoubleList> coldNs = new TreeMap<>();
    private final SortedMap<String, DoubleList> warmNs = new TreeMap<>();
    private final SortedMap<String, DoubleList> stopNs = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, DoubleList>> pairNs = new TreeMap<>();

    /** A model was loaded by a swap that stopped others before. */
    void loaded(SwapTask swap) {
        long loadNs = swap.times().endedAtNs() - swap.times().evictedAtNs();
        long wholeNs = swap.times().endedAtNs() - swap.times().begunAtNs();
        add(coldNs.containsKey(swap.model()) ? warmNs : coldNs, swap.model(), loadNs);
        for (String evicted : swap.order().plan().evict()) {
            add(pairNs.computeIfAbsent(evicted, _ -> new TreeMap<>()), swap.model(), wholeNs);
        }
    }

    void stopped(String model, long tookNs) {
        add(stopNs, model, tookNs);
    }

    private static void add(Map<String, DoubleList> to, String key, long ns) {
        to.computeIfAbsent(key, _ -> new DoubleList()).add(ns);
    }

    /** The median of its warm loads; before there is one, its cold load. */
    OptionalLong loadNs(String model) {
        Times warm = times(warmNs.get(model));
        Times known = warm == null ? times(coldNs.get(model)) : warm;
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.p50Ns());
    }

    OptionalLong stopNs(String model) {
        Times known = times(stopNs.get(model));
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.p50Ns());
    }

    /** What stopping each model that was loaded would cost, because it had to be loaded again: whole milliseconds, at least 1. */
    SortedMap<String, Long> evictCosts() {
        SortedMap<String, Long> costs = new TreeMap<>();
        coldNs.keySet()
                .forEach(model ->
                        loadNs(model).ifPresent(ns -> costs.put(model, Math.max(1, Math.round(ns / NS_PER_MS)))));
        return costs;
    }

    SwapCosts view() {
        TreeSet<String> known = new TreeSet<>(coldNs.keySet());
        known.addAll(stopNs.keySet());
        List<OfModel> models = known.stream()
                .map(model -> new OfModel(
                        model, times(coldNs.get(model)), times(warmNs.get(model)), times(stopNs.get(model))))
                .toList();
        List<OfPair> pairs = new ArrayList<>();
        pairNs.forEach((from, all) -> all.forEach((to, ns) -> {
            Times times = times(ns);
            if (times != null) {
                pairs.add(new OfPair(from, to, times));
            }
        }));
        return new SwapCosts(models, pairs);
    }

    private static @Nullable Times times(@Nullable DoubleList ns) {
        if (ns == null) {
            return null;
        }
        Distribution distribution = Distribution.of(ns);
        return new Times(
                distribution.count(), Math.round(distribution.percentile(50).orElseThrow()));
    }
}

package dev.plimsoll.engine.router.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A copy of what a scheduler knows.
 *
 * @param queue requests without a swap, in service order
 * @param loading the model of each swap under way, in the order they began, to the requests that wait for it in the order they joined
 * @param serving requests being served, by model; none is zero
 * @param reserved admitted requests that have not ended, by model: queued, waiting and served
 */
public record SchedulerState(
        List<String> queue,
        Map<String, List<String>> loading,
        SortedMap<String, Integer> serving,
        SortedMap<String, Integer> reserved) {

    public SchedulerState {
        queue = List.copyOf(queue);
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        loading.forEach((model, requests) -> ordered.put(model, List.copyOf(requests)));
        loading = Collections.unmodifiableMap(ordered);
        serving = Collections.unmodifiableSortedMap(new TreeMap<>(serving));
        reserved = Collections.unmodifiableSortedMap(new TreeMap<>(reserved));
    }

    /** Every request that has not been handed over, in no particular order. */
    public List<String> waiting() {
        List<String> all = new ArrayList<>(queue);
        loading.values().forEach(all::addAll);
        return all;
    }
}

package dev.plimsoll.engine.router.schedule;

import java.util.SortedMap;
import java.util.TreeMap;

/** How many of something each model has; a count never goes below zero, so that one report too many cannot stop the loop. */
final class Counts {
    private final SortedMap<String, Integer> counts = new TreeMap<>();

    int of(String model) {
        return counts.getOrDefault(model, 0);
    }

    void add(String model) {
        counts.merge(model, 1, Integer::sum);
    }

    void remove(String model) {
        counts.computeIfPresent(model, (_, count) -> count == 1 ? null : count - 1);
    }

    void clear() {
        counts.clear();
    }

    SortedMap<String, Integer> view() {
        return counts;
    }
}

package dev.plimsoll.engine.router.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a policy made of a trace.
 *
 * @param policy its name
 * @param requests in the trace's order
 * @param swaps in the order they began
 * @param changes of models' states, in the order they happened
 */
public record SimulationResult(
        String policy, List<SimulatedRequest> requests, List<SimulatedSwap> swaps, List<SimulatedChange> changes) {
    public SimulationResult {
        requests = List.copyOf(requests);
        swaps = List.copyOf(swaps);
        changes = List.copyOf(changes);
    }

    /** The waits of all requests. */
    public WaitFigures waits() {
        return WaitFigures.of(requests);
    }

    /** The waits by model. */
    public SortedMap<String, WaitFigures> waitsByModel() {
        return waitsBy(each -> each.request().model());
    }

    /** The waits by something else, such as the priority of a model. */
    public <K extends Comparable<K>> SortedMap<K, WaitFigures> waitsBy(Function<SimulatedRequest, K> kind) {
        SortedMap<K, List<SimulatedRequest>> byKind = new TreeMap<>();
        requests.forEach(each ->
                byKind.computeIfAbsent(kind.apply(each), _ -> new ArrayList<>()).add(each));
        SortedMap<K, WaitFigures> figures = new TreeMap<>();
        byKind.forEach((key, some) -> figures.put(key, WaitFigures.of(some)));
        return figures;
    }

    /** How often a model was loaded. */
    public int loads() {
        return (int) swaps.stream().filter(SimulatedSwap::load).count();
    }

    /** How often a model was loaded and had to go before it served anything. */
    public int wastedLoads() {
        return (int)
                swaps.stream().filter(swap -> swap.load() && swap.served() == 0).count();
    }

    /** When the last request ended, since the trace began. */
    public long makespanNs() {
        return requests.stream().mapToLong(SimulatedRequest::endNs).max().orElse(0);
    }

    /** Requests that were refused or failed. */
    public int failed() {
        return (int) requests.stream().filter(each -> each.failure() != null).count();
    }
}

package dev.plimsoll.engine.router.simulation;

import java.util.Map;

/**
 * How long models take to come and go.
 *
 * @param loadNs from the start of the process until it is ready, by model
 * @param usualLoadNs of a model that is not among them
 * @param stopNs from the wish to stop until the memory is free, by model
 * @param usualStopNs of a model that is not among them
 */
public record SwapTimes(Map<String, Long> loadNs, long usualLoadNs, Map<String, Long> stopNs, long usualStopNs) {
    public SwapTimes {
        loadNs = Map.copyOf(loadNs);
        stopNs = Map.copyOf(stopNs);
    }

    /** All models take alike to stop. */
    public SwapTimes(Map<String, Long> loadNs, long usualLoadNs, long usualStopNs) {
        this(loadNs, usualLoadNs, Map.of(), usualStopNs);
    }

    long load(String model) {
        return loadNs.getOrDefault(model, usualLoadNs);
    }

    long stop(String model) {
        return stopNs.getOrDefault(model, usualStopNs);
    }
}

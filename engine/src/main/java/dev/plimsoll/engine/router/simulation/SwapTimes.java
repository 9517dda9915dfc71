package dev.plimsoll.engine.router.simulation;

import java.util.Map;

/**
 * How long models take to come and go.
 *
 * @param loadNs from the start of the process until it is ready, by model
 * @param usualLoadNs of a model that is not among them
 * @param stopNs from the wish to stop until the memory is free
 */
public record SwapTimes(Map<String, Long> loadNs, long usualLoadNs, long stopNs) {
    public SwapTimes {
        loadNs = Map.copyOf(loadNs);
    }

    long load(String model) {
        return loadNs.getOrDefault(model, usualLoadNs);
    }
}

package dev.plimsoll.engine.router.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What swaps have cost since the router started.
 *
 * @param models in order of id, those that were loaded or stopped
 * @param pairs in order of ids
 */
public record SwapCosts(List<OfModel> models, List<OfPair> pairs) {
    public SwapCosts {
        models = List.copyOf(models);
        pairs = List.copyOf(pairs);
    }

    /**
     * Several measurements of the same.
     *
     * @param n how many; at least 1
     * @param p50Ns their median, ns
     */
    public record Times(int n, long p50Ns) {}

    /**
     * One model.
     *
     * @param cold its first load since the router started: its files may not have been in memory
     * @param warm its later loads
     * @param stop from the wish to stop until its process was gone
     */
    public record OfModel(
            String model,
            @Nullable Times cold,
            @Nullable Times warm,
            @Nullable Times stop) {}

    /**
     * Whole swaps to one model that stopped another.
     *
     * @param from a model that was stopped; a swap that stops several counts for each
     * @param to the model that was loaded
     */
    public record OfPair(String from, String to, Times swap) {}
}

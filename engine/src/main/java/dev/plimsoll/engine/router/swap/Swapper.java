package dev.plimsoll.engine.router.swap;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Decides which models must go so that another may run. Obligations of whoever writes one are in {@code docs/router-extending.md}.
 */
public interface Swapper {
    /** The name a configuration gives it, such as {@code matrix}. */
    String name();

    /**
     * What must happen before {@code target} may run. Pure, and asked far more often than a swap takes place.
     *
     * @param target a model of the configuration; it may itself be among {@code running}
     * @param running every model that holds memory or is about to, sorted by id
     * @return models of {@code running} other than the target, each at most once, in its order
     */
    SwapPlan plan(String target, List<RunningModel> running);

    /** Told once for each swap that really starts, with what {@link #plan} was asked. */
    default void started(String target, List<RunningModel> running) {}

    /** The same answer as {@link #plan}, with the reasons for it; may be slower. */
    SwapReason explain(String target, List<RunningModel> running);

    /** What stopping each model costs; empty if it weighs none. */
    default SortedMap<String, Long> evictCosts() {
        return Collections.emptySortedMap();
    }

    /** The same swapper with other costs for some models; itself if it weighs none. */
    default Swapper withEvictCosts(Map<String, Long> costs) {
        return this;
    }
}

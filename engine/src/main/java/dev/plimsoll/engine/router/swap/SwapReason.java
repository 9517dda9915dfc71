package dev.plimsoll.engine.router.swap;

import java.util.List;

/**
 * Why a swapper answers as it does.
 *
 * @param plan its answer
 * @param because one sentence for each rule that applied
 * @param candidates the combinations it chose from, in the order of preference among equals; empty where it does not weigh any
 */
public record SwapReason(SwapPlan plan, List<String> because, List<Candidate> candidates) {

    public SwapReason {
        because = List.copyOf(because);
        candidates = List.copyOf(candidates);
    }

    /**
     * The best combination of one set.
     *
     * @param set the set's name
     * @param models the combination, sorted
     * @param evict running models outside it, in the running list's order
     * @param cost what stopping them costs
     * @param chosen whether it won
     */
    public record Candidate(String set, List<String> models, List<String> evict, long cost, boolean chosen) {
        public Candidate {
            models = List.copyOf(models);
            evict = List.copyOf(evict);
        }
    }
}

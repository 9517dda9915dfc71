package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.SwapTimes;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.swap.SwapReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the router is doing at one moment: a copy.
 *
 * @param atNs the moment
 * @param policy the policy's name
 * @param models in order of id
 * @param waiting every request that has a slot and not its model: first those whose swap is under way, then the queue in its order
 * @param swaps under way, in the order they began
 * @param counters since the router started
 * @param costs what swaps have cost so far
 */
public record RouterView(
        long atNs,
        String policy,
        List<Model> models,
        List<Waiting> waiting,
        List<Swap> swaps,
        Counters counters,
        SwapCosts costs) {
    public RouterView {
        models = List.copyOf(models);
        waiting = List.copyOf(waiting);
        swaps = List.copyOf(swaps);
    }

    /**
     * One model.
     *
     * @param sinceNs when it came into its state; the router's start if it never changed
     * @param pid its process, or null if it has none
     * @param serving requests it serves
     * @param waiting requests that wait for it
     */
    public record Model(
            String model,
            ModelState state,
            long sinceNs,
            @Nullable Long pid,
            int priority,
            int serving,
            int waiting) {}

    /**
     * One request that waits.
     *
     * @param position its place in the queue, from 1; 0 if its swap is under way
     * @param reasons what it waits for, one sentence each; none if it is about to be looked at
     * @param because why its own swap would stop what it would stop, one sentence for each rule; none while its swap is under way
     * @param candidates the combinations that its swap would choose from; none where none are weighed
     * @param expectedInNs in about how long it gets its model, by the median of measured loads; null where that cannot be known
     */
    public record Waiting(
            String request,
            String model,
            String asked,
            int position,
            long waitedNs,
            List<String> reasons,
            List<String> because,
            List<SwapReason.Candidate> candidates,
            @Nullable Long expectedInNs) {
        public Waiting {
            reasons = List.copyOf(reasons);
            because = List.copyOf(because);
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * One swap under way.
     *
     * @param times as far as it has come
     * @param abandoned whether somebody unloaded its model meanwhile, so that it ends without it
     */
    public record Swap(
            long swap, String model, List<String> evict, List<String> await, SwapTimes times, boolean abandoned) {
        public Swap {
            evict = List.copyOf(evict);
            await = List.copyOf(await);
        }
    }

    /**
     * Counts since the router started.
     *
     * @param requests that have ended, by how
     * @param swaps that have ended
     * @param loads of them, those that had to load their model and did
     * @param failedSwaps of them, those whose model did not become ready
     * @param wastedLoads loads whose model was gone again before it served anything
     * @param swappingNs for how long at least one swap was under way
     */
    public record Counters(
            Map<RoutedRequest.Outcome, Long> requests,
            long swaps,
            long loads,
            long failedSwaps,
            long wastedLoads,
            long swappingNs) {
        public Counters {
            requests = Map.copyOf(requests);
        }
    }
}

package dev.plimsoll.engine.router.schedule;

import dev.plimsoll.engine.router.swap.SwapPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A swap under way and who waits for it.
 *
 * @param waiters in the order they joined; the scheduler's own list, not a copy
 */
record ActiveSwap(String model, long number, SwapPlan plan, List<WaitingRequest> waiters) {

    ActiveSwap(String model, long number, SwapPlan plan, WaitingRequest first) {
        this(model, number, plan, new ArrayList<>(List.of(first)));
    }

    /**
     * What a swap to {@code target} and this one would fight over: one loads what the other stops, both stop the same model (its process
     * would be stopped twice at once), or the target is what this swap waits to see gone. Empty if they can go on side by side.
     */
    List<String> collision(String target, SwapPlan other) {
        TreeSet<String> shared = new TreeSet<>(other.evict());
        shared.retainAll(plan.evict());
        if (other.evict().contains(model) || other.await().contains(model)) {
            shared.add(model);
        }
        if (plan.evict().contains(target) || plan.await().contains(target)) {
            shared.add(target);
        }
        return List.copyOf(shared);
    }
}

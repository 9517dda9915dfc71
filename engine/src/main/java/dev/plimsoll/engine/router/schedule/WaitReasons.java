package dev.plimsoll.engine.router.schedule;

import dev.plimsoll.engine.router.swap.SwapReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request waits.
 *
 * @param position its place in the queue, from 1; 0 if it waits for a load under way
 * @param reasons what it waits for; none if it could go ahead and only an event is missing at which the scheduler looks again
 * @param swap what its model's swap would stop and why, or null where the scheduler asks no swapper
 */
public record WaitReasons(
        String request,
        String model,
        int position,
        List<WaitReason> reasons,
        @Nullable SwapReason swap) {
    public WaitReasons {
        reasons = List.copyOf(reasons);
    }
}

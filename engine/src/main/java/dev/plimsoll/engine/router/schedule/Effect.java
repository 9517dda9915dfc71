package dev.plimsoll.engine.router.schedule;

import dev.plimsoll.engine.router.swap.SwapPlan;
import java.time.Duration;
import java.util.List;

/** Something a scheduler has decided, for its event loop to carry out. None of them may block the loop. */
public sealed interface Effect {

    /** The request has a slot. Comes before anything else about it. */
    record Admit(String request, String model) implements Effect {}

    /** The request has no slot and is over; the caller gets an ordinary HTTP error. */
    record Refuse(String request, Failure failure) implements Effect {}

    /** The request is handed to its model, which is ready; counted as served only if its caller is there. */
    record Serve(String request, String model) implements Effect {}

    /** The admitted request is over without an answer of its model. */
    record Fail(String request, Failure failure) implements Effect {}

    /**
     * Beside the loop: stop the models of {@link SwapPlan#evict()} at the same time, wait for their exit and for that of
     * {@link SwapPlan#await()}, bring the model to ready, report {@link SchedulerEvent.SwapDone}.
     *
     * @param swap this swap's number, from 1
     */
    record StartSwap(String model, long swap, SwapPlan plan) implements Effect {}

    /**
     * Beside the loop: stop models because somebody asked for it. Who asked waits until they have stopped; the loop does not.
     *
     * @param abandoned swaps under way to these models, which must not start them any more; each still reports its end
     */
    record StopModels(List<String> models, Duration grace, List<Long> abandoned) implements Effect {
        public StopModels {
            models = List.copyOf(models);
            abandoned = List.copyOf(abandoned);
        }
    }

    /** Where the request stands in the queue, from 1; only the latest counts. */
    record QueuePosition(String request, int position) implements Effect {}

    /** Send a {@link SchedulerEvent.Wake} at this time of the scheduler's clock; earlier wishes stay. */
    record WakeAt(long atNs) implements Effect {}
}

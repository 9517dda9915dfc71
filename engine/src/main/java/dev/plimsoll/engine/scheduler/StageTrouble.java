package dev.plimsoll.engine.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in a stage: it ends the stage in good order, and is told once everything came to rest. Confined to the coordinator's
 * thread.
 */
final class StageTrouble {
    private final StopControl stops;
    private final LongSupplier runTime;
    private final List<RuntimeException> failures = new ArrayList<>();
    private @Nullable String aborted;

    StageTrouble(StopControl stops, LongSupplier runTime) {
        this.stops = stops;
        this.runTime = runTime;
    }

    /** The stage has no ordinary end; the first reason is kept. */
    void noOrdinaryEnd(String why) {
        aborted = aborted == null ? why : aborted;
    }

    /** Cancels everything at once. */
    void abort(String why, String reason) {
        noOrdinaryEnd(why);
        stops.stopAll(runTime.getAsLong(), reason);
    }

    /** Something threw: the stage ends. */
    void fail(RuntimeException failure) {
        if (!failures.contains(failure)) {
            failures.add(failure);
        }
        abort(String.valueOf(Failures.told(failure).getMessage()), StopControl.BY_FAILURE);
    }

    /** Calls somebody else's code. */
    void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    boolean hasFailed() {
        return !failures.isEmpty();
    }

    /** Everything that threw, in order. */
    List<RuntimeException> failures() {
        return failures;
    }

    /** Why the stage had no ordinary end, or null. */
    @Nullable
    String aborted() {
        return aborted;
    }
}

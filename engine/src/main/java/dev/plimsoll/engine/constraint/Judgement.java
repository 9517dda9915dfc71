package dev.plimsoll.engine.constraint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the constraints of a stage have said so far. Immutable.
 *
 * @param progress all progress so far, combined; it never goes back
 * @param latest the latest action of each constraint, by id, in order
 * @param endQueuing the first stop of creating with all constraints that said so at that moment, null before
 * @param endProcessing the first stop of processing with all constraints that said so at that moment, null before
 */
public record Judgement(
        SchedulerProgress progress,
        Map<String, SchedulerUpdateAction> latest,
        ConstraintSet.@Nullable Stop endQueuing,
        ConstraintSet.@Nullable Stop endProcessing) {
    /** Nothing was said yet. */
    public static final Judgement NONE = new Judgement(SchedulerProgress.UNKNOWN, Map.of(), null, null);
}

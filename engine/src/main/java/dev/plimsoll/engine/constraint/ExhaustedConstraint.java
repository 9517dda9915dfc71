package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code requests_exhausted}: the dataset ended. Added to a stage's {@link ConstraintSet} by the scheduler when it knows how many
 * requests the stage will have had.
 *
 * @param requests every request the dataset can give in this stage
 */
public record ExhaustedConstraint(long requests) implements Constraint {
    private static final Metadata.Keys METADATA = RequestCount.keys("numRequests");
    private static final Metadata.Keys DESCRIPTION = Metadata.keys("kind", "requests");

    /** Kind and id: there is one at most. */
    public static final String KIND = "requests_exhausted";

    @Override
    public String id() {
        return KIND;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
        return new RequestCount(requests, METADATA, StoppingScope.CURRENT).judge(state, update);
    }

    @Override
    public Map<String, Object> describe() {
        return DESCRIPTION.with(kind(), requests);
    }

    @Override
    public long createdLimit() {
        return requests;
    }
}

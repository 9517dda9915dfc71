package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code max_requests}: STOP at created >= count, STOP_LOCAL at processed >= count. */
record MaxRequestsConstraint(String id, StoppingScope scope, long count) implements Constraint {
    private static final Metadata.Keys METADATA = RequestCount.keys("maxRequests");
    private static final Metadata.Keys DESCRIPTION = Metadata.keys("kind", "count");

    @Override
    public String kind() {
        return "max_requests";
    }

    @Override
    public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
        return new RequestCount(count, METADATA, scope).judge(state, update);
    }

    @Override
    public Map<String, Object> describe() {
        return DESCRIPTION.with(kind(), count);
    }

    @Override
    public long createdLimit() {
        return count;
    }
}

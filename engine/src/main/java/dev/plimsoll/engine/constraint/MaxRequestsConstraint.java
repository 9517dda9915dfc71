package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code max_requests}: STOP at created >= count, STOP_LOCAL at processed >= count. */
record MaxRequestsConstraint(String id, StoppingScope scope, long count) implements Constraint {
    @Override
    public String kind() {
        return "max_requests";
    }

    @Override
    public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
        return new RequestCount(count, "maxRequests", scope).judge(state, update);
    }

    @Override
    public Map<String, Object> describe() {
        return new Metadata().put("kind", kind()).put("count", count).build();
    }

    @Override
    public long createdLimit() {
        return count;
    }
}

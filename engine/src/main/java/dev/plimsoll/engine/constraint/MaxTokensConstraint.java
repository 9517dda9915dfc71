package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code max_tokens}: STOP and STOP_LOCAL at {@code count} prompt + output tokens of processed requests; progress in tokens. */
record MaxTokensConstraint(String id, StoppingScope scope, long count) implements Constraint {
    private static final Metadata.Keys DESCRIPTION = Metadata.keys("kind", "count");
    private static final Metadata.Keys METADATA =
            Metadata.keys("maxTokens", "tokensExceeded", "currentTokens", "remainingTokens", "stopTime");

    @Override
    public String kind() {
        return "max_tokens";
    }

    @Override
    public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
        boolean exceeded = state.tokens() >= count;
        long remaining = Math.max(0, count - state.tokens());
        Double stopTime = exceeded ? Double.valueOf(StopTime.of(state, update)) : null;
        return new SchedulerUpdateAction(
                exceeded ? Queuing.STOP : Queuing.CONTINUE,
                exceeded ? Processing.STOP_LOCAL : Processing.CONTINUE,
                scope,
                METADATA.with(count, exceeded, state.tokens(), remaining, stopTime),
                new SchedulerProgress((double) remaining, (double) count, null, null, stopTime));
    }

    @Override
    public Map<String, Object> describe() {
        return DESCRIPTION.with(kind(), count);
    }
}

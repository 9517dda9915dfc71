package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.ConstraintSet;
import dev.plimsoll.engine.constraint.ExhaustedConstraint;
import dev.plimsoll.engine.constraint.SchedulerProgress;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.constraint.StageState;
import dev.plimsoll.engine.record.RequestUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Asks the constraints about every state of a stage and does what they say, here and, through the environment, on other machines.
 * Confined to the coordinator's thread.
 */
final class StageJudge {
    /** The kind that promises a moment. */
    private static final String MAX_DURATION = "max_duration";

    private final ConstraintSet constraints;
    private final StageState state;
    private final StageFeed feed;
    private final StopControl stops;
    private final StageTrouble trouble;
    private final StageListener listener;
    private final Environment environment;
    private boolean exhaustionKnown;

    StageJudge(
            ConstraintSet constraints,
            StageState state,
            StageFeed feed,
            StopControl stops,
            StageTrouble trouble,
            StageListener listener,
            Environment environment) {
        this.constraints = constraints;
        this.state = state;
        this.feed = feed;
        this.stops = stops;
        this.trouble = trouble;
        this.listener = listener;
        this.environment = environment;
    }

    /** Progress so far. */
    SchedulerProgress progress() {
        return state.judgement().progress();
    }

    /** The stage as it is now, judged without an update so that silence is judged too; hears what the other machines decided. */
    void tick(long nowNs) {
        SchedulerState after = judge(nowNs, null);
        trouble.guarded(() -> listener.ticked(after, progress()));
        share(after);
    }

    /** Tells the other machines where this one stands, and does what they decided. */
    void share(SchedulerState state) {
        trouble.guarded(() -> {
            if (environment.updateRunIteration(state, stops.processing()) == Processing.STOP_ALL) {
                stops.stopAll(state.nowNs(), StopControl.BY_CONSTRAINT);
            }
        });
    }

    /** Evaluates the constraints and does what they say; the answer is the state after it. */
    SchedulerState judge(long nowNs, @Nullable RequestUpdate update) {
        if (trouble.hasFailed()) {
            return state.at(nowNs);
        }
        noteExhaustion();
        SchedulerState before = state.at(nowNs);
        Processing stoppedBefore = stops.processing();
        try {
            ConstraintSet.Decision decision = constraints.evaluate(before, update);
            state.judged(constraints.judgement());
            if (!decision.acted().isEmpty()) {
                decision.acted().forEach((id, action) -> acted(id, action, before));
            }
            if (decision.processing() == Processing.STOP_ALL) {
                stops.stopAll(nowNs, StopControl.BY_CONSTRAINT);
            } else if (decision.processing() == Processing.STOP_LOCAL) {
                stops.stopLocal(nowNs, StopControl.BY_CONSTRAINT);
            } else if (decision.queuing() == Queuing.STOP) {
                stops.stopQueuing(nowNs);
            }
        } catch (RuntimeException e) {
            trouble.fail(e);
        }
        if (stops.processing() != stoppedBefore) {
            share(state.at(nowNs)); // no tick may come after it
        }
        return state.at(nowNs);
    }

    private void acted(String id, SchedulerUpdateAction action, SchedulerState before) {
        String kind = constraints.kindOf(id).orElse(id);
        if (kind.equals(MAX_DURATION) && action.processing() != Processing.CONTINUE) {
            stops.promiseEnd(before.nowNs());
        }
        listener.constraintActed(id, kind, action, before);
    }

    private void noteExhaustion() {
        if (!exhaustionKnown && feed.allThereIs().isPresent()) {
            exhaustionKnown = true;
            constraints.add(new ExhaustedConstraint(feed.allThereIs().getAsLong()));
        }
    }
}

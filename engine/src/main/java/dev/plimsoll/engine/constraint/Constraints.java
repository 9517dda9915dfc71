package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.plan.ConstraintPlan;

/** Makes constraints from plans. */
public final class Constraints {
    private Constraints() {}

    /**
     * A fresh constraint for one stage.
     *
     * @param stageIndex 0-based; a list limit gives its element of that index, the last one repeating
     */
    public static Constraint create(ConstraintPlan plan, int stageIndex) {
        return switch (plan) {
            case ConstraintPlan.MaxRequests p ->
                new MaxRequestsConstraint(p.id(), p.scope(), ConstraintPlan.forStage(p.counts(), stageIndex));
            case ConstraintPlan.MaxDuration p ->
                new MaxDurationConstraint(p.id(), p.scope(), ConstraintPlan.forStage(p.seconds(), stageIndex));
            case ConstraintPlan.MaxErrors p ->
                new MaxErrorsConstraint(p.id(), p.scope(), ConstraintPlan.forStage(p.counts(), stageIndex));
            case ConstraintPlan.MaxErrorRate p ->
                new MaxErrorRateConstraint(
                        p.id(), p.scope(), ConstraintPlan.forStage(p.rates(), stageIndex), p.window());
            case ConstraintPlan.MaxGlobalErrorRate p ->
                new MaxGlobalErrorRateConstraint(
                        p.id(), p.scope(), ConstraintPlan.forStage(p.rates(), stageIndex), p.minimum());
            case ConstraintPlan.MaxTokens p ->
                new MaxTokensConstraint(p.id(), p.scope(), ConstraintPlan.forStage(p.counts(), stageIndex));
            case ConstraintPlan.OverSaturation p -> new OverSaturationConstraint(p);
        };
    }
}

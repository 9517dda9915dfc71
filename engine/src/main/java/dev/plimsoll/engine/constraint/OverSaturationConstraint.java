package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.stats.SlopeDetector;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code over_saturation}: the target takes in more than it can serve. Both the requests in flight and the TTFT must rise, and at
 * least half of the TTFTs must be above a limit. The steps are those of GuideLLM's detector, plus the least rise of
 * {@link PointWindow}.
 */
final class OverSaturationConstraint implements Constraint {
    private static final Metadata.Keys DESCRIPTION = Metadata.keys(
            "kind",
            "mode",
            "minSeconds",
            "maxWindowSeconds",
            "moeThreshold",
            "minimumTtft",
            "maximumWindowRatio",
            "minimumWindowSize",
            "confidence");
    private static final Metadata.Keys METADATA = Metadata.keys(
            SchedulerUpdateAction.IS_OVER_SATURATED,
            "ttftSlope",
            "ttftSlopeMoe",
            "ttftN",
            "ttftViolations",
            "concurrentSlope",
            "concurrentSlopeMoe",
            "concurrentN");
    /** Numbers beyond this (follow-up turns have such) would make the bit set larger than 16 MB. */
    private static final long DENSE_NUMBERS = 1L << 27;

    private final ConstraintPlan.OverSaturation plan;
    private final PointWindow concurrency;
    private final PointWindow ttft;
    /** Requests whose TTFT was taken, by their number in the stage: a bit for each of the usual, dense numbers. */
    private final BitSet counted = new BitSet();

    private final Set<Long> countedBeyond = new HashSet<>();

    OverSaturationConstraint(ConstraintPlan.OverSaturation plan) {
        this(plan, SlopeDetector.EPSILON);
    }

    OverSaturationConstraint(ConstraintPlan.OverSaturation plan, double epsilon) {
        this.plan = plan;
        this.concurrency = window(plan, epsilon, Double.POSITIVE_INFINITY);
        this.ttft = window(plan, epsilon, plan.minimumTtftSeconds());
    }

    private static PointWindow window(ConstraintPlan.OverSaturation plan, double epsilon, double violation) {
        return new PointWindow(
                new SlopeDetector(plan.moeThreshold(), plan.confidence(), epsilon),
                plan.maximumWindowRatio(),
                plan.maxWindowSeconds(),
                violation);
    }

    @Override
    public String id() {
        return plan.id();
    }

    @Override
    public String kind() {
        return plan.kind();
    }

    @Override
    public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
        double seconds = (state.nowNs() - state.startNs()) / 1e9;
        if (update != null) {
            take(update, seconds, state.processing());
        }
        ttft.prune(seconds);
        concurrency.prune(seconds);
        boolean saturated = isSaturated(seconds);
        boolean stop = saturated && plan.enforce();
        return new SchedulerUpdateAction(
                stop ? Queuing.STOP : Queuing.CONTINUE,
                stop ? Processing.STOP_ALL : Processing.CONTINUE,
                plan.scope(),
                METADATA.with(
                        saturated,
                        ttft.slope().slope(),
                        ttft.slope().marginOfError(),
                        ttft.size(),
                        ttft.violations(),
                        concurrency.slope().slope(),
                        concurrency.slope().marginOfError(),
                        concurrency.size()),
                SchedulerProgress.UNKNOWN);
    }

    private void take(RequestUpdate update, double seconds, long processing) {
        RequestStatus status = update.status();
        if (status == RequestStatus.IN_PROGRESS) {
            concurrency.add(seconds, processing);
            return;
        }
        long ttftNs = RequestTimings.between(update.sendStartNs(), update.firstTokenNs());
        boolean answered = status == RequestStatus.FIRST_TOKEN || status == RequestStatus.COMPLETED;
        if (!answered || !RequestTimings.has(ttftNs)) {
            return;
        }
        if (isNew(update.info().number())) {
            ttft.add(seconds, ttftNs / 1e9);
        }
    }

    private boolean isNew(long number) {
        if (number >= DENSE_NUMBERS) {
            return countedBeyond.add(number);
        }
        boolean isNew = !counted.get((int) number);
        counted.set((int) number);
        return isNew;
    }

    /** Seconds elapsed cap the number of samples that count: samples within a second are not independent. */
    private boolean isSaturated(double seconds) {
        double concurrencyN = Math.min(seconds, concurrency.size());
        double ttftN = Math.min(seconds, ttft.size());
        if (seconds < plan.minSeconds()
                || ttft.size() > 2 * ttft.violations()
                || seconds < plan.minimumTtftSeconds()
                || concurrencyN < plan.minimumWindowSize()) {
            return false;
        }
        boolean concurrencyRises = concurrency.isRising(concurrencyN);
        if (ttftN < plan.minimumWindowSize()) {
            return concurrencyRises;
        }
        // both are asked, so that the metadata shows both slopes
        boolean ttftRises = ttft.isRising(ttftN);
        return concurrencyRises && ttftRises;
    }

    @Override
    public Map<String, Object> describe() {
        return DESCRIPTION.with(
                kind(),
                plan.enforce() ? "enforce" : "monitor",
                plan.minSeconds(),
                plan.maxWindowSeconds(),
                plan.moeThreshold(),
                plan.minimumTtftSeconds(),
                plan.maximumWindowRatio(),
                plan.minimumWindowSize(),
                plan.confidence());
    }
}

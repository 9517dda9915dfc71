package dev.plimsoll.engine.profile;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Synchronous, throughput, then rates between the two that were measured.
 *
 * <p>Plain: {@code size - 2} rates evenly spaced from the synchronous to the throughput rate, the first left out, the last being the
 * throughput rate itself (GuideLLM's list). Refined: the last third of them (rounded up) is kept back; when the others were measured
 * it goes around the {@link Knee}, except the very last, which runs at 1.1 times the throughput rate so that a sweep always shows
 * saturation.
 *
 * <p>A stop of all stages ends a plain sweep. In a refined one it leaves out every rate that is not below the one that was stopped,
 * so that the knee is still looked at. After the first two stages it is not heeded: without them there is nothing to sweep.
 */
final class SweepProfile implements Profile {
    private static final double BEYOND = 1.1;
    private static final int FIRST_RATE_STAGE = 2;

    private final ProfilePlan.Sweep plan;
    private final long seed;
    private final ArrayDeque<Double> rates = new ArrayDeque<>();
    private final List<Knee.Point> points = new ArrayList<>();
    private int index;
    private double synchronousRate;
    private double throughputRate;
    private double runningRate;
    private double ceiling = Double.POSITIVE_INFINITY;
    private int keptBack;

    SweepProfile(ProfilePlan.Sweep plan, long seed) {
        this.plan = plan;
        this.seed = seed;
    }

    @Override
    public OptionalInt plannedStages() {
        return OptionalInt.of(plan.size());
    }

    @Override
    public Optional<StagePlan> next(Optional<StageSummary> previous, boolean stopAll) {
        return switch (index) {
            case 0 -> stage(new StrategyPlan.Synchronous());
            case 1 -> {
                StageSummary synchronous = previous.orElseThrow();
                synchronousRate = synchronous.rates().requests();
                points.add(Knee.Point.of(synchronousRate, synchronous));
                yield stage(new StrategyPlan.Throughput(plan.maxConcurrency(), plan.rampupSeconds()));
            }
            case FIRST_RATE_STAGE -> {
                throughputRate = previous.orElseThrow().rates().requests();
                placeFirstRates();
                yield nextRate();
            }
            default -> {
                if (!stopAll) {
                    points.add(Knee.Point.of(runningRate, previous.orElseThrow()));
                } else {
                    points.add(new Knee.Point(runningRate, 0)); // saturated: the knee lies below
                    ceiling = plan.refine() ? Math.min(ceiling, runningRate) : 0;
                }
                yield nextRate();
            }
        };
    }

    private void placeFirstRates() {
        if (synchronousRate <= 0 && throughputRate <= 0) {
            throw PlimsollException.failed(
                    "The sweep has no rates to place: no request succeeded in its synchronous and throughput stages."
                            + " Look at the errors of these two stages, check the target with 'plimsoll send --target"
                            + " URL', and give the stages more time if requests take longer than a stage.",
                    null);
        }
        int count = plan.size() - FIRST_RATE_STAGE;
        keptBack = plan.refine() ? Math.ceilDiv(count, 3) : 0;
        int even = count - keptBack;
        for (int k = 1; k <= even; k++) {
            double share = (double) k / even;
            rates.add(k == even ? throughputRate : synchronousRate + share * (throughputRate - synchronousRate));
        }
    }

    /** The next rate below the ceiling, after the even ones those kept back; none from the first rate on that is not above 0. */
    private Optional<StagePlan> nextRate() {
        while (true) {
            if (rates.isEmpty() && keptBack > 0) {
                rates.addAll(Knee.of(points).ratesAround(keptBack - 1, BEYOND * throughputRate));
                rates.add(BEYOND * throughputRate);
                keptBack = 0;
            }
            if (rates.isEmpty()) {
                return Optional.empty();
            }
            double rate = rates.removeFirst();
            if (rate <= 0) {
                rates.clear();
                keptBack = 0;
            } else if (rate < ceiling) {
                runningRate = rate;
                return stage(Profiles.ofSweep(plan, rate, seed));
            }
        }
    }

    private Optional<StagePlan> stage(StrategyPlan strategy) {
        return Optional.of(new StagePlan(index++, strategy));
    }
}

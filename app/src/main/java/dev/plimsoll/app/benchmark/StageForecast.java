package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RatePoint;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.run.Estimate;
import dev.plimsoll.engine.run.Preview;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage as the charts of the plan show it.
 *
 * @param estimate what the engine expects of it
 * @param level its load in the unit of {@link Stages}
 * @param planned whether its load is set in advance
 * @param refined whether it is placed around the knee
 * @param strategy its strategy, or null where its rate is not known
 */
record StageForecast(
        Estimate.Stage estimate,
        double level,
        boolean planned,
        boolean refined,
        @Nullable StrategyPlan strategy) {
    private static final String STREAMS = "streams";
    private static final String RATE = "req/s";
    private static final double BEYOND = 1.1;
    private static final double WHOLE = 100;
    /** Where rates around a knee that nobody knows yet are drawn, as a share of the maximum. */
    private static final double LIKELY_KNEE = 0.9;

    /**
     * All stages.
     *
     * @param unit of their level
     * @param measuredFirst whether rates follow from the first two
     * @param fromLastRun whether values of an earlier run are shown
     */
    record Stages(List<StageForecast> all, String unit, boolean measuredFirst, boolean fromLastRun) {
        Stages {
            all = List.copyOf(all);
        }
    }

    /** Counted from 0. */
    int index() {
        return estimate.index();
    }

    /** Requests/s, planned or as the last run had it; 0 where unknown. */
    double rate() {
        return Math.max(0, estimate.requestsPerSecond());
    }

    /** How long it lasts, s; 0 where that depends on the server. */
    double seconds() {
        return Math.max(0, estimate.seconds());
    }

    /** The stages of a plan. */
    static Stages of(RunPlan plan, Estimate estimate) {
        if (plan.profile() instanceof ProfilePlan.Sweep sweep) {
            return sweep(plan, sweep, estimate.stages());
        }
        List<StageForecast> all = new ArrayList<>();
        for (StrategyPlan strategy : Preview.strategies(plan)) {
            all.add(new StageForecast(
                    estimate.stages().get(all.size()),
                    level(strategy, estimate.stages().get(all.size())),
                    true,
                    false,
                    strategy));
        }
        return new Stages(all, all.getFirst().isScheduled() ? RATE : STREAMS, false, false);
    }

    /** The load of a strategy: streams of a closed loop, else requests/s, at most. */
    private static double level(StrategyPlan strategy, Estimate.Stage estimate) {
        return switch (strategy) {
            case StrategyPlan.Synchronous _ -> 1;
            case StrategyPlan.Concurrent c -> c.streams();
            case StrategyPlan.Throughput t ->
                t.maxConcurrency() == null ? Strategy.UNLIMITED_CONCURRENCY : t.maxConcurrency();
            case StrategyPlan.Constant c -> c.rate();
            case StrategyPlan.Poisson p -> p.rate();
            case StrategyPlan.Gamma g -> g.rate();
            case StrategyPlan.Users u -> u.rate();
            case StrategyPlan.Trace _ -> Math.max(0, estimate.requestsPerSecond());
            case StrategyPlan.RateSeries r ->
                r.points().stream().mapToDouble(RatePoint::rate).max().orElse(0);
        };
    }

    private static Stages sweep(RunPlan plan, ProfilePlan.Sweep sweep, List<Estimate.Stage> estimates) {
        boolean known =
                estimates.get(0).requestsPerSecond() > 0 && estimates.get(1).requestsPerSecond() > 0;
        double lowest = known ? estimates.get(0).requestsPerSecond() : 0;
        double highest = known ? estimates.get(1).requestsPerSecond() : WHOLE;
        List<StageForecast> all = new ArrayList<>();
        all.add(new StageForecast(estimates.get(0), lowest, false, false, new StrategyPlan.Synchronous()));
        all.add(new StageForecast(
                estimates.get(1),
                highest,
                false,
                false,
                new StrategyPlan.Throughput(sweep.maxConcurrency(), sweep.rampupSeconds())));
        int count = sweep.size() - 2;
        int even = count - (sweep.refine() ? Math.ceilDiv(count, 3) : 0);
        for (int k = 1; k <= count; k++) {
            Estimate.Stage estimate = estimates.get(k + 1);
            boolean refined = k > even;
            boolean last = refined && k == count;
            double placed = last
                    ? BEYOND * highest
                    : refined ? LIKELY_KNEE * highest : lowest + (double) k / even * (highest - lowest);
            double level = known && estimate.measured() ? estimate.requestsPerSecond() : placed;
            all.add(new StageForecast(
                    estimate,
                    level,
                    known || !refined || last,
                    refined,
                    known ? Preview.ofSweep(sweep, level, plan.seed()) : null));
        }
        return new Stages(all, known ? RATE : "% of the measured maximum", true, known);
    }

    /** Whether its starts follow a schedule that is known. */
    boolean isScheduled() {
        return strategy != null && Strategies.of(strategy).isOpenLoop();
    }
}

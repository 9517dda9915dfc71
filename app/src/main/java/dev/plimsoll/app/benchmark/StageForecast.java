package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.strategy.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one stage will be, as far as it can be known before the run.
 *
 * @param index 0-based
 * @param name {@code constant@10.00}
 * @param seconds its time limit; 0 where nothing limits its time
 * @param most its limit of requests; -1 for none
 * @param level its load in the unit of {@link Stages}
 * @param rate requests/s it will send, or sent in the last run; 0 where unknown
 * @param planned whether its load is set in advance
 * @param refined whether it is placed around the knee
 * @param strategy its strategy, or null where the rate is not known
 */
record StageForecast(
        int index,
        String name,
        double seconds,
        long most,
        double level,
        double rate,
        boolean planned,
        boolean refined,
        @Nullable StrategyPlan strategy) {
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

    /** Requests that it starts within its limits; empty where that depends on the server. */
    Optional<Double> requests() {
        if (rate > 0 && seconds > 0) {
            return Optional.of(most < 0 ? rate * seconds : Math.min(most, rate * seconds));
        }
        return most < 0 ? Optional.empty() : Optional.of((double) most);
    }

    /** How long it lasts, s; 0 where that depends on the server. */
    double lasts() {
        boolean byCount = most >= 0 && rate > 0;
        double counted = byCount ? most / rate : 0;
        return seconds > 0 && byCount ? Math.min(seconds, counted) : seconds > 0 ? seconds : counted;
    }

    /** The stages of a plan. */
    static Stages of(RunPlan plan, Optional<LastRun> last) {
        List<StageForecast> all = new ArrayList<>();
        List<Double> measured = last.map(LastRun::rates).orElse(List.of());
        return switch (plan.profile()) {
            case ProfilePlan.Synchronous _ -> {
                closed(plan, all, new StrategyPlan.Synchronous(), 1, measured);
                yield new Stages(all, "streams", false, false);
            }
            case ProfilePlan.Concurrent c -> {
                for (int n : c.streams()) {
                    closed(plan, all, new StrategyPlan.Concurrent(n, c.rampupSeconds()), n, measured);
                }
                yield new Stages(all, "streams", false, false);
            }
            case ProfilePlan.Throughput t -> {
                StrategyPlan strategy = new StrategyPlan.Throughput(t.maxConcurrency(), t.rampupSeconds());
                int most = t.maxConcurrency() == null
                        ? dev.plimsoll.engine.strategy.Strategy.UNLIMITED_CONCURRENCY
                        : t.maxConcurrency();
                closed(plan, all, strategy, most, measured);
                yield new Stages(all, "streams", false, false);
            }
            case ProfilePlan.Constant c -> {
                for (double rate : c.rates()) {
                    open(plan, all, new StrategyPlan.Constant(rate, c.maxConcurrency(), c.rampupSeconds()), rate);
                }
                yield new Stages(all, "req/s", false, false);
            }
            case ProfilePlan.Poisson p -> {
                long seed = p.seed() == null ? plan.seed() : p.seed();
                for (double rate : p.rates()) {
                    open(plan, all, new StrategyPlan.Poisson(rate, p.maxConcurrency(), p.rampupSeconds(), seed), rate);
                }
                yield new Stages(all, "req/s", false, false);
            }
            case ProfilePlan.Sweep s -> sweep(plan, s, measured);
        };
    }

    private static Stages sweep(RunPlan plan, ProfilePlan.Sweep sweep, List<Double> measured) {
        boolean known = measured.size() > 1 && measured.get(1) > 0;
        double lowest = known ? measured.get(0) : 0;
        double highest = known ? measured.get(1) : WHOLE;
        List<StageForecast> all = new ArrayList<>();
        all.add(stage(plan, 0, new StrategyPlan.Synchronous(), lowest, known ? lowest : 0, false, false));
        all.add(stage(
                plan,
                1,
                new StrategyPlan.Throughput(sweep.maxConcurrency(), sweep.rampupSeconds()),
                highest,
                known ? highest : 0,
                false,
                false));
        int count = sweep.size() - 2;
        int keptBack = sweep.refine() ? Math.ceilDiv(count, 3) : 0;
        int even = count - keptBack;
        for (int k = 1; k <= count; k++) {
            boolean refined = k > even;
            double level = refined
                    ? k == count ? BEYOND * highest : around(measured, k + 1, sweep.size(), highest)
                    : lowest + (double) k / even * (highest - lowest);
            StrategyPlan strategy = !known
                    ? null
                    : sweep.strategy().equals("poisson")
                            ? new StrategyPlan.Poisson(level, sweep.maxConcurrency(), 0, plan.seed())
                            : new StrategyPlan.Constant(level, sweep.maxConcurrency(), 0);
            String name = sweep.strategy() + (known ? "" : " at " + Numbers.three(level) + " %");
            all.add(new StageForecast(
                    k + 1,
                    strategy == null ? name : Strategies.of(strategy).displayName(),
                    seconds(plan, k + 1),
                    most(plan, k + 1),
                    level,
                    known ? level : 0,
                    known || !refined || k == count,
                    refined,
                    strategy));
        }
        return new Stages(all, known ? "req/s" : "% of the measured maximum", true, known);
    }

    /** A rate around the knee: what the last run found, where it had as many stages. */
    private static double around(List<Double> measured, int index, int size, double highest) {
        return measured.size() == size ? measured.get(index) : LIKELY_KNEE * highest;
    }

    private static void open(RunPlan plan, List<StageForecast> all, StrategyPlan strategy, double rate) {
        all.add(stage(plan, all.size(), strategy, rate, rate, true, false));
    }

    private static void closed(
            RunPlan plan, List<StageForecast> all, StrategyPlan strategy, double streams, List<Double> measured) {
        int index = all.size();
        double rate = index < measured.size() ? measured.get(index) : 0;
        all.add(stage(plan, index, strategy, streams, rate, true, false));
    }

    private static StageForecast stage(
            RunPlan plan,
            int index,
            StrategyPlan strategy,
            double level,
            double rate,
            boolean planned,
            boolean refined) {
        return new StageForecast(
                index,
                Strategies.of(strategy).displayName().toLowerCase(Locale.ROOT),
                seconds(plan, index),
                most(plan, index),
                level,
                rate,
                planned,
                refined,
                strategy);
    }

    private static double seconds(RunPlan plan, int index) {
        double least = Double.POSITIVE_INFINITY;
        for (ConstraintPlan constraint : plan.constraints()) {
            if (constraint instanceof ConstraintPlan.MaxDuration d) {
                least = Math.min(least, ConstraintPlan.forStage(d.seconds(), index));
            }
        }
        return Double.isInfinite(least) ? 0 : least;
    }

    private static long most(RunPlan plan, int index) {
        long least = Long.MAX_VALUE;
        for (ConstraintPlan constraint : plan.constraints()) {
            if (constraint instanceof ConstraintPlan.MaxRequests r) {
                least = Math.min(least, ConstraintPlan.forStage(r.counts(), index));
            }
        }
        return least == Long.MAX_VALUE ? -1 : least;
    }
}

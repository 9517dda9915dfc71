package dev.plimsoll.engine.profile;

import dev.plimsoll.engine.dataset.Datasets;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.plan.Timetable;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.Collections;
import java.util.List;

/** Makes profiles from plans. */
public final class Profiles {
    private Profiles() {}

    /**
     * The profile of a plan, for one run.
     *
     * @param seed the run's seed, for strategies that draw and name none of their own
     */
    public static Profile of(ProfilePlan plan, long seed) {
        return plan instanceof ProfilePlan.Sweep sweep
                ? new SweepProfile(sweep, seed)
                : new ListProfile(known(plan, seed), policies(plan));
    }

    /**
     * The profile of a run. Where a strategy depends on the data (a trace, virtual users), the dataset is read.
     *
     * @throws PlimsollException where the dataset cannot be used so
     */
    public static Profile of(RunPlan run) {
        return run.profile() instanceof ProfilePlan.Sweep sweep
                ? new SweepProfile(sweep, run.seed())
                : new ListProfile(known(run), policies(run.profile()));
    }

    /**
     * Like {@link #known(ProfilePlan, long)}, with what strategies take from the data: the dataset is read where they do.
     *
     * @throws PlimsollException where the dataset cannot be used so
     */
    public static List<StrategyPlan> known(RunPlan run) {
        return known(run.profile(), run.seed()).stream()
                .map(strategy -> withData(strategy, run))
                .toList();
    }

    /** The policies of a plan's stages, in order; empty where it does not change them. */
    public static List<String> policies(ProfilePlan plan) {
        return plan instanceof ProfilePlan.Policies compared ? compared.policies() : List.of();
    }

    private static StrategyPlan withData(StrategyPlan strategy, RunPlan run) {
        return switch (strategy) {
            case StrategyPlan.Trace t ->
                new StrategyPlan.Trace(t.timeScale(), t.maxConcurrency(), Datasets.timetable(run.dataset()));
            case StrategyPlan.Users u -> {
                int turns = Datasets.usualTurns(run.dataset(), run.seed());
                if (turns < 2) {
                    throw PlimsollException.usage(
                            "Virtual users need conversations of several turns, but those of dataset '"
                                    + run.dataset().id() + "' have one. Use a dataset with more turns, or the profile"
                                    + " \"constant\" for single requests.");
                }
                yield new StrategyPlan.Users(u.users(), u.rate(), u.maxConcurrency(), turns);
            }
            default -> strategy;
        };
    }

    /**
     * The strategies of a plan that are known before the run, in order: all of them, but for a sweep the first two. What a strategy takes
     * from the data is missing in it.
     */
    public static List<StrategyPlan> known(ProfilePlan plan, long seed) {
        return switch (plan) {
            case ProfilePlan.Synchronous _ -> List.of(new StrategyPlan.Synchronous());
            case ProfilePlan.Throughput p ->
                List.of(new StrategyPlan.Throughput(p.maxConcurrency(), p.rampupSeconds()));
            case ProfilePlan.Concurrent p ->
                p.streams().stream()
                        .<StrategyPlan>map(streams -> new StrategyPlan.Concurrent(streams, p.rampupSeconds()))
                        .toList();
            case ProfilePlan.Constant p ->
                p.rates().stream()
                        .<StrategyPlan>map(
                                rate -> new StrategyPlan.Constant(rate, p.maxConcurrency(), p.rampupSeconds()))
                        .toList();
            case ProfilePlan.Poisson p -> {
                long own = p.seed() == null ? seed : p.seed();
                yield p.rates().stream()
                        .<StrategyPlan>map(
                                rate -> new StrategyPlan.Poisson(rate, p.maxConcurrency(), p.rampupSeconds(), own))
                        .toList();
            }
            case ProfilePlan.Gamma p -> {
                long own = p.seed() == null ? seed : p.seed();
                yield p.rates().stream()
                        .<StrategyPlan>map(rate -> new StrategyPlan.Gamma(
                                rate, p.burstiness(), p.maxConcurrency(), p.rampupSeconds(), own))
                        .toList();
            }
            case ProfilePlan.RateSeries p -> List.of(new StrategyPlan.RateSeries(p.points(), p.maxConcurrency()));
            case ProfilePlan.Trace p ->
                List.of(new StrategyPlan.Trace(p.timeScale(), p.maxConcurrency(), Timetable.UNREAD));
            case ProfilePlan.Users p -> List.of(new StrategyPlan.Users(p.users(), p.rate(), p.maxConcurrency(), 0));
            case ProfilePlan.Policies p ->
                Collections.nCopies(p.policies().size(), known(p.load(), seed).getFirst());
            case ProfilePlan.Sweep p ->
                List.of(
                        new StrategyPlan.Synchronous(),
                        new StrategyPlan.Throughput(p.maxConcurrency(), p.rampupSeconds()));
        };
    }

    /** A stage of a sweep at one of its rates. */
    public static StrategyPlan ofSweep(ProfilePlan.Sweep sweep, double rate, long seed) {
        return switch (sweep.strategy()) {
            case "constant" -> new StrategyPlan.Constant(rate, sweep.maxConcurrency(), 0);
            case "poisson" -> new StrategyPlan.Poisson(rate, sweep.maxConcurrency(), 0, seed);
            case "gamma" -> new StrategyPlan.Gamma(rate, sweep.burstiness(), sweep.maxConcurrency(), 0, seed);
            default -> throw new IllegalStateException("a sweep over " + sweep.strategy());
        };
    }
}

package dev.plimsoll.engine.profile;

import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
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
        return switch (plan) {
            case ProfilePlan.Synchronous _ -> new ListProfile(List.of(new StrategyPlan.Synchronous()));
            case ProfilePlan.Throughput p ->
                new ListProfile(List.of(new StrategyPlan.Throughput(p.maxConcurrency(), p.rampupSeconds())));
            case ProfilePlan.Concurrent p ->
                new ListProfile(p.streams().stream()
                        .map(streams -> new StrategyPlan.Concurrent(streams, p.rampupSeconds()))
                        .toList());
            case ProfilePlan.Constant p ->
                new ListProfile(p.rates().stream()
                        .map(rate -> new StrategyPlan.Constant(rate, p.maxConcurrency(), p.rampupSeconds()))
                        .toList());
            case ProfilePlan.Poisson p -> {
                long own = p.seed() == null ? seed : p.seed();
                yield new ListProfile(p.rates().stream()
                        .map(rate -> new StrategyPlan.Poisson(rate, p.maxConcurrency(), p.rampupSeconds(), own))
                        .toList());
            }
            case ProfilePlan.Sweep p -> new SweepProfile(p, seed);
        };
    }
}

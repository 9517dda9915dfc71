package dev.plimsoll.engine.run;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.profile.Profiles;
import dev.plimsoll.engine.strategy.ArrivalSchedule;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark would do, without doing it: its stages, when their first requests start, how long and how many. Uses the very
 * objects that the run uses, so what it shows is what happens.
 *
 * @param stages those that are known before the run
 * @param models what of the conversations asks for which model, in the order written; empty where none names one, and all get the target's
 * @param later sentence about stages whose rates are placed during the run, or null
 */
public record Preview(
        List<Stage> stages, List<ModelUse> models, @Nullable String later) {
    /** Offsets shown per stage. */
    private static final int SHOWN_SLOTS = 8;

    private static final double NS_PER_SECOND = 1e9;

    public Preview {
        stages = List.copyOf(stages);
        models = List.copyOf(models);
    }

    /**
     * How often a model is asked for.
     *
     * @param model its name
     * @param share of all conversations, above 0 and at most 1
     * @param ofRows true where that is their share among the first rows of the data, false where it is their weight
     */
    public record ModelUse(String model, double share, boolean ofRows) {}

    /**
     * One stage.
     *
     * @param index 0-based
     * @param name {@code constant@10.00}, or the policy where stages differ by it
     * @param seconds time limit, 0 = none
     * @param requests how many start: exact in open loops with a time limit, the limit of requests otherwise, -1 where unknown
     * @param firstOffsetsSeconds offsets of the first slots, empty in closed loops
     * @param scheduleSha256 identity of the schedule
     * @param secondsForP99 how long it must measure, warm-up not counted, for a p99 one may print; -1 where it depends on the target
     */
    public record Stage(
            int index,
            String name,
            double seconds,
            long requests,
            double[] firstOffsetsSeconds,
            String scheduleSha256,
            double secondsForP99) {}

    /**
     * The preview of a plan; reads the dataset where a strategy depends on it.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where the dataset cannot be used so
     */
    public static Preview of(RunPlan plan) {
        PlannedStages planned = PlannedStages.withData(plan);
        String later = plan.profile() instanceof ProfilePlan.Sweep s && planned.later() > 0
                ? planned.later() + " " + s.strategy()
                        + " stages follow; their rates lie between the request rates that the first two measure"
                        + (s.refine() ? ", the last at 1.1 times the throughput rate." : ".")
                : null;
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < planned.known().size(); i++) {
            stages.add(stage(
                    plan, i, planned.name(i), Strategies.of(planned.known().get(i))));
        }
        return new Preview(stages, AskedModels.of(plan), later);
    }

    /**
     * The strategies of a plan's stages that are known before the run, in order; reads the dataset where one depends on it.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where the dataset cannot be used so
     */
    public static List<StrategyPlan> strategies(RunPlan plan) {
        return Profiles.known(plan);
    }

    /** The strategy of a sweep's stage at one of its rates, requests/s. */
    public static StrategyPlan ofSweep(ProfilePlan.Sweep sweep, double rate, long seed) {
        return Profiles.ofSweep(sweep, rate, seed);
    }

    private static Stage stage(RunPlan plan, int index, String name, Strategy strategy) {
        StageLimits limits = StageLimits.of(plan, index);
        ArrivalSchedule schedule = strategy.schedule();
        boolean ends = limits.seconds() > 0 || limits.requests() > 0 || StageLimits.hasOwnRates(strategy.plan());
        return new Stage(
                index,
                name,
                limits.seconds(),
                schedule != null && ends
                        ? Slots.span(schedule, limits.seconds(), limits.requests())
                                .count()
                        : limits.requests() == 0 ? -1 : limits.requests(),
                schedule == null ? new double[0] : firstOffsets(schedule),
                strategy.scheduleSha256(),
                schedule == null ? -1 : secondsForP99(schedule));
    }

    private static double[] firstOffsets(ArrivalSchedule schedule) {
        ArrivalSchedule.Cursor cursor = schedule.cursor();
        return LongStream.generate(cursor::nextOffsetNs)
                .limit(SHOWN_SLOTS)
                .takeWhile(offset -> offset != ArrivalSchedule.NO_SLOT)
                .mapToDouble(offset -> offset / NS_PER_SECOND)
                .toArray();
    }

    private static double secondsForP99(ArrivalSchedule schedule) {
        long slots = MetricSummary.FEWEST_BEYOND * 100L;
        Slots.Span span = Slots.span(schedule, 0, slots);
        return span.count() == slots ? span.seconds() : -1;
    }
}

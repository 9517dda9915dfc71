package dev.plimsoll.engine.run;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.strategy.ArrivalSchedule;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark would do, without doing it: its stages, when their first requests start, how long and how many. Uses the very
 * objects that the run uses, so what it shows is what happens.
 *
 * @param stages those that are known before the run
 * @param later sentence about stages whose rates are placed during the run, or null
 */
public record Preview(List<Stage> stages, @Nullable String later) {
    /** Offsets shown per stage. */
    private static final int SHOWN_SLOTS = 8;

    /** A preview counts this many slots and then says "unknown", so that it never takes long. */
    private static final long COUNTED_SLOTS = 50_000_000;

    private static final double NS_PER_SECOND = 1e9;

    public Preview {
        stages = List.copyOf(stages);
    }

    /**
     * One stage.
     *
     * @param index 0-based
     * @param name {@code constant@10.00}
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

    /** The preview of a plan. */
    public static Preview of(RunPlan plan) {
        PlannedStages planned = PlannedStages.of(plan);
        String later = plan.profile() instanceof ProfilePlan.Sweep s && planned.later() > 0
                ? planned.later() + " " + s.strategy()
                        + " stages follow; their rates lie between the request rates that the first two measure"
                        + (s.refine() ? ", the last at 1.1 times the throughput rate." : ".")
                : null;
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < planned.known().size(); i++) {
            stages.add(stage(plan, i, Strategies.of(planned.known().get(i))));
        }
        return new Preview(stages, later);
    }

    private static Stage stage(RunPlan plan, int index, Strategy strategy) {
        StageLimits limits = StageLimits.of(plan, index);
        ArrivalSchedule schedule = strategy.schedule();
        boolean timed = limits.seconds() > 0;
        long limit = limits.requests() == 0 ? -1 : limits.requests();
        long most = limits.requests() == 0 ? Long.MAX_VALUE : limits.requests();
        return new Stage(
                index,
                strategy.displayName(),
                limits.seconds(),
                schedule == null || !timed
                        ? limit
                        : slotsBefore(schedule, Math.round(limits.seconds() * NS_PER_SECOND), most),
                schedule == null ? new double[0] : firstOffsets(schedule),
                strategy.scheduleSha256(),
                schedule == null ? -1 : offsetSeconds(schedule, MetricSummary.FEWEST_BEYOND * 100L));
    }

    private static double[] firstOffsets(ArrivalSchedule schedule) {
        ArrivalSchedule.Cursor cursor = schedule.cursor();
        double[] first = new double[SHOWN_SLOTS];
        for (int i = 0; i < SHOWN_SLOTS; i++) {
            first[i] = cursor.nextOffsetNs() / NS_PER_SECOND;
        }
        return first;
    }

    /** Slots before an offset, at most {@code most}; -1 where counting them would take too long. */
    private static long slotsBefore(ArrivalSchedule schedule, long endNs, long most) {
        ArrivalSchedule.Cursor cursor = schedule.cursor();
        long slots = 0;
        while (slots < most && cursor.nextOffsetNs() < endNs) {
            slots++;
            if (slots == COUNTED_SLOTS) {
                return -1;
            }
        }
        return slots;
    }

    private static double offsetSeconds(ArrivalSchedule schedule, long slots) {
        ArrivalSchedule.Cursor cursor = schedule.cursor();
        long offset = 0;
        for (long i = 0; i < slots; i++) {
            offset = cursor.nextOffsetNs();
        }
        return offset / NS_PER_SECOND;
    }
}

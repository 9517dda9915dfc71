package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.record.RequestTimings;
import org.jspecify.annotations.Nullable;

/**
 * The part of a stage that is measured: warm-up and cool-down cut off. Load goes on as usual in both. Pure; any thread.
 *
 * @param fromNs first instant measured, run time
 * @param toNs last instant measured, run time, at least {@code fromNs}; equal where nothing is left to measure
 */
public record MeasurementWindow(long fromNs, long toNs) {

    /**
     * What a {@link TransientPlan} means for a stage with known limits.
     *
     * @param seconds length to cut, s, or null
     * @param requests number of processed requests to cut, or null
     */
    public record Limits(@Nullable Double seconds, @Nullable Long requests) {
        /** Whether anything is cut. */
        public boolean active() {
            return seconds != null || requests != null;
        }
    }

    /**
     * What is to be cut. A share needs the limit it is a share of; a value needs it too, since without an end nothing can be cut
     * before it: where the stage has neither limit, nothing is cut. The percentage goes before the value. {@code AUTO} has no limits.
     *
     * @param limitSeconds the stage's time limit, s, or null
     * @param limitRequests the stage's request limit, or null
     */
    public static Limits limits(TransientPlan plan, @Nullable Double limitSeconds, @Nullable Long limitRequests) {
        TransientPlan.Mode mode = plan.mode();
        Double seconds = null;
        if (limitSeconds != null && mode != TransientPlan.Mode.REQUESTS) {
            seconds = plan.percent() != null ? Double.valueOf(plan.percent() * limitSeconds) : plan.value();
        }
        Double requests = null;
        if (limitRequests != null && mode != TransientPlan.Mode.DURATION) {
            requests = plan.percent() != null ? Double.valueOf(plan.percent() * limitRequests) : plan.value();
        }
        if (seconds != null && requests != null) {
            switch (mode) {
                case PREFER_DURATION -> requests = null;
                case PREFER_REQUESTS -> seconds = null;
                case DURATION, REQUESTS, BOTH, AUTO -> {}
            }
        }
        return new Limits(seconds, requests == null ? null : Long.valueOf(requests.longValue()));
    }

    /**
     * When the warm-up ends: its length after the stage's start; or, by requests, the start of the first processed request after the
     * {@code n} cut ones; the later where both count.
     *
     * @param limits what to cut, active
     * @param stageStartNs start of the stage, run time
     * @param startsByEnd start of each processed request in order of end, run time, ABSENT where never sent
     * @return run time, or {@link RequestTimings#ABSENT} while not reached
     */
    public static long warmupEndNs(Limits limits, long stageStartNs, long[] startsByEnd) {
        long byDuration = limits.seconds() == null ? stageStartNs : stageStartNs + ns(limits.seconds());
        if (limits.requests() == null) {
            return byDuration;
        }
        long n = limits.requests();
        long byRequests = n < startsByEnd.length ? startsByEnd[(int) n] : RequestTimings.ABSENT;
        return RequestTimings.has(byRequests) ? Math.max(byDuration, byRequests) : RequestTimings.ABSENT;
    }

    /**
     * When the cool-down starts: its length before the stage's time limit; or, by requests, the end of the request after which
     * {@code n + 1} of the request limit remain; the earlier where both count and are reached.
     *
     * @param limits what to cut, active
     * @param stageStartNs start of the stage, run time
     * @param limitSeconds the stage's time limit, s, or null
     * @param limitRequests the stage's request limit, or null
     * @param ends ends of the processed requests, ascending, run time
     * @return run time, or {@link RequestTimings#ABSENT} where never reached
     */
    public static long cooldownStartNs(
            Limits limits,
            long stageStartNs,
            @Nullable Double limitSeconds,
            @Nullable Long limitRequests,
            long[] ends) {
        long start = RequestTimings.ABSENT;
        if (limits.seconds() != null && limitSeconds != null) {
            start = stageStartNs + ns(limitSeconds - limits.seconds());
        }
        if (limits.requests() != null && limitRequests != null) {
            long last = limitRequests - limits.requests() - 2; // 0-based: after it n + 1 remain
            if (last >= 0 && last < ends.length && RequestTimings.has(ends[(int) last])) {
                start = RequestTimings.has(start) ? Math.min(start, ends[(int) last]) : ends[(int) last];
            }
        }
        return start;
    }

    /**
     * The window of a stage. Without warm-up it begins with the stage; a warm-up that was never got over leaves nothing. Without
     * cool-down it ends when load ended: with processing, but not after the time limit, since nothing starts after that. A warm-up that is
     * to end by itself is not in it: {@link SteadyCut}.
     *
     * @param facts start, end, limits, warm-up and cool-down
     * @param startsByEnd start of each processed request in order of end, run time, ABSENT where never sent
     * @param ends their ends, ascending, run time
     */
    public static MeasurementWindow of(StageFacts facts, long[] startsByEnd, long[] ends) {
        Double limitSeconds = facts.limitSeconds() > 0 ? Double.valueOf(facts.limitSeconds()) : null;
        Long limitRequests = facts.limitRequests() > 0 ? Long.valueOf(facts.limitRequests()) : null;
        long start = facts.startNs();
        long end = RequestTimings.has(facts.endNs()) ? facts.endNs() : ends.length > 0 ? ends[ends.length - 1] : start;
        if (limitSeconds != null) {
            end = Math.min(end, start + ns(limitSeconds));
        }
        Limits warmup = limits(facts.warmup(), limitSeconds, limitRequests);
        Limits cooldown = limits(facts.cooldown(), limitSeconds, limitRequests);
        long from = warmup.active() ? warmupEndNs(warmup, start, startsByEnd) : start;
        if (!RequestTimings.has(from)) {
            return new MeasurementWindow(end, end);
        }
        long to = end;
        if (cooldown.active()) {
            long cut = cooldownStartNs(cooldown, start, limitSeconds, limitRequests, ends);
            to = RequestTimings.has(cut) ? Math.min(cut, end) : end;
        }
        WindowChoice recut = facts.recut();
        if (recut != null) {
            from = recut.fromSeconds() == null ? from : Math.min(end, Math.max(from, start + ns(recut.fromSeconds())));
            to = recut.toSeconds() == null ? to : Math.min(to, start + ns(recut.toSeconds()));
        }
        return new MeasurementWindow(from, Math.max(from, to));
    }

    /** Its length, s. */
    public double seconds() {
        return (toNs - fromNs) / 1e9;
    }

    private static long ns(double seconds) {
        return Math.round(seconds * 1e9);
    }
}

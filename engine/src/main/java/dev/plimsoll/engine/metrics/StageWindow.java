package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What part of a stage is measured, and which requests belong to it: {@link WindowRule}.
 *
 * <p>In an open loop a request starts at its intended time, whenever it was sent: one that the generator sent late, even after the
 * window, is judged with those it was meant to stand beside, or the worst would be measured by nobody (coordinated omission).
 *
 * @param stageStartNs agreed start, run time
 * @param fromNs first instant, run time
 * @param toNs last instant, run time
 * @param lastEndNs when the last request ended, run time; the stage's start without requests
 * @param rule which requests belong to it
 * @param openLoop whether starts followed a schedule
 */
record StageWindow(long stageStartNs, long fromNs, long toNs, long lastEndNs, WindowRule rule, boolean openLoop) {
    /**
     * The window of a stage from its facts and its requests: {@link MeasurementWindow}. A warm-up that is to end by itself is still in
     * it.
     */
    static StageWindow of(StageFacts facts, RequestColumns rows) {
        long lastEnd = facts.startNs();
        for (int i = 0; i < rows.size(); i++) {
            lastEnd = Math.max(lastEnd, rows.at(i).end());
        }
        MeasurementWindow window = isByTime(facts)
                ? MeasurementWindow.of(facts, new long[0], rows.size() == 0 ? new long[0] : new long[] {lastEnd})
                : byRequests(facts, rows);
        return of(facts, window, lastEnd);
    }

    /**
     * The window as far as it is known before the stage has ended: its end may come earlier, but no request starts after that. Null
     * where the window hangs on the order in which requests end, or on how long they took.
     */
    static @Nullable StageWindow inAdvance(StageFacts facts) {
        if (!isByTime(facts) || facts.warmup().mode() == TransientPlan.Mode.AUTO) {
            return null;
        }
        MeasurementWindow window = MeasurementWindow.of(facts, new long[0], new long[] {Long.MAX_VALUE});
        return of(facts, window, facts.startNs());
    }

    private static StageWindow of(StageFacts facts, MeasurementWindow window, long lastEndNs) {
        return new StageWindow(
                facts.startNs(), window.fromNs(), window.toNs(), lastEndNs, facts.windowRule(), facts.openLoop());
    }

    private static boolean isByTime(StageFacts facts) {
        return cut(facts, facts.warmup()).requests() == null
                && cut(facts, facts.cooldown()).requests() == null;
    }

    private static MeasurementWindow.Limits cut(StageFacts facts, TransientPlan plan) {
        return MeasurementWindow.limits(
                plan,
                facts.limitSeconds() > 0 ? Double.valueOf(facts.limitSeconds()) : null,
                facts.limitRequests() > 0 ? Long.valueOf(facts.limitRequests()) : null);
    }

    private static MeasurementWindow byRequests(StageFacts facts, RequestColumns rows) {
        List<long[]> spans = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            spans.add(new long[] {rows.at(i).end(), rows.sendStart()});
        }
        spans.sort(Comparator.comparingLong(span -> span[0]));
        long[] ends = spans.stream().mapToLong(span -> span[0]).toArray();
        long[] starts = spans.stream().mapToLong(span -> span[1]).toArray();
        return MeasurementWindow.of(facts, starts, ends);
    }

    /** The same, beginning so many seconds after the stage's start. */
    StageWindow from(double seconds) {
        long from = Math.min(stageStartNs + Math.round(seconds * 1e9), toNs);
        return new StageWindow(stageStartNs, from, toNs, lastEndNs, rule, openLoop);
    }

    /** Whether an instant lies in it; an absent one does not. */
    boolean holds(long atNs) {
        return RequestTimings.has(atNs) && atNs >= fromNs && atNs <= toNs;
    }

    /** Whether a request belongs to it by its rule. */
    boolean takes(RequestFacts request) {
        return takes(request.intended(), request.sendStart(), request.end());
    }

    boolean takes(long intended, long sendStart, long end) {
        long start = startOf(intended, sendStart);
        return switch (rule) {
            case START_IN -> holds(start);
            case END_IN -> holds(end);
            case FULLY_IN -> holds(start) && holds(end);
            case OVERLAP -> RequestTimings.has(start) && start <= toNs && end >= fromNs;
        };
    }

    /** When a request starts for the rule: as the schedule meant it; in a closed loop when it was sent, else should have been. */
    long startOf(long intended, long sendStart) {
        boolean byIntended = openLoop ? RequestTimings.has(intended) : !RequestTimings.has(sendStart);
        return byIntended ? intended : sendStart;
    }

    double fromSeconds() {
        return (fromNs - stageStartNs) / 1e9;
    }

    double toSeconds() {
        return (toNs - stageStartNs) / 1e9;
    }

    double lengthSeconds() {
        return (toNs - fromNs) / 1e9;
    }
}

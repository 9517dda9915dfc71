package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.record.RequestTimings;

/**
 * What part of a stage is measured. A request belongs to it by the rule <em>start-in</em>: it was sent in the window (or, never sent,
 * should have been).
 *
 * @param stageStartNs agreed start, run time
 * @param fromNs first instant, run time
 * @param toNs last instant, run time
 * @param lastEndNs when the last request ended, run time; the stage's start without requests
 */
record StageWindow(long stageStartNs, long fromNs, long toNs, long lastEndNs) {
    /** Whether neither warm-up nor cool-down is cut: then every request counts. */
    static boolean cutsNothing(StageFacts facts) {
        return isNone(facts.warmup()) && isNone(facts.cooldown());
    }

    private static boolean isNone(TransientPlan transientPlan) {
        return transientPlan.percent() == null && transientPlan.value() == null;
    }

    /** The window of a stage: from its start to its time limit, or to its end where that comes first. */
    static StageWindow of(StageFacts facts, RequestColumns rows) {
        long start = facts.startNs();
        long lastEnd = start;
        for (int i = 0; i < rows.size(); i++) {
            lastEnd = Math.max(lastEnd, rows.at(i).end());
        }
        long end = RequestTimings.has(facts.endNs()) ? Math.max(lastEnd, facts.endNs()) : lastEnd;
        long to = facts.limitSeconds() > 0 ? Math.min(start + Math.round(facts.limitSeconds() * 1e9), end) : lastEnd;
        return new StageWindow(start, start, to, lastEnd);
    }

    /** Whether an instant lies in it; an absent one does not. */
    boolean holds(long atNs) {
        return RequestTimings.has(atNs) && atNs >= fromNs && atNs <= toNs;
    }

    /** Whether a request started in it. */
    boolean startedIn(RequestFacts request) {
        return holds(RequestTimings.has(request.sendStart()) ? request.sendStart() : request.intended());
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

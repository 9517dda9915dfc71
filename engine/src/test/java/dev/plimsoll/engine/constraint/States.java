package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;

/** States and updates for tests, from the few numbers a test is about. */
public final class States {
    private States() {}

    static long ns(double seconds) {
        return Math.round(seconds * 1e9);
    }

    /** A state of a stage that began at {@code start} seconds, without a first request. */
    static SchedulerState at(double start, double now) {
        return state(ns(start), ns(now), RequestTimings.ABSENT, 0, 0, 0, 0, 0);
    }

    public static SchedulerState state(
            long startNs,
            long nowNs,
            long firstRequestStartNs,
            long created,
            long processing,
            long processed,
            long errored,
            long tokens) {
        return new SchedulerState(
                0,
                1,
                nowNs,
                startNs,
                firstRequestStartNs,
                RequestTimings.ABSENT,
                RequestTimings.ABSENT,
                RequestTimings.ABSENT,
                created,
                0,
                created - processing - processed,
                processing,
                processed,
                processed - errored,
                errored,
                0,
                0,
                tokens,
                Judgement.NONE);
    }

    public static RequestUpdate update(
            long number, RequestStatus status, long atNs, long sendStartNs, long firstTokenNs) {
        RequestInfo info = new RequestInfo(
                RequestInfo.idOf(0, number), 0, number, -1, 0, 0, number, 0, RequestInfo.NO_PARENTS, null);
        return new RequestUpdate(info, status, atNs, atNs, sendStartNs, firstTokenNs, -1, -1);
    }

    static RequestUpdate update(long number, RequestStatus status, long atNs) {
        return update(number, status, atNs, RequestTimings.ABSENT, RequestTimings.ABSENT);
    }
}

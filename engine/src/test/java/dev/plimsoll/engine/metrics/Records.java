package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records and stage facts for tests; times in milliseconds of run time. */
public final class Records {
    private Records() {}

    /** A stage that starts at 0 and ends at its limit (0 = none), open loop at 10/s. */
    public static StageFacts stage(double limitSeconds, SloPlan... slos) {
        return stage(Map.of("kind", "constant", "rate", 10.0), true, limitSeconds, slos);
    }

    /** A stage that starts at 0. */
    public static StageFacts stage(
            Map<String, Object> strategy, boolean openLoop, double limitSeconds, SloPlan... slos) {
        return new StageFacts(
                0,
                strategy,
                "stage",
                openLoop,
                "",
                0,
                limitSeconds > 0 ? ns(limitSeconds * 1000) : RequestTimings.ABSENT,
                limitSeconds,
                0,
                TransientPlan.NONE,
                TransientPlan.NONE,
                List.of(slos),
                List.of());
    }

    /** A streamed answer: sent at {@code sendMs}, content events {@code contentMs} after it, ended with the last of them. */
    public static RequestRecord streamed(
            long number, double intendedMs, double sendMs, int outputTokens, double... contentMs) {
        int[] deltas = new int[contentMs.length];
        long previous = 0;
        for (int i = 0; i < deltas.length; i++) {
            long us = Math.round(contentMs[i] * 1000);
            deltas[i] = (int) (us - previous);
            previous = us;
        }
        long send = ns(sendMs);
        long first = contentMs.length == 0 ? RequestTimings.ABSENT : send + ns(contentMs[0]);
        long last = contentMs.length == 0 ? RequestTimings.ABSENT : send + ns(contentMs[contentMs.length - 1]);
        return new RequestRecord(
                info(number),
                RequestStatus.COMPLETED,
                null,
                null,
                new RequestTimings(
                        ns(intendedMs),
                        ns(intendedMs),
                        ns(intendedMs),
                        send,
                        send,
                        first,
                        first,
                        first,
                        first,
                        last,
                        last == RequestTimings.ABSENT ? send : last,
                        0,
                        RequestTimings.ABSENT,
                        RequestTimings.ABSENT),
                deltas,
                0,
                new TokenCounts(50, outputTokens, -1, -1, -1, 1, TokenSource.USAGE),
                new WireFacts(200, 100, 1000, deltas.length, deltas.length, deltas.length, 0, true, 0, null));
    }

    /** An answer without a stream. */
    public static RequestRecord whole(long number, double sendMs, double endMs, int outputTokens) {
        return ended(number, RequestStatus.COMPLETED, null, sendMs, sendMs, endMs, outputTokens);
    }

    /** A failed request. */
    public static RequestRecord failed(long number, RequestError error, double sendMs, double endMs) {
        return ended(number, RequestStatus.ERRORED, error, sendMs, sendMs, endMs, -1);
    }

    /** A request cancelled in flight. */
    public static RequestRecord cancelled(long number, double sendMs, double endMs) {
        return ended(number, RequestStatus.CANCELLED, null, sendMs, sendMs, endMs, -1);
    }

    /** A request that was never sent. */
    public static RequestRecord unsent(long number, RequestStatus status, double intendedMs, double endMs) {
        return ended(number, status, null, intendedMs, Double.NaN, endMs, -1);
    }

    private static RequestRecord ended(
            long number,
            RequestStatus status,
            @Nullable RequestError error,
            double intendedMs,
            double sendMs,
            double endMs,
            int outputTokens) {
        long send = Double.isNaN(sendMs) ? RequestTimings.ABSENT : ns(sendMs);
        long absent = RequestTimings.ABSENT;
        return new RequestRecord(
                info(number),
                status,
                error,
                status == RequestStatus.CANCELLED ? "end" : null,
                new RequestTimings(
                        ns(intendedMs),
                        ns(intendedMs),
                        ns(intendedMs),
                        send,
                        send,
                        absent,
                        absent,
                        absent,
                        absent,
                        absent,
                        ns(endMs),
                        absent,
                        absent,
                        absent),
                RequestRecord.NO_CONTENT_TIMES,
                0,
                new TokenCounts(50, outputTokens, -1, -1, -1, 1, TokenSource.USAGE),
                WireFacts.NONE);
    }

    /** The same record, its answer ended so many ms of run time after the stage's start. */
    public static RequestRecord endingAt(RequestRecord record, double endMs) {
        RequestTimings t = record.timings();
        return new RequestRecord(
                record.info(),
                record.status(),
                record.error(),
                record.cancelReason(),
                new RequestTimings(
                        t.intended(),
                        t.queued(),
                        t.handedToWorker(),
                        t.sendStart(),
                        t.sendEnd(),
                        t.firstByte(),
                        t.firstEvent(),
                        t.firstToken(),
                        t.firstOutputToken(),
                        t.lastToken(),
                        ns(endMs),
                        t.blockedNs(),
                        t.connectNs(),
                        t.tlsNs()),
                record.contentDeltasUs(),
                record.contentTimesBeyond(),
                record.tokens(),
                record.wire());
    }

    /** The same record, of another worker, stream or turn, or with other waits before it was sent. */
    public static RequestRecord with(
            RequestRecord record, int worker, int stream, int turn, double blockedMs, double connectMs) {
        RequestInfo i = record.info();
        RequestTimings t = record.timings();
        return new RequestRecord(
                new RequestInfo(
                        i.requestId(),
                        i.stage(),
                        stream < 0 ? i.slot() : -1,
                        stream,
                        0,
                        worker,
                        i.conversationId(),
                        turn,
                        i.parents(),
                        null),
                record.status(),
                record.error(),
                record.cancelReason(),
                new RequestTimings(
                        t.intended(),
                        t.queued(),
                        t.handedToWorker(),
                        t.sendStart(),
                        t.sendEnd(),
                        t.firstByte(),
                        t.firstEvent(),
                        t.firstToken(),
                        t.firstOutputToken(),
                        t.lastToken(),
                        t.end(),
                        ns(blockedMs),
                        ns(connectMs),
                        RequestTimings.ABSENT),
                record.contentDeltasUs(),
                record.contentTimesBeyond(),
                record.tokens(),
                record.wire());
    }

    /** The same record, of another class of requests. */
    public static RequestRecord labelled(RequestRecord record, @Nullable String label) {
        RequestInfo i = record.info();
        return new RequestRecord(
                new RequestInfo(
                        i.requestId(),
                        i.stage(),
                        i.slot(),
                        i.stream(),
                        i.node(),
                        i.worker(),
                        i.conversationId(),
                        i.turn(),
                        i.parents(),
                        label),
                record.status(),
                record.error(),
                record.cancelReason(),
                record.timings(),
                record.contentDeltasUs(),
                record.contentTimesBeyond(),
                record.tokens(),
                record.wire());
    }

    /** The same record with what a model router said of it. */
    public static RequestRecord routed(RequestRecord r, @Nullable RouterFacts routed) {
        return new RequestRecord(
                r.info(),
                r.status(),
                r.error(),
                r.cancelReason(),
                r.timings(),
                r.contentDeltasUs(),
                r.contentTimesBeyond(),
                r.tokens(),
                r.wire(),
                r.modalities(),
                routed);
    }

    /** The same, asking for a model. */
    public static RequestRecord asking(RequestRecord r, @Nullable String model) {
        RequestInfo i = r.info();
        return new RequestRecord(
                new RequestInfo(
                        i.requestId(),
                        i.stage(),
                        i.slot(),
                        i.stream(),
                        i.node(),
                        i.worker(),
                        i.conversationId(),
                        i.turn(),
                        i.parents(),
                        i.label(),
                        model),
                r.status(),
                r.error(),
                r.cancelReason(),
                r.timings(),
                r.contentDeltasUs(),
                r.contentTimesBeyond(),
                r.tokens(),
                r.wire(),
                r.modalities(),
                r.routed());
    }

    /** The same record by other counts. */
    public static RequestRecord counted(RequestRecord record, TokenCounts tokens) {
        return new RequestRecord(
                record.info(),
                record.status(),
                record.error(),
                record.cancelReason(),
                record.timings(),
                record.contentDeltasUs(),
                record.contentTimesBeyond(),
                tokens,
                record.wire());
    }

    private static RequestInfo info(long number) {
        return new RequestInfo(
                RequestInfo.idOf(0, number), 0, number, -1, 0, 0, number, 0, RequestInfo.NO_PARENTS, null);
    }

    /** Milliseconds as ns. */
    public static long ns(double ms) {
        return Math.round(ms * 1e6);
    }
}

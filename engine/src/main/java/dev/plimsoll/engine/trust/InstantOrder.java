package dev.plimsoll.engine.trust;

import static dev.plimsoll.engine.record.RequestTimings.has;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether the instants of a request stand in an order that can be. Every pair that must not be the other way round is looked at: absent
 * instants hide none. The end of sending stands in no order with the answer, which may come before the whole request was sent.
 */
final class InstantOrder {
    /** Instants that follow one another. */
    private record Step(ToLongFunction<RequestTimings> at, String fault) {}

    private static final List<List<Step>> CHAINS = List.of(
            List.of(
                    new Step(RequestTimings::intended, ""),
                    new Step(RequestTimings::sendStart, "was sent before its time"),
                    new Step(RequestTimings::firstByte, "was answered before it was sent"),
                    new Step(RequestTimings::firstEvent, "had an event before its first byte"),
                    new Step(RequestTimings::firstToken, "had a token before its first event"),
                    new Step(RequestTimings::firstOutputToken, "had its first output token before its first token"),
                    new Step(RequestTimings::lastToken, "had its last token before its first"),
                    new Step(RequestTimings::end, "ended before its answer did")),
            List.of(
                    new Step(RequestTimings::handedToWorker, ""),
                    new Step(RequestTimings::sendStart, "was sent before a worker had it"),
                    new Step(RequestTimings::sendEnd, "was wholly sent before it was begun")));

    private static final List<ToLongFunction<RequestTimings>> DURATIONS =
            List.of(RequestTimings::blockedNs, RequestTimings::connectNs, RequestTimings::tlsNs);

    private InstantOrder() {}

    /** What is impossible about a request, {@code was answered before it was sent}; empty where nothing is. */
    static String fault(RequestRecord record) {
        RequestTimings times = record.timings();
        for (List<Step> chain : CHAINS) {
            long latest = RequestTimings.ABSENT;
            for (Step step : chain) {
                long at = step.at.applyAsLong(times);
                if (has(at)) {
                    if (has(latest) && at < latest - Thresholds.CLOCK_TOLERANCE_NS) {
                        return step.fault;
                    }
                    latest = Math.max(latest, at);
                }
            }
        }
        for (ToLongFunction<RequestTimings> duration : DURATIONS) {
            long ns = duration.applyAsLong(times);
            if (has(ns) && ns < 0) {
                return "waited for a connection for less than no time";
            }
        }
        for (int delta : record.contentDeltasUs()) {
            if (delta < 0) {
                return "has a content event before the one it follows";
            }
        }
        return "";
    }
}

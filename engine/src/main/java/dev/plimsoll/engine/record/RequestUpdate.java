package dev.plimsoll.engine.record;

/**
 * One step in a request's life, as the coordinator sees it (at most 100 ms late, in event-time order).
 *
 * @param info who
 * @param status the state just entered
 * @param atNs when, run time
 * @param intendedNs when it should have started
 * @param sendStartNs start of sending, or ABSENT
 * @param firstTokenNs first token, or ABSENT
 * @param promptTokens -1 where unknown
 * @param outputTokens -1 where unknown
 */
public record RequestUpdate(
        RequestInfo info,
        RequestStatus status,
        long atNs,
        long intendedNs,
        long sendStartNs,
        long firstTokenNs,
        int promptTokens,
        int outputTokens) {}

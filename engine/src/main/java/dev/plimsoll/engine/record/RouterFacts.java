package dev.plimsoll.engine.record;

import org.jspecify.annotations.Nullable;

/**
 * What a model router in front of the server said of one request, in its answer's headers; us, -1 where it did not say. The first four are
 * the parts of the request's wait, one after another.
 *
 * @param model the id of the model that it chose, where {@link RequestInfo#model} may be an alias; null where it did not say
 * @param queuedUs how long no swap for it was under way
 * @param evictingUs how long its swap was stopping other models
 * @param spawningUs how long its swap was starting the model's process
 * @param healthUs how long the process existed without being ready
 * @param proxyingUs from the hand-over to the model until the request was sent on: what the router itself adds
 */
public record RouterFacts(
        @Nullable String model, long queuedUs, long evictingUs, long spawningUs, long healthUs, long proxyingUs) {
    /** Nothing told; no record holds it. */
    public static final RouterFacts UNKNOWN = new RouterFacts(null, -1, -1, -1, -1, -1);

    /** From the request's arrival at the router to its hand-over to the model, us; -1 where a part of it is unknown. */
    public long waitUs() {
        boolean known = queuedUs >= 0 && evictingUs >= 0 && spawningUs >= 0 && healthUs >= 0;
        return known ? queuedUs + evictingUs + spawningUs + healthUs : -1;
    }
}

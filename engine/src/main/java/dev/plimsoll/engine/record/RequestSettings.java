package dev.plimsoll.engine.record;

/**
 * What a data row says about the time of its own request.
 *
 * @param relativeTimestampNs start relative to the trace's start, ns, or {@link RequestTimings#ABSENT}
 * @param delayNs pause before this turn after its parents completed, ns, 0 for none
 */
public record RequestSettings(long relativeTimestampNs, long delayNs) {
    /** No wish of its own. */
    public static final RequestSettings NONE = new RequestSettings(RequestTimings.ABSENT, 0);
}

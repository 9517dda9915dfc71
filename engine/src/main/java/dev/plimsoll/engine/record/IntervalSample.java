package dev.plimsoll.engine.record;

import org.HdrHistogram.Histogram;

/**
 * What one worker counted in one second of one stage; histograms hold what <em>ended</em> in that second and are mergeable.
 *
 * @param stage stage index
 * @param worker worker index
 * @param startNs start of the interval, run time
 * @param lengthNs its length
 * @param started requests sent
 * @param completed requests completed
 * @param errored requests errored
 * @param inFlight in flight at the end of the interval
 * @param contentEvents content events received
 * @param outputTokens output tokens of requests that ended
 * @param sendLagNs sendStart - intended, ns
 * @param ttftUs firstToken - sendStart, us
 * @param latencyUs end - sendStart, us
 * @param gapUs gaps between content events, us
 */
public record IntervalSample(
        int stage,
        int worker,
        long startNs,
        long lengthNs,
        long started,
        long completed,
        long errored,
        int inFlight,
        long contentEvents,
        long outputTokens,
        Histogram sendLagNs,
        Histogram ttftUs,
        Histogram latencyUs,
        Histogram gapUs) {}

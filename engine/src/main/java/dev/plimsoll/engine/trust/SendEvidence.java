package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.stats.Distribution;

/**
 * How one stage's requests were sent, as {@link SendAudit} found it.
 *
 * @param ownLagNs the generator's own lag of the judged sends, ns
 * @param slots requests that should have been sent, without those that fell due with the stage's end
 * @param unsent of these, how many the generator owes: never sent though nothing but the generator was in the way
 * @param waitedForPlace requests that waited for a place under the stage's cap
 * @param negativeTimes requests with a time before one that must precede it
 * @param negativeExample one of them in words, empty for none
 * @param dispatchedNs when the generator itself sent: the intended times and its own lags, ascending, of the first {@code
 *     MOST_DISPATCHED} judged sends after the ramp-up of an open loop; empty where slots were not all there is to send
 * @param residenceSeconds time in flight, summed over all requests
 * @param contentEvents content events
 * @param sharedReadEvents of these, how many shared a read with an earlier one
 */
public record SendEvidence(
        Distribution ownLagNs,
        long slots,
        long unsent,
        long waitedForPlace,
        long negativeTimes,
        String negativeExample,
        long[] dispatchedNs,
        double residenceSeconds,
        long contentEvents,
        long sharedReadEvents) {
    /** More sends would not make a judgement of their law any surer. */
    public static final int MOST_DISPATCHED = 200_000;
}

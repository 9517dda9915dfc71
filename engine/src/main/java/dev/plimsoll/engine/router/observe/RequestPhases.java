package dev.plimsoll.engine.router.observe;

/**
 * When each thing happened to one request inside the router, ns; {@link #ABSENT} where it did not happen.
 *
 * <p>The four durations say where its wait went, by the part in which its own swap was at each moment; they are 0 for a request that was
 * served at once. For a served request {@code arrivedAtNs + queuedNs + evictingNs + spawningNs + healthWaitNs == servedAtNs}, exactly.
 *
 * @param arrivedAtNs its head had been read
 * @param queuedNs how long no swap for it was under way
 * @param evictingNs how long its swap was stopping models
 * @param spawningNs how long its swap was starting the model's process
 * @param healthWaitNs how long the process existed without being ready
 * @param servedAtNs it was handed to its model
 * @param sentAtNs its last byte had been handed to the connection to the model's server
 * @param firstByteAtNs first byte of the model's answer
 * @param firstTokenAtNs first event of the answer that carries content; for one that is no stream, its body's first byte
 * @param endedAtNs its answer had been passed on whole, or it ended otherwise
 */
public record RequestPhases(
        long arrivedAtNs,
        long queuedNs,
        long evictingNs,
        long spawningNs,
        long healthWaitNs,
        long servedAtNs,
        long sentAtNs,
        long firstByteAtNs,
        long firstTokenAtNs,
        long endedAtNs) {
    /** A time that does not exist. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** From its arrival until its model got it, or until its end where its model never did; ns. */
    public long waitNs() {
        return queuedNs + evictingNs + spawningNs + healthWaitNs;
    }

    /** Whether its model got it. */
    public boolean served() {
        return servedAtNs != ABSENT;
    }
}

package dev.plimsoll.engine.simulator;

/**
 * When each request gets its tokens. Pure: it is told the time, never reads a clock and knows no socket. Belongs to one thread.
 *
 * <p>Contract: times handed in never decrease; {@link #submit} and {@link #cancel} come after an {@link #advance} to the same time,
 * and never from within a {@link Sequence.Listener}.
 */
interface InferenceModel {
    /** Takes a request, or returns false where the queue is full. Its tokens may be due at once: advance again. */
    boolean submit(Sequence sequence, long nowNs);

    /** Forgets a request and frees its place at once. Nothing happens where it is not known or has finished. */
    void cancel(Sequence sequence, long nowNs);

    /** When something is due next, or {@link Long#MAX_VALUE} where nothing is. */
    long nextNs();

    /** Does all that is due up to and including {@code nowNs}, in order, telling each sequence its tokens at their scheduled time. */
    void advance(long nowNs);

    /** Nothing moves for {@code durationNs} from now: what is scheduled comes that much later. */
    void stall(long nowNs, long durationNs);

    /** Whether a request of this size can ever run. */
    boolean fits(int promptTokens, int outputTokens);

    /** Requests in prefill or decode. */
    int running();

    /** Requests in the queue. */
    int waiting();

    /** Share of the KV capacity that is in use, [0,1]; 0 where it is unlimited. */
    double kvUsage();
}

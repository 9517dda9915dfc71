package dev.plimsoll.engine.endpoint;

/** Told about one call, on the event loop. */
public interface CallListener {
    /** The first byte was handed to the socket at {@code sendStartNs} (worker clock). */
    void sent(Object token, long sendStartNs);

    /** The last byte of the request was handed over at {@code atNs} (worker clock); told again where it was sent once more. */
    default void written(Object token, long atNs) {}

    /** The first token arrived, stamped at its socket read (worker clock). */
    void firstToken(Object token, long atNs);

    /** A content event that is not the first; {@code gapNs} since the one before. For histograms; keep it cheap. */
    void contentGap(Object token, long gapNs);

    /** It is over, exactly once per call. The result is valid only during this call: copy what is kept. */
    void ended(Object token, CallResult result);
}

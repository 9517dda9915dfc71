package dev.plimsoll.engine.endpoint;

/** Reads what the answers of one protocol say, event by event; one for each request in flight, confined to its loop. */
interface AnswerReader {
    /** Another answer begins: whatever was learned from the last one is forgotten. */
    default void begin() {}

    /** Reads one event or answer into {@link #facts}; false = not what the protocol promises. */
    boolean read(byte[] bytes, int from, int to);

    /** What the last event said; valid until the next. */
    AnswerFacts facts();
}

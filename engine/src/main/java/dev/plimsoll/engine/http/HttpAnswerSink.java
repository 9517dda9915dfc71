package dev.plimsoll.engine.http;

/** Where an {@link HttpAnswerScanner} puts what it reads. All bytes are valid only during the call. */
public interface HttpAnswerSink {
    /** The status line and headers of the final answer are complete ({@code 1xx} answers are skipped). */
    void head(HttpHead head, long readNs);

    /**
     * A piece of the body, framing removed; at least one byte.
     *
     * @param readNs clock reading of the socket read that brought it
     */
    void body(byte[] bytes, int from, int to, long readNs);
}

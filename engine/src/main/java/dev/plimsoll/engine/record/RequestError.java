package dev.plimsoll.engine.record;

/**
 * Why a request failed.
 *
 * @param kind the class of failure
 * @param httpStatus the HTTP status, or 0 where none was received
 * @param sample one line of text for a person (a server's message, an exception's text), secrets redacted, at most 500 characters
 * @param retryAfterSeconds the answer's {@code Retry-After}, or -1
 */
public record RequestError(ErrorKind kind, int httpStatus, String sample, int retryAfterSeconds) {
    /** Longest {@link #sample} kept. */
    public static final int MAX_SAMPLE_CHARS = 500;

    public RequestError {
        if (sample.length() > MAX_SAMPLE_CHARS) {
            sample = sample.substring(0, MAX_SAMPLE_CHARS);
        }
    }

    /** An error without an HTTP status. */
    public static RequestError of(ErrorKind kind, String sample) {
        return new RequestError(kind, 0, sample, -1);
    }
}

package dev.plimsoll.engine.http;

/** The bytes received are not the HTTP/1.1 they should be. The message says what was wrong, for a person. */
public final class HttpProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it tells about the peer, not about us. */
    public HttpProtocolException(String message) {
        super(message, null, false, false);
    }
}

package dev.plimsoll.engine.record;

import java.util.Locale;

/** The one taxonomy of request errors. */
public enum ErrorKind {
    /** An HTTP status that is not 2xx. */
    HTTP,
    /** No connection: refused, unreachable, name not found. */
    CONNECT,
    /** The TLS handshake or the certificate failed. */
    TLS,
    /** No connection within the connect timeout. */
    TIMEOUT_CONNECT,
    /** No byte for longer than the idle timeout. */
    TIMEOUT_IDLE,
    /** The whole request took longer than the total timeout. */
    TIMEOUT_TOTAL,
    /** The peer closed or reset the connection before the answer was whole. */
    RESET,
    /** The bytes are not HTTP/1.1. */
    PROTOCOL,
    /** An {@code error} object inside the stream. */
    STREAM_ERROR,
    /** A well-formed answer without any usable output. */
    NO_CONTENT,
    /** The body is not what the endpoint promises (broken JSON). */
    PARSE,
    /** The worker process died with the request in flight. */
    WORKER_LOST;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name used in files: {@code timeout_idle}. */
    public String text() {
        return text;
    }

    /** The kind with this {@link #text()}; throws {@link IllegalArgumentException} for any other. */
    public static ErrorKind ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

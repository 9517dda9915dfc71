package dev.plimsoll.engine.http;

import org.jspecify.annotations.Nullable;

/**
 * How a server is talked to.
 *
 * @param version 1 for HTTP/1.1, 2 for HTTP/2 (by ALPN over TLS, with prior knowledge otherwise)
 * @param insecure do not verify the server's certificate
 * @param caCertificates certificates to trust instead of the Java runtime's, PEM; null for the runtime's
 * @param timeouts longest waits
 */
public record HttpOptions(
        int version, boolean insecure, @Nullable String caCertificates, HttpTimeouts timeouts) {
    /** Refuses a version that is not spoken here. */
    public HttpOptions {
        if (version != 1 && version != 2) {
            throw new IllegalArgumentException("HTTP version " + version);
        }
    }

    /** HTTP/1.1, certificates verified against the Java runtime's. */
    public static HttpOptions of(HttpTimeouts timeouts) {
        return new HttpOptions(1, false, null, timeouts);
    }
}

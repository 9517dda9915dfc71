package dev.plimsoll.engine.router.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of which a request must have one: as bearer, as the password of basic authentication, or in {@code x-api-key}. How long a
 * comparison takes does not depend on what is compared.
 */
final class ApiKeys {
    static final String OWN_HEADER = "x-api-key";

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final List<byte[]> keys;

    ApiKeys(List<String> keys) {
        this.keys = keys.stream()
                .map(key -> digest(key.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Whether there are any. */
    boolean required() {
        return !keys.isEmpty();
    }

    /** Whether a request may pass. */
    boolean allow(HttpHeaders headers) {
        if (keys.isEmpty()) {
            return true;
        }
        boolean known = isKnown(headers.get(OWN_HEADER));
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION, "");
        if (startsWith(authorization, BEARER)) {
            known |= isKnown(authorization.substring(BEARER.length()).strip());
        } else if (startsWith(authorization, BASIC)) {
            known |= isKnown(password(authorization.substring(BASIC.length()).strip()));
        }
        return known;
    }

    private static boolean startsWith(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static @Nullable String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isKnown(@Nullable String candidate) {
        if (candidate == null) {
            return false;
        }
        byte[] wanted = digest(candidate.getBytes(StandardCharsets.UTF_8));
        boolean known = false;
        for (byte[] key : keys) {
            known |= MessageDigest.isEqual(key, wanted);
        }
        return known;
    }

    /** So that all are of one length. */
    private static byte[] digest(byte[] key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

package dev.plimsoll.engine.endpoint;

import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header, seconds form; a date says nothing to a load generator that does not retry. */
final class RetryAfter {
    private RetryAfter() {}

    /** Whole seconds, or -1 where absent or a date. */
    static int seconds(@Nullable String header) {
        if (header == null || header.isEmpty() || header.length() > 9) {
            return -1;
        }
        for (int i = 0; i < header.length(); i++) {
            if (header.charAt(i) < '0' || header.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(header);
    }
}

package dev.plimsoll.engine.endpoint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header in both its forms (RFC 9110, 10.2.3). A date is counted from the answer's own {@code Date}: both are
 * readings of the server's clock, so ours need not agree with it.
 */
final class RetryAfter {
    private RetryAfter() {}

    /**
     * Whole seconds, 0 for a date that has passed; -1 where the header is absent, unreadable, or a date in an answer without a date.
     *
     * @param header value of {@code Retry-After}
     * @param date value of {@code Date}
     */
    static int seconds(@Nullable String header, @Nullable String date) {
        if (header == null || header.isEmpty()) {
            return -1;
        }
        if (header.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return header.length() > 9 ? -1 : Integer.parseInt(header);
        }
        Instant until = instant(header);
        Instant answered = date == null ? null : instant(date);
        if (until == null || answered == null) {
            return -1;
        }
        return (int) Math.clamp(Duration.between(answered, until).toSeconds(), 0, Integer.MAX_VALUE);
    }

    private static @Nullable Instant instant(String httpDate) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }
}

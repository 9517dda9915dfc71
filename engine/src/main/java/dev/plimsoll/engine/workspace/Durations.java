package dev.plimsoll.engine.workspace;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in seconds as a person writes them: {@code 30}, {@code "30s"}, {@code "5 min"}, {@code "1.5h"}; AIPerf's rule. Pure functions. */
final class Durations {
    private static final Pattern DURATION =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(s|sec|m|min|h|hr|hour)?", Pattern.CASE_INSENSITIVE);

    private Durations() {}

    /** The seconds that a text says; empty where it is no duration, or too long for a number. */
    static OptionalDouble seconds(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2).toLowerCase(Locale.ROOT);
        double seconds = Double.parseDouble(matcher.group(1))
                * switch (unit.charAt(0)) {
                    case 'h' -> 3600;
                    case 'm' -> 60;
                    default -> 1;
                };
        return Double.isInfinite(seconds) ? OptionalDouble.empty() : OptionalDouble.of(seconds);
    }
}

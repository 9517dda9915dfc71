package dev.plimsoll.app.benchmark;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities as people type and read them: {@code 30 s}, {@code 2 min}, {@code 8k}, {@code 5 %}. Pure. */
final class Quantities {
    private static final Pattern NUMBER = Pattern.compile("([-+]?(?:\\d[\\d,_ ]*)?\\.?\\d+)\\s*([kKmM]?)");
    private static final Pattern SPAN_PART =
            Pattern.compile("\\s*([-+]?\\d*\\.?\\d+)\\s*([a-zµ]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d+):)?(\\d+):(\\d{2})");
    private static final Pattern SHARE = Pattern.compile("([-+]?\\d*\\.?\\d+)\\s*%?");
    private static final Pattern LIMIT = Pattern.compile("[≤<=\\s]*(\\d*\\.?\\d+)\\s*(ms|s|sec|us|µs)?");
    private static final Map<String, BigDecimal> SECONDS = Map.ofEntries(
            Map.entry("ms", new BigDecimal("0.001")),
            Map.entry("s", BigDecimal.ONE),
            Map.entry("sec", BigDecimal.ONE),
            Map.entry("second", BigDecimal.ONE),
            Map.entry("seconds", BigDecimal.ONE),
            Map.entry("m", new BigDecimal(60)),
            Map.entry("min", new BigDecimal(60)),
            Map.entry("minute", new BigDecimal(60)),
            Map.entry("minutes", new BigDecimal(60)),
            Map.entry("h", new BigDecimal(3600)),
            Map.entry("hour", new BigDecimal(3600)),
            Map.entry("hours", new BigDecimal(3600)));
    private static final BigDecimal MINUTE = new BigDecimal(60);
    private static final BigDecimal HOUR = new BigDecimal(3600);
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private Quantities() {}

    /** A limit on a latency. */
    record Limit(BigDecimal value, String unit) {}

    /** {@code 512}, {@code 1,000}, {@code 8k}, {@code 1.5M}. */
    static Optional<BigDecimal> number(String text) {
        Matcher m = NUMBER.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(m.group(1).replaceAll("[,_ ]", ""));
        return Optional.of(
                switch (m.group(2)) {
                    case "k", "K" -> value.multiply(new BigDecimal(1000));
                    case "m", "M" -> value.multiply(new BigDecimal(1_000_000));
                    default -> value;
                });
    }

    /** Seconds of {@code 30}, {@code 30 s}, {@code 2 min}, {@code 1 min 30 s}, {@code 1:30}, {@code 500 ms}, {@code 2h}. */
    static Optional<BigDecimal> seconds(String text) {
        String stripped = text.strip().toLowerCase(Locale.ROOT);
        Matcher clock = CLOCK.matcher(stripped);
        if (clock.matches()) {
            BigDecimal hours = clock.group(1) == null ? BigDecimal.ZERO : new BigDecimal(clock.group(1));
            return Optional.of(hours.multiply(HOUR)
                    .add(new BigDecimal(clock.group(2)).multiply(MINUTE))
                    .add(new BigDecimal(clock.group(3))));
        }
        Matcher part = SPAN_PART.matcher(stripped);
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        while (at < stripped.length() && part.find(at) && part.start() == at) {
            String unit = part.group(2);
            BigDecimal factor = unit.isEmpty() ? BigDecimal.ONE : SECONDS.get(unit);
            boolean oneOfSeveral = at > 0 || part.end() < stripped.length();
            if (factor == null || oneOfSeveral && unit.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(new BigDecimal(part.group(1)).multiply(factor));
            at = part.end();
        }
        return stripped.isEmpty() || at < stripped.length() ? Optional.empty() : Optional.of(sum);
    }

    /** A share of one: {@code 5 %} and {@code 5} are 0.05. */
    static Optional<BigDecimal> share(String text) {
        Matcher m = SHARE.matcher(text.strip());
        return m.matches() ? Optional.of(new BigDecimal(m.group(1)).divide(HUNDRED)) : Optional.empty();
    }

    /** {@code 500 ms}, {@code ≤ 2.5 s}; a number alone is in a unit that is given. */
    static Optional<Limit> limit(String text, String unitIfNone) {
        Matcher m = LIMIT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            return Optional.empty();
        }
        String unit = m.group(2) == null ? unitIfNone : m.group(2);
        String known = switch (unit) {
            case "sec" -> "s";
            case "µs" -> "us";
            default -> unit;
        };
        return Optional.of(new Limit(new BigDecimal(m.group(1)), known));
    }

    /** {@code 512}, {@code 0.25}, never with an exponent. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** A count with commas: {@code 1,000}; other numbers as they are. */
    static String grouped(BigDecimal value) {
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        return whole && value.abs().compareTo(new BigDecimal("1e15")) < 0
                ? String.format(Locale.ROOT, "%,d", value.longValue())
                : plain(value);
    }

    /** {@code 60 s}, {@code 90 s}, {@code 2 min}, {@code 3 h}: nothing is rounded. */
    static String span(BigDecimal seconds) {
        if (seconds.compareTo(HOUR.add(HOUR)) >= 0 && isWhole(seconds, HOUR)) {
            return plain(seconds.divide(HOUR)) + " h";
        }
        if (seconds.compareTo(MINUTE.add(MINUTE)) >= 0 && isWhole(seconds, MINUTE)) {
            return plain(seconds.divide(MINUTE)) + " min";
        }
        return plain(seconds) + " s";
    }

    /** {@code 5 %}. */
    static String percent(BigDecimal share) {
        return plain(share.multiply(HUNDRED)) + " %";
    }

    private static boolean isWhole(BigDecimal value, BigDecimal unit) {
        return value.remainder(unit).signum() == 0;
    }
}

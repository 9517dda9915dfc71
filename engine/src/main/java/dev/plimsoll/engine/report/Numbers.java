package dev.plimsoll.engine.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a number is written for a person, the same in tables, charts, reports and the window: three significant digits, whole numbers
 * from 1,000, comma for thousands, a real minus, a space before the unit, an em dash where there is no value.
 *
 * <p>Nothing here is for files that machines read. Any thread.
 */
public final class Numbers {
    /** Stands where there is no value. */
    public static final String ABSENT = "—";

    private static final char MINUS = '−';
    private static final String[] AMOUNTS = {"", "k", "M", "G", "T"};
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};
    private static final int MOST_DECIMALS = 6;

    private Numbers() {}

    /** {@code 6.16}, {@code 41.2}, {@code 155}, {@code 5,338}, {@code 0.957}; {@link #ABSENT} for null or a value that is not finite. */
    public static String three(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return ABSENT;
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return fixed(value, Math.clamp(2 - exponent, 0, MOST_DECIMALS));
    }

    /** A value with a fixed number of decimals, whole from 1,000 on: {@code 23.8}, {@code 9,629}. */
    public static String fixed(@Nullable Double value, int decimals) {
        if (value == null || !Double.isFinite(value)) {
            return ABSENT;
        }
        int shown = Math.abs(value) >= 999.5 ? 0 : decimals;
        BigDecimal rounded = new BigDecimal(value).setScale(shown, RoundingMode.HALF_UP);
        String text = String.format(Locale.ROOT, "%,." + shown + "f", rounded.abs());
        return rounded.signum() < 0 ? MINUS + text : text;
    }

    /** As short as the value allows, for limits and axis ticks: {@code 500}, {@code 2.5}, {@code 0.1}, {@code 1,000}. */
    public static String plain(double value) {
        return withoutZeros(value, 6);
    }

    /** At most three digits and no zeros behind them, for a rate in running text: {@code 44}, {@code 6.2}. */
    public static String brief(double value) {
        return withoutZeros(value, Math.abs(value) >= 1000 ? 6 : 3);
    }

    private static String withoutZeros(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_UP))
                .stripTrailingZeros();
        int decimals = Math.max(0, rounded.scale());
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", rounded.abs());
        return rounded.signum() < 0 ? MINUS + text : text;
    }

    /** A count: {@code 15,257}. */
    public static String count(long value) {
        String text = String.format(Locale.ROOT, "%,d", Math.absExact(value));
        return value < 0 ? MINUS + text : text;
    }

    /** {@code 1 request}, {@code 15,257 requests}. */
    public static String count(long value, String singular, String plural) {
        return count(value) + " " + (value == 1 ? singular : plural);
    }

    /** A duration in milliseconds with the unit that keeps it below 1,000: {@code 38.0 µs}, {@code 155 ms}, {@code 2.83 s}. */
    public static String duration(@Nullable Double milliseconds) {
        if (milliseconds == null || !Double.isFinite(milliseconds)) {
            return ABSENT;
        }
        LatencyUnit unit = LatencyUnit.of(milliseconds);
        return three(unit.fromMs(milliseconds)) + " " + unit.text();
    }

    /** A limit in milliseconds, as written by a person: {@code 500 ms}, {@code 2.5 s}. */
    public static String limit(double milliseconds) {
        LatencyUnit unit = LatencyUnit.of(milliseconds);
        return plain(unit.fromMs(milliseconds)) + " " + unit.text();
    }

    /** {@code 99.9 %}, {@code 0 %}, {@code 100 %}; a share that is not whole is never rounded up to 100 or down to 0. */
    public static String percent(double fraction) {
        double percent = fraction * 100;
        if (percent > 99.9 && percent < 100) {
            return "> 99.9 %";
        }
        if (percent > 0 && percent < 0.01) {
            return "< 0.01 %";
        }
        return (percent == 100 ? "100" : three(percent)) + " %";
    }

    /** A large count in three digits: {@code 812}, {@code 61.4 k}, {@code 7.50 M}, {@code 1.20 G}. */
    public static String amount(long count) {
        double shown = count;
        int step = 0;
        while (Math.abs(shown) >= 999.5 && step < AMOUNTS.length - 1) {
            shown /= 1000;
            step++;
        }
        return step == 0 ? count(count) : three(shown) + " " + AMOUNTS[step];
    }

    /** A size on disk: {@code 0 B}, {@code 812 B}, {@code 42.0 MB}, {@code 1.20 GB}; steps of 1,000. */
    public static String bytes(long bytes) {
        double shown = bytes;
        int step = 0;
        while (Math.abs(shown) >= 999.5 && step < SIZES.length - 1) {
            shown /= 1000;
            step++;
        }
        return (step == 0 ? Long.toString(bytes) : three(shown)) + " " + SIZES[step];
    }

    /** A difference with its sign: {@code +1.2}, {@code −12.6}, {@code 0}. */
    public static String signed(double value) {
        return value > 0 ? "+" + three(value) : three(value);
    }

    /** Run time on a clock: {@code 9:52}, {@code 1:02:03}. */
    public static String clock(double seconds) {
        long whole = Math.round(Math.max(0, seconds));
        long hours = whole / 3600;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    /** A span of time in the two largest units: {@code 38 s}, {@code 10 min}, {@code 1 h 5 min}. */
    public static String span(double seconds) {
        if (seconds < 60) {
            return plain(seconds < 10 ? Math.round(seconds * 10) / 10.0 : Math.round(seconds)) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 3600) {
            return whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
        }
        long minutes = Math.round(seconds / 60);
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}

package dev.plimsoll.engine.report;

import dev.plimsoll.engine.record.RequestTimings;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file by RFC 4180, with {@code \n} line ends. Numbers are plain decimals and finite, else the cell is empty.
 *
 * <p>A text that begins with {@code = + - @}, a tab or a carriage return is one a spreadsheet would run as a formula; it comes from a
 * server or a dataset, so it is made harmless by a leading apostrophe.
 */
final class CsvText {
    private final Appendable out;
    private boolean first = true;

    CsvText(Appendable out) {
        this.out = out;
    }

    CsvText text(@Nullable String value) throws IOException {
        return raw(value == null ? "" : quote(harmless(value)));
    }

    CsvText number(@Nullable Double value) throws IOException {
        return raw(value == null || !Double.isFinite(value) ? "" : plain(value));
    }

    CsvText number(long value) throws IOException {
        return raw(Long.toString(value));
    }

    /** A whole number that may be unknown. */
    CsvText whole(@Nullable Long value) throws IOException {
        return raw(value == null ? "" : Long.toString(value));
    }

    /** A time of a request, empty where it did not happen. */
    CsvText time(long ns) throws IOException {
        return raw(RequestTimings.has(ns) ? Long.toString(ns) : "");
    }

    /** A count that may be absent, which its owner writes as a negative number. */
    CsvText natural(long value) throws IOException {
        return raw(value < 0 ? "" : Long.toString(value));
    }

    CsvText yesNo(boolean value) throws IOException {
        return raw(Boolean.toString(value));
    }

    CsvText header(List<String> names) throws IOException {
        for (String name : names) {
            raw(quote(name));
        }
        return this;
    }

    void endRow() throws IOException {
        out.append('\n');
        first = true;
    }

    private CsvText raw(String cell) throws IOException {
        if (!first) {
            out.append(',');
        }
        out.append(cell);
        first = false;
        return this;
    }

    /** The name of a metric's column: {@code latency_from_schedule_ms}; counts of tokens carry their unit in the tag. */
    static String column(String tag, String between, String unit) {
        String name = tag.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) + between;
        return switch (unit) {
            case "tok", "ratio", "px", "B", "" -> name;
            default -> name + "_" + unit.replace("/", "_per_");
        };
    }

    static String harmless(String value) {
        return !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    private static String quote(String value) {
        boolean needed = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needed ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    /** The shortest decimal that reads back as the same number, without an exponent. */
    private static String plain(double value) {
        BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        return (decimal.scale() < 0 ? decimal.setScale(0) : decimal).toPlainString();
    }
}

package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table of requests: what it is called, its value of a request, and how a query computes the same. Immutable, any thread.
 */
public final class RequestField {
    /** Marks an absent number inside this class. */
    private static final double NONE = Double.NaN;

    private final String name;
    private final String label;
    private final String unit;
    private final String sql;
    private final @Nullable Function<RequestRecord, @Nullable String> text;
    private final @Nullable ToDoubleFunction<RequestRecord> number;
    private final List<String> words;

    private RequestField(
            String name,
            String label,
            String unit,
            String sql,
            @Nullable Function<RequestRecord, @Nullable String> text,
            @Nullable ToDoubleFunction<RequestRecord> number,
            List<String> words) {
        this.name = name;
        this.label = label;
        this.unit = unit;
        this.sql = sql;
        this.text = text;
        this.number = number;
        this.words = List.copyOf(words);
    }

    static RequestField text(
            String name, String label, String sql, Function<RequestRecord, @Nullable String> text, String... words) {
        return new RequestField(name, label, "", sql, text, null, List.of(words));
    }

    static RequestField number(
            String name, String label, String unit, String sql, Function<RequestRecord, OptionalDouble> value) {
        return new RequestField(
                name, label, unit, sql, null, record -> value.apply(record).orElse(NONE), List.of());
    }

    /** A count that its owner writes as a negative number where it is absent. */
    static RequestField count(
            String name, String label, String unit, String sql, ToDoubleFunction<RequestRecord> value) {
        return new RequestField(
                name,
                label,
                unit,
                sql,
                null,
                record -> value.applyAsDouble(record) < 0 ? NONE : value.applyAsDouble(record),
                List.of());
    }

    /** An instant, shown in seconds of run time. */
    static RequestField instant(String name, String label, String column, Function<RequestTimings, Long> time) {
        return number(name, label, "s", column + " / 1e9", record -> {
            long ns = time.apply(record.timings());
            return RequestTimings.has(ns) ? OptionalDouble.of(ns / 1e9) : OptionalDouble.empty();
        });
    }

    /** Name in an expression: {@code ttft}. */
    public String name() {
        return name;
    }

    /** Name for people: {@code TTFT}. */
    public String label() {
        return label;
    }

    /** Unit of its numbers: {@code ms}, {@code us}, {@code s}, {@code tok}, {@code tok/s}, {@code ratio}, {@code B}; empty for none. */
    public String unit() {
        return unit;
    }

    /** Whether its values are texts. */
    public boolean isText() {
        return text != null;
    }

    /** The words it may be, empty where it may be any. */
    public List<String> words() {
        return words;
    }

    /** Its value of a request where it is a text, else null. */
    public @Nullable String textOf(RequestRecord request) {
        return text == null ? null : text.apply(request);
    }

    /** Its value of a request where it is a number, in {@link #unit}; absent where the request has none. */
    public OptionalDouble numberOf(RequestRecord request) {
        if (number == null) {
            return OptionalDouble.empty();
        }
        double value = Objects.requireNonNull(number).applyAsDouble(request);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The same over the columns of a record; NULL where the request has none. Never from user's text. */
    String sql() {
        return sql;
    }

    /** The field of a name or of a shorter one that people use, or null. */
    public static @Nullable RequestField named(String written) {
        for (RequestField field : all()) {
            if (field.name.equalsIgnoreCase(written)) {
                return field;
            }
        }
        String full = SHORT.get(written.toLowerCase(java.util.Locale.ROOT));
        return full == null ? null : named(full);
    }

    /** Every field, in the order of a table. */
    public static List<RequestField> all() {
        return RequestFields.ALL;
    }

    private static final Map<String, String> SHORT = Map.of(
            "input", "promptTokens",
            "prompt", "promptTokens",
            "output", "outputTokens",
            "lag", "sendLag",
            "error", "errorKind",
            "http", "httpStatus",
            "cached", "cachedTokens",
            "reasoning", "reasoningTokens",
            "stall", "maxStall");

    @Override
    public String toString() {
        return name;
    }
}

package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.record.RequestTimings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The times of a trace's rows: column {@code relative_timestamp}, s after the trace's start, else {@code timestamp}, s from any origin,
 * which is made relative to the earliest of the trace; in rows of AIPerf's formats {@code timestamp}, ms. Belongs to one thread.
 */
final class RowTimes {
    /** Times beyond ten years are in another unit than seconds. */
    private static final BigDecimal MOST_RELATIVE_SECONDS = BigDecimal.valueOf(316_000_000L);

    /** Seconds since 1970 in the year 2286; larger numbers are milliseconds. */
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(9_999_999_999L);

    private static final BigDecimal MOST_MILLISECONDS = MOST_SECONDS.movePointRight(3);

    /**
     * One row's own time.
     *
     * @param ns time, or {@link RequestTimings#ABSENT}
     * @param absolute from any origin, rather than the trace's start
     */
    record Time(long ns, boolean absolute) {
        static final Time NONE = new Time(RequestTimings.ABSENT, false);

        boolean isAbsent() {
            return !RequestTimings.has(ns);
        }
    }

    private final Map<ColumnTarget, String> overrides;
    private List<String> columns = List.of();
    private ColumnMapping mapping = ColumnMapping.of(List.of(), Map.of());

    RowTimes(Map<ColumnTarget, String> overrides) {
        this.overrides = overrides;
    }

    /** The time of a row: that of its first turn. */
    Time of(Row row) throws BadRow {
        return of(row, 0);
    }

    private Time of(Row row, int turn) throws BadRow {
        if (overrides.isEmpty() && AiperfRow.isOne(row.fields())) {
            long ns = turn > 0
                    ? RequestTimings.ABSENT
                    : ns(row, "timestamp", -3, MOST_MILLISECONDS.negate(), MOST_MILLISECONDS);
            return RequestTimings.has(ns) ? new Time(ns, true) : Time.NONE;
        }
        List<String> names = List.copyOf(row.fields().propertyNames());
        if (!names.equals(columns)) {
            columns = names;
            mapping = ColumnMapping.of(names, overrides);
        }
        String relative = mapping.column(ColumnTarget.RELATIVE_TIMESTAMP, turn);
        long ns =
                relative == null ? RequestTimings.ABSENT : ns(row, relative, 0, BigDecimal.ZERO, MOST_RELATIVE_SECONDS);
        if (RequestTimings.has(ns)) {
            return new Time(ns, false);
        }
        String absolute = mapping.column(ColumnTarget.TIMESTAMP, turn);
        ns = absolute == null ? RequestTimings.ABSENT : ns(row, absolute, 0, MOST_SECONDS.negate(), MOST_SECONDS);
        return RequestTimings.has(ns) ? new Time(ns, true) : Time.NONE;
    }

    /** The conversation of a row with the times of its turns, relative to the trace's start. */
    Conversation timed(Conversation conversation, Row row, long originNs) throws BadRow {
        List<Turn> turns = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            Time time = of(row, turn.index());
            turns.add(time.isAbsent() ? turn : turn.startingAt(relative(time, originNs)));
        }
        return conversation.withTurns(turns);
    }

    /** A time after the trace's start, ns; 0 for an absent one. */
    static long relative(Time time, long originNs) {
        return time.isAbsent() ? 0 : time.absolute() ? Math.max(0, time.ns() - originNs) : time.ns();
    }

    /** A time; {@code unit} is the power of ten of its unit in seconds: 0 or -3. */
    private static long ns(Row row, String column, int unit, BigDecimal least, BigDecimal most) throws BadRow {
        JsonNode value = row.fields().path(column);
        if (value.isNull()
                || value.isMissingNode()
                || value.isString() && value.stringValue().isBlank()) {
            return RequestTimings.ABSENT;
        }
        BigDecimal seconds = seconds(value);
        if (seconds == null || seconds.compareTo(least) < 0 || seconds.compareTo(most) > 0) {
            throw new BadRow(
                    row.place(),
                    column,
                    "must be a time in " + (unit == 0 ? "seconds" : "milliseconds")
                            + (least.signum() == 0 ? ", 0 or more" : "") + ", but is " + value);
        }
        return seconds.movePointRight(9 + unit)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static @Nullable BigDecimal seconds(JsonNode value) {
        String text = value.isNumber() || value.isString() ? value.asString().strip() : "";
        try {
            BigDecimal number = text.length() > 40 ? null : new BigDecimal(text);
            return number == null || Math.abs((long) number.precision() - number.scale()) > 20 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.TraceLayout;
import dev.plimsoll.engine.record.RequestTimings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Understands the rows of a trace. Columns are found without regard to case. Belongs to one thread. */
final class TraceRowReader {
    private static final int MOST_TOKENS = 10_000_000;

    /** Times beyond this are in another unit than their layout's: 2286 in seconds. */
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(9_999_999_999L);

    private static final Pattern ZONE = Pattern.compile(".*(Z|[+-]\\d\\d:\\d\\d)");

    private final TraceLayout layout;
    private final int blockTokens;
    private final Map<String, String> named;
    private List<String> columns = List.of();
    private Map<String, String> byName = Map.of();

    /**
     * A reader.
     *
     * @param named column name by {@code timestamp}, {@code inputLength}, {@code outputLength}, {@code hashIds}, {@code label}
     */
    TraceRowReader(TraceLayout layout, int blockTokens, Map<String, String> named) {
        this.layout = layout;
        this.blockTokens = blockTokens;
        this.named = named;
    }

    /** A request. */
    TraceRow read(Row row) throws BadRow {
        List<String> names = List.copyOf(row.fields().propertyNames());
        if (!names.equals(columns)) {
            columns = names;
            byName = new HashMap<>();
            names.forEach(name -> byName.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), name));
        }
        String inputColumn = column("inputLength", layout.inputColumns());
        if (inputColumn == null || row.fields().path(inputColumn).isNull()) {
            throw new BadRow(
                    row.place(),
                    "",
                    "has no prompt length (" + String.join(", ", wanted("inputLength", layout.inputColumns())) + ")");
        }
        int input = tokens(row, inputColumn, 1);
        String outputColumn = column("outputLength", layout.outputColumns());
        boolean said = outputColumn != null && !isAbsent(row.fields().path(outputColumn));
        return new TraceRow(
                time(row, column("timestamp", layout.timeColumns())),
                input,
                said ? tokens(row, java.util.Objects.requireNonNull(outputColumn), 0) : -1,
                blocks(row, column("hashIds", List.of("hash_ids")), input),
                label(row));
    }

    private List<String> wanted(String target, List<String> names) {
        String own = named.get(target);
        return own == null ? names : List.of(own);
    }

    private @Nullable String column(String target, List<String> names) {
        for (String name : wanted(target, names)) {
            String found = byName.get(name.strip().toLowerCase(Locale.ROOT));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable String label(Row row) {
        String column = column("label", layout.labelColumn().isEmpty() ? List.of() : List.of(layout.labelColumn()));
        JsonNode value = column == null ? null : row.fields().path(column);
        return value == null || isAbsent(value) || value.isContainer() ? null : value.asString();
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || value.isString() && value.stringValue().isBlank();
    }

    private static int tokens(Row row, String column, int least) throws BadRow {
        JsonNode value = row.fields().path(column);
        BigDecimal number = number(value);
        if (number == null
                || number.stripTrailingZeros().scale() > 0
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(MOST_TOKENS)) > 0) {
            throw new BadRow(
                    row.place(),
                    column,
                    "must be a whole number of tokens from " + least + " to " + MOST_TOKENS + ", but is " + value);
        }
        return number.intValueExact();
    }

    /** A number, also one in text; null for anything else, or one too long to be meant. */
    private static @Nullable BigDecimal number(JsonNode value) {
        String text = value.isNumber() || value.isString() ? value.asString().strip() : "";
        try {
            BigDecimal number = text.isEmpty() || text.length() > 40 ? null : new BigDecimal(text);
            return number == null || Math.abs((long) number.precision() - number.scale()) > 20 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private long time(Row row, @Nullable String column) throws BadRow {
        JsonNode value = column == null ? null : row.fields().path(column);
        if (column == null || value == null || isAbsent(value)) {
            return RequestTimings.ABSENT;
        }
        BigDecimal number = number(value);
        if (number != null) {
            BigDecimal seconds = number.multiply(layout.secondsOfTimeUnit());
            if (seconds.abs().compareTo(MOST_SECONDS) <= 0) {
                return seconds.movePointRight(9)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
            }
        } else if (value.isString()) {
            try {
                return nanoseconds(value.stringValue().strip().replace(' ', 'T'));
            } catch (DateTimeException | ArithmeticException e) {
                // told below
            }
        }
        throw new BadRow(
                row.place(),
                column,
                "must be a time: a number, or a date like 2024-05-10 00:00:00.009930, but is " + value);
    }

    /** Nanoseconds since 1970 of a date; without a zone that of UTC, for only differences count. */
    private static long nanoseconds(String date) {
        Instant at = ZONE.matcher(date).matches()
                ? OffsetDateTime.parse(date).toInstant()
                : LocalDateTime.parse(date).toInstant(ZoneOffset.UTC);
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    }

    private long[] blocks(Row row, @Nullable String column, int input) throws BadRow {
        JsonNode value = column == null ? null : row.fields().path(column);
        if (column == null || value == null || isAbsent(value)) {
            return TraceRow.NO_BLOCKS;
        }
        if (value.isString()) { // a list in a field of CSV
            try {
                value = JsonRow.MAPPER.readTree(value.stringValue());
            } catch (JacksonException e) {
                throw new BadRow(row.place(), column, "must be a list of numbers, but is " + value);
            }
        }
        if (!value.isArray()) {
            throw new BadRow(row.place(), column, "must be a list of numbers, but is " + JsonRow.kind(value));
        }
        long[] blocks = new long[value.size()];
        for (int i = 0; i < blocks.length; i++) {
            JsonNode id = value.get(i);
            if (!id.isIntegralNumber()) {
                throw new BadRow(row.place(), column, "must be a list of whole numbers, but holds " + id);
            }
            blocks[i] = id.canConvertToLong()
                    ? id.longValue()
                    : id.bigIntegerValue().hashCode() * 0x9E3779B97F4A7C15L;
        }
        long last = input - (blocks.length - 1L) * blockTokens;
        if (blocks.length > 0 && last < 1) {
            throw new BadRow(
                    row.place(),
                    column,
                    "has " + blocks.length + " blocks of " + blockTokens + " tokens, but the prompt has only " + input);
        }
        return blocks;
    }
}

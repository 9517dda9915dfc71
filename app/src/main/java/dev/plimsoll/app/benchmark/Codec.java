package dev.plimsoll.app.benchmark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A value of the document as a person types and reads it. Reading never fails: what is no such value stays the text it is, which the
 * document then tells to be wrong. Pure.
 */
enum Codec {
    /** Words. */
    TEXT(_ -> Optional.empty(), null, ""),
    /** A number: {@code 512}, {@code 8k}. */
    NUMBER(Quantities::number, Quantities::plain, ""),
    /** A large count: {@code 1,000}. */
    COUNT(Quantities::number, Quantities::grouped, ""),
    /** A duration: {@code 30 s}, {@code 2 min}. */
    SECONDS(Quantities::seconds, Quantities::span, ""),
    /** A share of one: {@code 5 %}. */
    SHARE(Quantities::share, Quantities::percent, ""),
    /** One number or several: {@code 5, 10, 20}. */
    NUMBERS(Quantities::number, Quantities::plain, "\\s*[,;]\\s*|\\s+"),
    /** One large count or several: {@code 1,000}, {@code 1,000, 2,000}; a comma within digits groups them. */
    COUNTS(Quantities::number, Quantities::grouped, "\\s*;\\s*|,\\s+"),
    /** One duration or several: {@code 30 s, 60 s}. */
    SECONDS_EACH(Quantities::seconds, Quantities::span, "\\s*[,;]\\s*"),
    /** One share or several. */
    SHARES(Quantities::share, Quantities::percent, "\\s*[,;]\\s*"),
    /** Pairs of seconds and a rate: {@code 0: 2, 30: 20}. */
    POINTS(_ -> Optional.empty(), null, "") {
        @Override
        Optional<JsonNode> read(String text) {
            if (text.isBlank()) {
                return Optional.empty();
            }
            ArrayNode points = JSON.arrayNode();
            for (String part : text.strip().split("\\s*[,;]\\s*")) {
                List<JsonNode> pair = Arrays.stream(part.split(":"))
                        .map(Quantities::number)
                        .flatMap(Optional::stream)
                        .map(Codec::number)
                        .toList();
                if (pair.size() == 2 && part.indexOf(':') == part.lastIndexOf(':')) {
                    points.addArray().addAll(pair);
                } else if (!part.isBlank()) {
                    points.add(part.strip());
                }
            }
            return Optional.of(points);
        }

        @Override
        String write(@Nullable JsonNode value) {
            if (value == null || !value.isArray()) {
                return value == null ? "" : NUMBER.write(value);
            }
            return value.values().stream()
                    .map(point -> point.isArray() && point.size() == 2
                            ? NUMBER.write(point.get(0)) + ": " + NUMBER.write(point.get(1))
                            : NUMBER.write(point))
                    .collect(Collectors.joining(", "));
        }
    };

    private static final int LONG_DIGITS = 18;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Function<String, Optional<BigDecimal>> read;
    private final @Nullable Function<BigDecimal, String> write;
    private final String separator;

    Codec(Function<String, Optional<BigDecimal>> read, @Nullable Function<BigDecimal, String> write, String separator) {
        this.read = read;
        this.write = write;
        this.separator = separator;
    }

    /** The value that a text means; empty for a blank one. */
    Optional<JsonNode> read(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return Optional.empty();
        }
        if (separator.isEmpty()) {
            return Optional.of(read.apply(stripped).map(Codec::number).orElseGet(() -> JSON.stringNode(stripped)));
        }
        List<JsonNode> values = new ArrayList<>();
        for (String part : stripped.split(separator)) {
            if (!part.isBlank()) {
                values.add(read.apply(part).map(Codec::number).orElseGet(() -> JSON.stringNode(part.strip())));
            }
        }
        if (values.size() <= 1) {
            return Optional.of(values.isEmpty() ? JSON.stringNode(stripped) : values.getFirst());
        }
        ArrayNode list = JSON.arrayNode();
        values.forEach(list::add);
        return Optional.of(list);
    }

    /** The text of a value; empty for none. Values of another kind are shown as they are written. */
    String write(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isArray()) {
            return value.values().stream().map(this::write).collect(Collectors.joining(", "));
        }
        if (value.isNumber() && write != null) {
            return write.apply(value.decimalValue());
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** A number as the document would be read with it: whole ones without a point, in the smallest type that holds them. */
    static JsonNode number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > 0 || plain.precision() - plain.scale() > LONG_DIGITS) {
            return JSON.numberNode(plain);
        }
        long whole = plain.longValueExact();
        return whole == (int) whole ? JSON.numberNode((int) whole) : JSON.numberNode(whole);
    }
}

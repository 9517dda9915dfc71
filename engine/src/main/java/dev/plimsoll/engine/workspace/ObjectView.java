package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the members of one object, tolerantly: what is missing, {@code null} or of the wrong type comes back as null, the latter with a
 * problem. Names that nobody asked for are unknown; {@link #done} tells them with the names that were asked for.
 */
final class ObjectView {
    private final ObjectNode node;
    private final String path;
    private final List<Problem> problems;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> announced = new LinkedHashSet<>();
    private boolean standIn;

    ObjectView(ObjectNode node, String path, List<Problem> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    /** A view of a value that should be an object; an empty one with a problem where it is not. */
    static ObjectView of(@Nullable JsonNode value, String path, List<Problem> problems) {
        if (value instanceof ObjectNode object) {
            return new ObjectView(object, path, problems);
        }
        if (value != null) {
            problems.add(Problem.at(path, "must be an object { ... }, but is " + describe(value)));
        }
        // one fault is enough: what an absent object lacks is not told
        ObjectView standIn = new ObjectView(JsonNodeFactory.instance.objectNode(), path, new ArrayList<>());
        standIn.standIn = true;
        return standIn;
    }

    String path() {
        return path;
    }

    /** Whether it stands for a value that is no object, which was told. */
    boolean isStandIn() {
        return standIn;
    }

    ObjectNode node() {
        return node;
    }

    /** Path of one of its members. */
    String at(String name) {
        return JsonPath.member(path, name);
    }

    /** A text that must be there. */
    @Nullable
    String requiredText(String name) {
        String value = text(name);
        if (value == null && !node.hasNonNull(name)) {
            problems.add(Problem.at(at(name), "is missing"));
        } else if (value != null && value.isBlank()) {
            problems.add(Problem.at(at(name), "must not be empty"));
        }
        return value;
    }

    @Nullable
    String text(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        return value.isString() ? value.stringValue() : wrong(name, "a text in quotes", value);
    }

    @Nullable
    Boolean flag(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        return value.isBoolean() ? Boolean.valueOf(value.booleanValue()) : wrong(name, "true or false", value);
    }

    @Nullable
    Double number(String name) {
        JsonNode value = take(name);
        return value == null ? null : asNumber(value, at(name));
    }

    /** A time in seconds: a number, or a text with a unit such as {@code "30s"} or {@code "1.5h"}. */
    @Nullable
    Double seconds(String name) {
        JsonNode value = take(name);
        return value == null ? null : asSeconds(value, at(name));
    }

    /** Such a time or a list of them; null where missing. */
    @Nullable
    List<Double> secondsList(String name) {
        return list(name, this::asSeconds);
    }

    @Nullable
    Long whole(String name) {
        JsonNode value = take(name);
        return value == null ? null : asWhole(value, at(name));
    }

    /** A number or a list of numbers; null where missing. Elements of a wrong type are told and left out. */
    @Nullable
    List<Double> numbers(String name) {
        return list(name, this::asNumber);
    }

    /** A whole number or a list of them; null where missing. */
    @Nullable
    List<Long> wholes(String name) {
        return list(name, this::asWhole);
    }

    /** A text or a list of texts; null where missing. */
    @Nullable
    List<String> texts(String name) {
        return list(name, (value, where) -> {
            if (value.isString()) {
                return value.stringValue();
            }
            problems.add(Problem.at(where, "must be a text in quotes, but is " + describe(value)));
            return null;
        });
    }

    /** An object with text values; empty where missing. */
    Map<String, String> textMap(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        ObjectNode object = object(name);
        if (object != null) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (member.getValue().isString()) {
                    map.put(member.getKey(), member.getValue().stringValue());
                } else {
                    problems.add(Problem.at(
                            JsonPath.member(at(name), member.getKey()),
                            "must be a text in quotes, but is " + describe(member.getValue())));
                }
            }
        }
        return map;
    }

    /** An object kept as it is; null where missing. */
    @Nullable
    ObjectNode object(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        return value instanceof ObjectNode object ? object : wrong(name, "an object { ... }", value);
    }

    /** Any value; null where missing. */
    @Nullable
    JsonNode any(String name) {
        return take(name);
    }

    /** The elements of a list; none where missing. */
    List<JsonNode> elements(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            wrong(name, "a list [ ... ]", value);
            return List.of();
        }
        return new ArrayList<>(value.values());
    }

    /** Names that the specification knows and this version does not: told as such, never ignored. */
    void notAvailable(Iterable<String> names) {
        for (String name : names) {
            announced.add(name);
            if (node.has(name)) {
                problems.add(Problem.at(at(name), "is not available in this version"));
            }
        }
    }

    /** Tells every member that nobody asked for. */
    void done() {
        for (String name : node.propertyNames()) {
            if (!asked.contains(name) && !announced.contains(name)) {
                problems.add(new Problem(null, 0, at(name), "unknown field '" + name + "'", List.copyOf(asked)));
            }
        }
    }

    private @Nullable JsonNode take(String name) {
        asked.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private <T> @Nullable T wrong(String name, String wanted, JsonNode value) {
        problems.add(Problem.at(at(name), "must be " + wanted + ", but is " + describe(value)));
        return null;
    }

    private <T> @Nullable List<T> list(String name, BiFunction<JsonNode, String, @Nullable T> reader) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        List<T> list = new ArrayList<>();
        if (!value.isArray()) {
            T single = reader.apply(value, at(name));
            if (single != null) {
                list.add(single);
            }
            return single == null ? null : list;
        }
        for (int i = 0; i < value.size(); i++) {
            T element = reader.apply(value.get(i), JsonPath.element(at(name), i));
            if (element != null) {
                list.add(element);
            }
        }
        if (value.isEmpty()) {
            problems.add(Problem.at(at(name), "must not be an empty list"));
        }
        return list.isEmpty() ? null : list;
    }

    private @Nullable Double asNumber(JsonNode value, String where) {
        if (!value.isNumber()) {
            problems.add(Problem.at(where, "must be a number, but is " + describe(value)));
            return null;
        }
        double number = value.decimalValue().doubleValue();
        if (Double.isInfinite(number)) {
            problems.add(Problem.at(where, "is too large a number"));
            return null;
        }
        return number;
    }

    private @Nullable Double asSeconds(JsonNode value, String where) {
        if (value.isNumber()) {
            return asNumber(value, where);
        }
        OptionalDouble seconds = value.isString() ? Durations.seconds(value.stringValue()) : OptionalDouble.empty();
        if (seconds.isEmpty()) {
            problems.add(Problem.at(
                    where,
                    "must be a number of seconds, or a text like \"30s\", \"5m\" or \"1.5h\", but is "
                            + describe(value)));
            return null;
        }
        return seconds.getAsDouble();
    }

    private @Nullable Long asWhole(JsonNode value, String where) {
        if (!value.isNumber()) {
            problems.add(Problem.at(where, "must be a whole number, but is " + describe(value)));
            return null;
        }
        BigDecimal number = value.decimalValue();
        // compared before it is expanded: 1e999999 as a long would take all memory
        if (number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            problems.add(Problem.at(where, "is too large a number"));
            return null;
        }
        if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
            problems.add(Problem.at(where, "must be a whole number, but is " + describe(value)));
            return null;
        }
        return number.longValue();
    }

    /** A value in a few words: {@code the text "ten"}, {@code 3.5}, {@code a list}. */
    static String describe(JsonNode value) {
        String text = value.isString() ? "the text " + value : value.isContainer() ? "" : value.toString();
        if (value.isArray()) {
            return "a list";
        }
        if (value.isObject()) {
            return "an object";
        }
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}

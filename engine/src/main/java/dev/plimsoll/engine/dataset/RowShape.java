package dev.plimsoll.engine.dataset;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks at the members of an object that another tool wrote and collects what is wrong with them. As lenient as that tool, AIPerf: numbers may
 * be text ({@code "5"}) or true and false, whole numbers may be written as {@code 5.0}; text must be text. An absent member is wrong only
 * where it is required; {@code null} counts as absent where the member is optional.
 */
final class RowShape {
    private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?\\d+(?:_\\d+)*(?:\\.0*)?\\s*");
    private static final Pattern DECIMAL =
            Pattern.compile("\\s*[+-]?(?:\\d+(?:_\\d+)*\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?\\s*");

    /** A whole number beyond it that is written with a decimal point or an exponent is none. */
    private static final BigDecimal MOST_DECIMAL = BigDecimal.TWO.pow(63);

    private static final Set<String> FLAGS =
            Set.of("true", "false", "t", "f", "yes", "no", "y", "n", "on", "off", "1", "0");

    private final ObjectNode fields;
    private final String path;
    private final BiConsumer<String, String> faults;

    /**
     * A look at an object.
     *
     * @param path where it is in the row: empty, or {@code turns[2].}
     * @param faults told the path of each member that is wrong, and what is wrong with it
     */
    RowShape(ObjectNode fields, String path, BiConsumer<String, String> faults) {
        this.fields = fields;
        this.path = path;
        this.faults = faults;
    }

    /** Whether a member is there and not null. */
    boolean has(String name) {
        return fields.hasNonNull(name);
    }

    /** Whether a member is there and says something: neither null, empty, zero nor false. */
    boolean says(String name) {
        JsonNode value = fields.path(name);
        return switch (value.getNodeType()) {
            case STRING -> !value.stringValue().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            case NUMBER -> value.decimalValue().signum() != 0;
            case BOOLEAN -> value.booleanValue();
            default -> false;
        };
    }

    /** Tells that something is wrong with a member, or with several together. */
    void wrong(String name, String what) {
        faults.accept(path + name, what);
    }

    /** Members that are none of these are wrong. */
    void only(String... names) {
        Set<String> known = Set.of(names);
        for (String name : fields.propertyNames()) {
            if (!known.contains(name)) {
                wrong(name, "is no key of this format; its keys are " + String.join(", ", names));
            }
        }
    }

    /** A member that must be there, null or not; told where it is not. */
    boolean required(String name) {
        if (fields.has(name)) {
            return true;
        }
        wrong(name, "is missing");
        return false;
    }

    void text(String name) {
        check(name, JsonNode::isString, "must be text");
    }

    void requiredText(String name) {
        if (required(name) && !fields.path(name).isString()) {
            wrong(name, "must be text, but is " + JsonRow.kind(fields.path(name)));
        }
    }

    void whole(String name) {
        check(name, RowShape::isWhole, "must be a whole number");
    }

    void requiredWhole(String name) {
        if (required(name) && !isWhole(fields.path(name))) {
            wrong(name, "must be a whole number, but is " + JsonRow.kind(fields.path(name)));
        }
    }

    /** A whole number that is at least so much. */
    void whole(String name, long least) {
        whole(name);
        BigDecimal value = number(fields.path(name));
        if (value != null && isWhole(fields.path(name)) && value.compareTo(BigDecimal.valueOf(least)) < 0) {
            wrong(name, "must be at least " + least + ", but is " + fields.path(name));
        }
    }

    void number(String name) {
        check(name, value -> number(value) != null, "must be a number");
    }

    void requiredNumber(String name) {
        if (required(name) && number(fields.path(name)) == null) {
            wrong(name, "must be a number, but is " + JsonRow.kind(fields.path(name)));
        }
    }

    /** A number that is 0 or more. */
    void notNegative(String name) {
        number(name);
        BigDecimal value = number(fields.path(name));
        if (value != null && value.signum() < 0) {
            wrong(name, "must not be negative, but is " + fields.path(name));
        }
    }

    void flag(String name) {
        if (fields.has(name) && !isFlag(fields.path(name))) {
            wrong(name, "must be true or false, but is " + JsonRow.kind(fields.path(name)));
        }
    }

    void object(String name) {
        check(name, JsonNode::isObject, "must be an object { ... }");
    }

    /** A list whose elements are all of one kind. */
    void list(String name, Predicate<JsonNode> element, String elements) {
        check(name, value -> isListOf(value, element), "must be a list of " + elements);
    }

    /** A list that must be there and not be empty. */
    boolean requiredList(String name, Predicate<JsonNode> element, String elements) {
        if (!required(name)) {
            return false;
        }
        if (!isListOf(fields.path(name), element) || fields.path(name).isEmpty()) {
            wrong(name, "must be a list of at least one of " + elements);
            return false;
        }
        return true;
    }

    /** Like {@link #list} for a member that may be absent but not null. */
    void listIfThere(String name, Predicate<JsonNode> element, String elements) {
        if (fields.has(name) && !isListOf(fields.path(name), element)) {
            wrong(name, "must be a list of " + elements);
        }
    }

    /** The objects of a list with a look at each; told where the list, or an element, is something else. */
    List<RowShape> objects(String name) {
        List<RowShape> looks = new ArrayList<>();
        JsonNode value = fields.path(name);
        if (!(value instanceof ArrayNode list)) {
            wrong(name, "must be a list of objects, but is " + JsonRow.kind(value));
            return looks;
        }
        for (int i = 0; i < list.size(); i++) {
            String at = name + "[" + i + "]";
            if (list.get(i) instanceof ObjectNode object) {
                looks.add(new RowShape(object, path + at + ".", faults));
            } else {
                wrong(at, "must be an object { ... }, but is " + JsonRow.kind(list.get(i)));
            }
        }
        return looks;
    }

    /** A look at an object below this one. */
    RowShape inner(String at, ObjectNode object) {
        return new RowShape(object, path + at + ".", faults);
    }

    /** A member, whatever it is; a missing node where it is not there. */
    JsonNode get(String name) {
        return fields.path(name);
    }

    private void check(String name, Predicate<JsonNode> rule, String told) {
        if (has(name) && !rule.test(fields.path(name))) {
            wrong(name, told + ", but is " + JsonRow.kind(fields.path(name)));
        }
    }

    static boolean isListOf(JsonNode value, Predicate<JsonNode> element) {
        return value instanceof ArrayNode list && list.valueStream().allMatch(element);
    }

    /** Whether a value is a whole number, in whatever way it is written. */
    static boolean isWhole(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> true;
            case NUMBER -> {
                BigDecimal number = value.decimalValue();
                boolean exact = value.isIntegralNumber() || number.abs().compareTo(MOST_DECIMAL) < 0;
                yield exact
                        && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0);
            }
            case STRING -> WHOLE.matcher(value.stringValue()).matches();
            default -> false;
        };
    }

    private static boolean isFlag(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> true;
            case NUMBER -> {
                BigDecimal number = value.decimalValue();
                yield number.compareTo(BigDecimal.ZERO) == 0 || number.compareTo(BigDecimal.ONE) == 0;
            }
            case STRING -> FLAGS.contains(value.stringValue().toLowerCase(Locale.ROOT));
            default -> false;
        };
    }

    /** Whether a value that is a flag says yes. */
    static boolean isTrue(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.decimalValue().signum() != 0;
            case STRING ->
                Set.of("true", "t", "yes", "y", "on", "1")
                        .contains(value.stringValue().toLowerCase(Locale.ROOT));
            default -> false;
        };
    }

    /** A number in whatever way it is written; null where it is none. */
    static @Nullable BigDecimal number(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
            case NUMBER -> value.decimalValue();
            case STRING -> {
                String text = value.stringValue();
                yield text.length() < 100 && DECIMAL.matcher(text).matches()
                        ? new BigDecimal(text.strip().replace("_", "").replaceFirst("\\.$", ""))
                        : null;
            }
            default -> null;
        };
    }

    /** A whole number as an int; {@code ifAbsent} where there is none or it is beyond an int. */
    static int whole(JsonNode value, int ifAbsent) {
        BigDecimal number = number(value);
        if (number == null || number.precision() - number.scale() > 11) {
            return ifAbsent;
        }
        BigInteger whole = number.toBigInteger();
        return whole.bitLength() < Integer.SIZE ? whole.intValue() : ifAbsent;
    }
}

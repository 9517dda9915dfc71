package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.archive.RequestCondition.Operator;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conditions as a person writes them: {@code ttft > 200 ms and output < 10 and status = errored}.
 *
 * <p>A field, one of {@code = != < <= > >= ~}, a value; several joined by {@code and}. A number may carry a unit ({@code us ms s min},
 * {@code %}, {@code tok}, {@code kB MB}) and is in the field's own unit without. A text stands alone or, with spaces, in quotes.
 * Stateless; any thread.
 */
public final class RequestExpression {
    /** What a wrong expression's problem is tied to. */
    public static final String PATH = "filter";

    private static final Pattern CONDITION = Pattern.compile(
            "\\s*([A-Za-z][A-Za-z0-9_]*)\\s*(<=|>=|!=|==|=|<|>|~)\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"']+(?:\\s+(?!and\\b)[^\\s\"']+)*)\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AND = Pattern.compile("and\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("(-?\\d[\\d,]*(?:\\.\\d+)?(?:e-?\\d+)?)\\s*(\\S*)");
    private static final Map<String, Double> SECONDS =
            Map.of("ns", 1e-9, "us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0);
    private static final Map<String, Double> BYTES = Map.of("B", 1.0, "kB", 1e3, "MB", 1e6, "GB", 1e9);

    private RequestExpression() {}

    /**
     * Reads an expression; an empty one has no conditions.
     *
     * @throws PlimsollException with one {@link Problem} at {@value #PATH} that names the field and what is allowed
     */
    public static List<RequestCondition> parse(String text) {
        List<RequestCondition> conditions = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            Matcher matcher = CONDITION.matcher(rest);
            if (!matcher.lookingAt()) {
                throw wrong("'" + rest + "' is not of the form field operator value, such as ttft > 200 ms", signs());
            }
            conditions.add(condition(matcher.group(1), matcher.group(2), matcher.group(3)));
            rest = rest.substring(matcher.end()).strip();
            if (rest.isEmpty()) {
                break;
            }
            Matcher and = AND.matcher(rest);
            if (!and.lookingAt()) {
                throw wrong("'" + rest + "' does not follow on; conditions are joined by 'and'", List.of("and"));
            }
            rest = rest.substring(and.end()).strip();
            if (rest.isEmpty()) {
                throw wrong("a condition is missing after 'and'", List.of());
            }
        }
        return conditions;
    }

    private static RequestCondition condition(String name, String sign, String value) {
        RequestField field = RequestField.named(name);
        if (field == null) {
            throw wrong(
                    "there is no field '" + name + "'",
                    RequestField.all().stream().map(RequestField::name).toList());
        }
        Operator operator = Arrays.stream(Operator.values())
                .filter(o -> o.sign().equals(sign.equals("==") ? "=" : sign))
                .findFirst()
                .orElseThrow();
        boolean quoted = value.startsWith("\"") || value.startsWith("'");
        String bare = quoted ? value.substring(1, value.length() - 1) : value;
        return field.isText() ? textual(field, operator, bare) : numeric(field, operator, bare);
    }

    private static RequestCondition textual(RequestField field, Operator operator, String value) {
        if (operator != Operator.EQUAL && operator != Operator.NOT_EQUAL && operator != Operator.CONTAINS) {
            throw wrong(
                    field.name() + " is a text and cannot be compared with " + operator.sign(),
                    List.of("=", "!=", "~"));
        }
        String word = field.words().isEmpty() ? value : value.toLowerCase(Locale.ROOT);
        if (!field.words().isEmpty()
                && operator != Operator.CONTAINS
                && !field.words().contains(word)) {
            throw wrong(field.name() + " is never '" + value + "'", field.words());
        }
        return new RequestCondition(field, operator, null, word);
    }

    private static RequestCondition numeric(RequestField field, Operator operator, String value) {
        if (operator == Operator.CONTAINS) {
            throw wrong(
                    field.name() + " is a number and cannot be compared with ~",
                    List.of("=", "!=", "<", "<=", ">", ">="));
        }
        Matcher number = NUMBER.matcher(value);
        Double factor = number.matches() ? factor(field.unit(), Objects.requireNonNull(number.group(2))) : null;
        if (!number.matches() || factor == null) {
            throw wrong("'" + value + "' is no value of " + field.name(), allowed(field.unit()));
        }
        double amount =
                Double.parseDouble(Objects.requireNonNull(number.group(1)).replace(",", ""));
        return new RequestCondition(field, operator, amount * factor, null);
    }

    /** What a number in a written unit is multiplied by to be in the field's, or null where the unit does not fit. */
    private static @Nullable Double factor(String unit, String written) {
        if (written.isEmpty() || written.equals(unit)) {
            return 1.0;
        }
        return switch (unit) {
            case "us", "ms", "s" -> {
                Double from = SECONDS.get(written);
                yield from == null ? null : Double.valueOf(from / Objects.requireNonNull(SECONDS.get(unit)));
            }
            case "tok" -> written.equals("tokens") || written.equals("token") ? Double.valueOf(1) : null;
            case "ratio" -> written.equals("%") ? Double.valueOf(0.01) : null;
            case "B" -> BYTES.get(written);
            default -> null;
        };
    }

    private static List<String> allowed(String unit) {
        return switch (unit) {
            case "us", "ms", "s" -> List.of("200 us", "200 ms", "2.5 s", "2 min");
            case "tok" -> List.of("10", "10 tok");
            case "ratio" -> List.of("0.1", "10 %");
            case "B" -> List.of("512", "512 B", "4 kB", "1 MB");
            case "tok/s" -> List.of("40", "40 tok/s");
            default -> List.of("10");
        };
    }

    private static List<String> signs() {
        return Arrays.stream(Operator.values()).map(Operator::sign).toList();
    }

    private static PlimsollException wrong(String what, List<String> allowed) {
        return PlimsollException.ofProblems(
                "The filter cannot be understood.", List.of(new Problem(null, 0, PATH, what, allowed)));
    }
}

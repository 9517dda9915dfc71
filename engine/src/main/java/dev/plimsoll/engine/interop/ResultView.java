package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.stats.DoubleList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads one value of a result file: what is not there, or is no finite number, is absent; what is of another type is a fault, told with
 * its place. One thread.
 */
final class ResultView {
    private static final Pattern INDEX = Pattern.compile("/(\\d+)");

    private final ResultFile file;
    private final int value;
    private final JsonPointer path;
    private final JsonNode node;
    private final List<Problem> problems;

    private ResultView(ResultFile file, int value, JsonPointer path, JsonNode node, List<Problem> problems) {
        this.file = file;
        this.value = value;
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    /** The first value of a file; what is wrong with it goes into a list. */
    static ResultView of(ResultFile file, List<Problem> problems) {
        return of(file, 0, file.first(), problems);
    }

    /** A value of a file by its number. */
    static ResultView of(ResultFile file, int number, JsonNode value, List<Problem> problems) {
        return new ResultView(file, number, JsonPointer.empty(), value, problems);
    }

    /** Throws where there are problems. */
    static void refuse(ResultFile file, List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw PlimsollException.ofProblems(file.name() + " cannot be imported:", problems);
        }
    }

    boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    boolean isText() {
        return node.isString();
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** A member; one that is not there has no members itself. */
    ResultView at(String name) {
        return new ResultView(file, value, path.appendProperty(name), node.path(name), problems);
    }

    /** The first of some members that is there. */
    ResultView firstOf(ResultView... others) {
        for (ResultView other : others) {
            if (other.isPresent()) {
                return other;
            }
        }
        return this;
    }

    /** Names of its members. */
    List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    /** A member that must be a list. */
    List<ResultView> elements(String name) {
        JsonNode list = node.path(name);
        List<ResultView> elements = new ArrayList<>();
        if (!list.isArray()) {
            at(name).wrong(isMissing(list) ? "is missing" : "must be a list [ ... ]");
        }
        for (int i = 0; i < list.size(); i++) {
            elements.add(new ResultView(file, value, path.appendProperty(name).appendIndex(i), list.get(i), problems));
        }
        return elements;
    }

    /** A finite number; null where it is absent. */
    @Nullable
    Double number(String name) {
        JsonNode member = node.path(name);
        if (isMissing(member)) {
            return null;
        }
        if (!member.isNumber()) {
            at(name).wrong("must be a number");
            return null;
        }
        double number = member.doubleValue();
        return Double.isFinite(number) ? Double.valueOf(number) : null;
    }

    /** A number that must be there; 0, and a fault, where it is not. */
    double required(String name) {
        Double number = number(name);
        if (number == null && isMissing(node.path(name))) {
            at(name).wrong("is missing");
        }
        return number == null ? 0 : number;
    }

    /** A count; null where it is absent. */
    @Nullable
    Long count(String name) {
        Double number = number(name);
        if (number == null) {
            return null;
        }
        if (number < 0 || number != Math.rint(number)) {
            at(name).wrong("must be a whole number of at least 0");
            return null;
        }
        return node.path(name).isIntegralNumber() ? node.path(name).longValue() : number.longValue();
    }

    /** A text; null where it is absent or something else. */
    @Nullable
    String text(String name) {
        JsonNode member = node.path(name);
        return member.isString() ? member.stringValue() : null;
    }

    /** The texts of a list, whatever else is in it; empty where there is none. */
    List<String> texts(String name) {
        return node.path(name)
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    /** The numbers of a list or a single one, without those that are not finite; empty where it is absent. */
    DoubleList numbers(String name) {
        DoubleList numbers = new DoubleList();
        at(name).collect(numbers);
        return numbers;
    }

    /** Its own numbers, as {@link #numbers} of a member. */
    DoubleList asNumbers() {
        DoubleList numbers = new DoubleList();
        collect(numbers);
        return numbers;
    }

    /** Its own text, empty where it is none. */
    String asText() {
        return node.stringValue("");
    }

    private void collect(DoubleList into) {
        if (node.isNumber()) {
            double number = node.doubleValue();
            if (Double.isFinite(number)) {
                into.add(number);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                new ResultView(file, value, path.appendIndex(i), node.get(i), problems).collect(into);
            }
        } else if (isPresent()) {
            wrong("must be a number or a list of numbers");
        }
    }

    /** Tells a fault of this part. */
    void wrong(String what) {
        String told = INDEX.matcher(path.toString())
                .replaceAll("[$1]")
                .replace('/', '.')
                .replaceFirst("^\\.", "");
        problems.add(new Problem(file.name(), file.lineOf(value, path), told, what, List.of()));
    }

    private static boolean isMissing(JsonNode node) {
        return node instanceof MissingNode || node.isNull();
    }
}

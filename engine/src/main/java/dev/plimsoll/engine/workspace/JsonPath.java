package dev.plimsoll.engine.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way a place in a JSON document is written: {@code benchmarks[0].constraints[2].seconds}; a name with other characters in it is
 * quoted, {@code headers["x.team"]}. The root is the empty path.
 */
final class JsonPath {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_$][\\w$-]*");
    private static final Pattern STEP =
            Pattern.compile("\\.?([A-Za-z_$][\\w$-]*)|\\[(\\d{1,9})]|\\[\"((?:[^\"\\\\]|\\\\.)*)\"]");

    private JsonPath() {}

    /** One step: into an object by name, or into an array by index. */
    sealed interface Step {
        /** A member. */
        record Name(String name) implements Step {}

        /** An element. */
        record Index(int index) implements Step {}
    }

    /** The path of a member. */
    static String member(String parent, String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            return parent + "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
        }
        return parent.isEmpty() ? name : parent + "." + name;
    }

    /** The path of an element. */
    static String element(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** The path one step up, empty where there is none. */
    static Optional<String> parent(String path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<Step>> steps = parse(path);
        if (steps.isEmpty()) {
            return Optional.of("");
        }
        return Optional.of(format(steps.get().subList(0, steps.get().size() - 1)));
    }

    /** The steps of a path, empty where the text is not a path. */
    static Optional<List<Step>> parse(String path) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int at = 0;
        while (at < path.length()) {
            matcher.region(at, path.length());
            boolean dotFits = (path.charAt(at) == '.') == (at > 0 && path.charAt(at) != '[');
            if (!dotFits || !matcher.lookingAt()) {
                return Optional.empty();
            }
            if (matcher.group(1) != null) {
                steps.add(new Step.Name(matcher.group(1)));
            } else if (matcher.group(2) != null) {
                steps.add(new Step.Index(Integer.parseInt(matcher.group(2))));
            } else {
                steps.add(new Step.Name(matcher.group(3).replaceAll("\\\\(.)", "$1")));
            }
            at = matcher.end();
        }
        return Optional.of(steps);
    }

    /** The text of steps. */
    static String format(List<Step> steps) {
        String path = "";
        for (Step step : steps) {
            path = switch (step) {
                case Step.Name name -> member(path, name.name());
                case Step.Index index -> element(path, index.index());
            };
        }
        return path;
    }
}

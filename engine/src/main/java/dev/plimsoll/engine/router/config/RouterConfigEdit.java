package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Changes of a configuration's text that leave everything else as its writer wrote it: comments, order, anchors, quotes, keys that nobody
 * knows.
 *
 * <p>A path is the one that problems have: {@code models.chat.ttl}, {@code models."qwen2.5:7b".ttl}; {@link #path} makes it from
 * names. Values are those that are written: before macros and the environment are put in. Every change is read again before it is
 * returned: the new text means what the old one did with that one change, or there is no new text and the reason is told. A value that a
 * merge key ({@code <<}) or an alias ({@code *name}) brings is not changed where it comes from: the place that was asked for gets its own,
 * which {@link #told} says where it is more than that value. What has an anchor that is used elsewhere is not changed, because that would
 * change elsewhere too.
 *
 * <p>Immutable: each change makes another one.
 */
public final class RouterConfigEdit {
    private static final Pattern STEP = Pattern.compile("\\.?(?:\"([^\"]*)\"|([^.\"\\[\\]]+))");
    private static final String MERGE = "<<";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private final YamlDocument document;
    private final List<String> told;

    private RouterConfigEdit(String text, List<String> told) {
        this.text = text;
        this.document = YamlDocument.parse(text);
        this.told = List.copyOf(told);
    }

    /** A text to change; one that is not YAML can only be looked at. */
    public static RouterConfigEdit of(String text) {
        return new RouterConfigEdit(text, List.of());
    }

    /** The path of names below each other. */
    public static String path(String... names) {
        String path = "";
        for (String name : names) {
            path = YamlDocument.below(path, name);
        }
        return path;
    }

    /** The text as it is now. */
    public String text() {
        return text;
    }

    /** What the changes did beyond the values asked for, in sentences; usually nothing. */
    public List<String> told() {
        return told;
    }

    /** What is written at a path, aliases and merge keys put in. */
    public Optional<JsonNode> get(String path) {
        JsonNode at = document.root();
        for (String name : steps(path)) {
            at = at.path(name);
        }
        return at.isMissingNode() || at.isNull() ? Optional.empty() : Optional.of(at);
    }

    /** The names below a path, in the order written: model ids below {@code models}. */
    public List<String> names(String path) {
        return get(path).map(at -> List.copyOf(at.propertyNames())).orElse(List.of());
    }

    /**
     * With a text.
     *
     * @throws PlimsollException with the reason if it cannot be changed without changing something else
     */
    public RouterConfigEdit set(String path, String value) {
        return set(path, NODES.stringNode(value));
    }

    /**
     * With a number.
     *
     * @throws PlimsollException with the reason if it cannot be changed without changing something else
     */
    public RouterConfigEdit set(String path, long value) {
        return set(path, NODES.numberNode(value));
    }

    /**
     * With a truth value.
     *
     * @throws PlimsollException with the reason if it cannot be changed without changing something else
     */
    public RouterConfigEdit set(String path, boolean value) {
        return set(path, NODES.booleanNode(value));
    }

    /**
     * With a list of texts; items that stay keep their places and comments.
     *
     * @throws PlimsollException with the reason if it cannot be changed without changing something else
     */
    public RouterConfigEdit set(String path, List<String> values) {
        ArrayNode list = NODES.arrayNode();
        values.forEach(list::add);
        return set(path, list);
    }

    /**
     * With any value; mappings that are missing on the way to it are made.
     *
     * @throws PlimsollException with the reason if it cannot be changed without changing something else
     */
    public RouterConfigEdit set(String path, JsonNode value) {
        List<String> steps = changeable(path);
        if (get(path).filter(old -> same(old, value)).isPresent()) {
            return this;
        }
        JsonNode expected = YamlTree.with(document.root(), steps, value);
        List<String> nowTold = new ArrayList<>(told);
        String changed = new YamlChange(text, document.root()).set(steps, value, nowTold);
        return checked(path, changed, expected, nowTold);
    }

    /**
     * Without what is at a path; an absent key has its default.
     *
     * @throws PlimsollException with the reason if it cannot be taken out without changing something else, or is not there
     */
    public RouterConfigEdit remove(String path) {
        List<String> steps = changeable(path);
        ownEntry(path, steps);
        JsonNode expected = YamlTree.without(document.root(), steps);
        return checked(path, new YamlChange(text, document.root()).remove(steps), expected, told);
    }

    /**
     * With another name for the same value, in the same place. What refers to a model by its id is {@link ModelEdits}' business.
     *
     * @throws PlimsollException with the reason if it cannot be renamed without changing something else, is not there, or the new name is
     */
    public RouterConfigEdit rename(String path, String name) {
        List<String> steps = changeable(path);
        ownEntry(path, steps);
        List<String> renamed = Stream.concat(steps.subList(0, steps.size() - 1).stream(), Stream.of(name))
                .toList();
        if (renamed.equals(steps)) {
            return this;
        }
        if (get(path(renamed.toArray(String[]::new))).isPresent()) {
            throw refused(path, "cannot be called '" + name + "': there is one already");
        }
        JsonNode value = YamlTree.at(document.root(), steps);
        JsonNode expected = YamlTree.with(YamlTree.without(document.root(), steps), renamed, value);
        return checked(path, new YamlChange(text, document.root()).rename(steps, name), expected, told);
    }

    /** Whether two values are written alike, whatever Java's type of a number. */
    static boolean same(JsonNode one, JsonNode other) {
        return YamlTree.normal(one).equals(YamlTree.normal(other));
    }

    private List<String> changeable(String path) {
        if (!document.faults().isEmpty()) {
            throw PlimsollException.ofProblems(
                    "The configuration can only be changed as text until it can be read.",
                    document.faults().stream().map(ConfigFault::problem).toList());
        }
        List<String> steps = steps(path);
        if (steps.isEmpty() || steps.contains(MERGE)) {
            throw refused(path, "is not a place of its own that can be changed");
        }
        return steps;
    }

    private void ownEntry(String path, List<String> steps) {
        if (YamlTree.at(document.root(), steps).isMissingNode()) {
            throw refused(path, "is not there");
        }
    }

    /** The change, if it is that and nothing else. */
    private RouterConfigEdit checked(String path, @Nullable String changed, JsonNode expected, List<String> nowTold) {
        if (changed != null) {
            RouterConfigEdit next = new RouterConfigEdit(changed, nowTold);
            if (next.document.faults().isEmpty() && same(next.document.root(), expected)) {
                return next;
            }
        }
        throw refused(path, YamlChange.reason(text, steps(path)));
    }

    private PlimsollException refused(String path, String what) {
        return PlimsollException.ofProblems(
                "The configuration has to be changed as text here.",
                List.of(new Problem(null, document.line(path), path, what, List.of())));
    }

    /** The names of a path. */
    static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int at = 0;
        while (at < path.length()) {
            step.region(at, path.length());
            if (!step.lookingAt() || (path.charAt(at) == '.') != (at > 0)) {
                throw PlimsollException.usage(
                        "'" + path + "' is not a path; write it like models.chat.ttl or models.\"qwen2.5:7b\".ttl");
            }
            steps.add(step.group(1) == null ? step.group(2) : step.group(1));
            at = step.end();
        }
        return steps;
    }
}

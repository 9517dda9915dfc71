package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.PlimsollException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and edits a tree by path; edits are made in a copy. */
final class JsonEdit {
    private JsonEdit() {}

    /** What is at a path. */
    static Optional<JsonNode> get(JsonNode root, String path) {
        return JsonPath.parse(path).map(steps -> walk(root, steps));
    }

    /** A copy with another value at a path. */
    static JsonNode set(JsonNode root, String path, JsonNode value) {
        List<JsonPath.Step> steps = steps(path);
        if (steps.isEmpty()) {
            return value.deepCopy();
        }
        JsonNode copy = root.deepCopy();
        JsonNode at = copy;
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            JsonPath.Step step = steps.get(i);
            JsonNode next = last ? value.deepCopy() : child(at, step);
            if (next == null || next.isNull() && !last) {
                next = steps.get(i + 1) instanceof JsonPath.Step.Index
                        ? JsonNodeFactory.instance.arrayNode()
                        : JsonNodeFactory.instance.objectNode();
            } else if (!last) {
                at = next;
                continue;
            }
            put(at, step, next, path);
            at = next;
        }
        return copy;
    }

    /** A copy without what is at a path. */
    static JsonNode remove(JsonNode root, String path) {
        List<JsonPath.Step> steps = steps(path);
        JsonNode copy = root.deepCopy();
        JsonNode parent = steps.isEmpty() ? null : walk(copy, steps.subList(0, steps.size() - 1));
        if (parent == null || child(parent, steps.getLast()) == null) {
            throw PlimsollException.usage("There is nothing at " + path);
        }
        switch (steps.getLast()) {
            case JsonPath.Step.Name name -> ((ObjectNode) parent).remove(name.name());
            case JsonPath.Step.Index index -> ((ArrayNode) parent).remove(index.index());
        }
        return copy;
    }

    private static List<JsonPath.Step> steps(String path) {
        return JsonPath.parse(path)
                .orElseThrow(() -> PlimsollException.usage(
                        "'" + path + "' is not a path; write it like benchmarks[0].constraints[1].seconds"));
    }

    private static @Nullable JsonNode walk(JsonNode root, List<JsonPath.Step> steps) {
        JsonNode at = root;
        for (JsonPath.Step step : steps) {
            at = child(at, step);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private static @Nullable JsonNode child(JsonNode parent, JsonPath.Step step) {
        return switch (step) {
            case JsonPath.Step.Name name -> parent instanceof ObjectNode object ? object.get(name.name()) : null;
            case JsonPath.Step.Index index -> parent instanceof ArrayNode array ? array.get(index.index()) : null;
        };
    }

    private static void put(JsonNode parent, JsonPath.Step step, JsonNode value, String path) {
        switch (step) {
            case JsonPath.Step.Name name when parent instanceof ObjectNode object -> object.set(name.name(), value);
            case JsonPath.Step.Index index
            when parent instanceof ArrayNode array && index.index() < array.size() -> array.set(index.index(), value);
            case JsonPath.Step.Index index
            when parent instanceof ArrayNode array && index.index() == array.size() -> array.add(value);
            case JsonPath.Step.Index index
            when parent instanceof ArrayNode array ->
                throw PlimsollException.usage("There is no element " + index.index() + " in a list of " + array.size()
                        + " at " + path + " (elements count from 0)");
            default -> throw PlimsollException.usage("The path " + path + " leads through a value that has no parts");
        }
    }
}

package dev.plimsoll.engine.router.config;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of a tree of mappings by names; each makes a copy. What a change of a text is held against. */
final class YamlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private YamlTree() {}

    /** What is there; missing if nothing is. */
    static JsonNode at(JsonNode root, List<String> steps) {
        JsonNode at = root;
        for (String step : steps) {
            at = at.isObject() ? at.path(step) : MissingNode.getInstance();
        }
        return at;
    }

    /** With a value, and with mappings on the way to it where nothing or null is. */
    static JsonNode with(JsonNode root, List<String> steps, JsonNode value) {
        if (steps.isEmpty()) {
            return value.deepCopy();
        }
        ObjectNode copy = root instanceof ObjectNode object ? object.deepCopy() : NODES.objectNode();
        String first = steps.getFirst();
        copy.set(first, with(copy.path(first), steps.subList(1, steps.size()), value));
        return copy;
    }

    /** Without a value that is there. */
    static JsonNode without(JsonNode root, List<String> steps) {
        JsonNode copy = root.deepCopy();
        if (at(copy, steps.subList(0, steps.size() - 1)) instanceof ObjectNode parent) {
            parent.remove(steps.getLast());
        }
        return copy;
    }

    /** With each number in one Java type, so that equal ones are equal. */
    static JsonNode normal(JsonNode value) {
        if (value.isObject()) {
            ObjectNode result = NODES.objectNode();
            value.properties().forEach(each -> result.set(each.getKey(), normal(each.getValue())));
            return result;
        }
        if (value.isArray()) {
            var result = NODES.arrayNode();
            value.forEach(each -> result.add(normal(each)));
            return result;
        }
        return value.isNumber() ? NODES.numberNode(value.decimalValue().stripTrailingZeros()) : value;
    }
}

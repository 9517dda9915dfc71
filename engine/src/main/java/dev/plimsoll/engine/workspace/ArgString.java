package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.PlimsollException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Option strings: {@code kind=synthetic,promptTokens=128}, with {@code a.b=1} for nesting and {@code x[0].w=10} for lists, or a JSON
 * object. Values are YAML 1.1 scalars, as in GuideLLM, whose option strings these are: {@code 64}, {@code 2.5}, {@code true},
 * {@code null}, {@code 'a b'}. A value cannot hold a comma; use JSON, or {@code rate[0]=1,rate[1]=2}.
 */
public final class ArgString {
    private static final Pattern INDEXED = Pattern.compile("([^\\[]+)\\[(\\d+)]");

    /** A list is filled up to its highest index. */
    private static final int HIGHEST_INDEX = 9999;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ArgString() {}

    /** An option string that cannot be read; the message says what and where, but not in which option. */
    static final class SyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }

    /**
     * The object that an option string stands for; empty for a blank one.
     *
     * @throws PlimsollException where it cannot be read
     */
    public static ObjectNode object(String text) {
        try {
            return read(text);
        } catch (SyntaxException e) {
            throw PlimsollException.usage("The option '" + text + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@link #object}, with a {@link SyntaxException} for who can say where. */
    static ObjectNode read(String text) {
        if (text.isBlank()) {
            return NODES.objectNode();
        }
        if (text.strip().startsWith("{")) {
            return json(text);
        }
        ObjectNode root = NODES.objectNode();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new SyntaxException("'" + pair.strip() + "' is not of the form key=value");
            }
            String key = pair.substring(0, equals).strip();
            if (key.isEmpty()) {
                throw new SyntaxException("'" + pair.strip() + "' has no key before '='");
            }
            put(root, key, YamlScalar.parse(pair.substring(equals + 1).strip()));
        }
        return root;
    }

    /**
     * A single value: JSON where it is an object or a list of it, else a YAML value.
     *
     * @throws SyntaxException where it cannot be read
     */
    static JsonNode value(String text) {
        String stripped = text.strip();
        if (stripped.startsWith("{") || stripped.startsWith("[")) {
            JsonSource source = JsonSource.parse(stripped);
            if (source.root() != null && source.problems().isEmpty()) {
                return source.root();
            }
        }
        return YamlScalar.parse(stripped);
    }

    private static ObjectNode json(String text) {
        JsonSource source = JsonSource.parse(text);
        if (source.root() instanceof ObjectNode object && source.problems().isEmpty()) {
            return object;
        }
        throw new SyntaxException(source.problems().getFirst().tell());
    }

    private static void put(ObjectNode root, String key, JsonNode value) {
        List<String> parts = List.of(key.split("\\.", -1));
        ObjectNode at = root;
        for (int i = 0; i < parts.size(); i++) {
            Matcher indexed = INDEXED.matcher(parts.get(i));
            boolean last = i == parts.size() - 1;
            if (indexed.matches()) {
                ArrayNode list = list(at, indexed.group(1));
                int index = index(parts.get(i), indexed.group(2));
                while (list.size() <= index) {
                    list.addNull();
                }
                JsonNode empty = list.get(index); // a place that nothing was put in is null
                JsonNode next = next(empty.isNull() ? null : empty, last ? value : null, parts.get(i));
                list.set(index, next);
                at = next instanceof ObjectNode object ? object : at;
            } else {
                JsonNode next = next(at.get(parts.get(i)), last ? value : null, parts.get(i));
                at.set(parts.get(i), next);
                at = next instanceof ObjectNode object ? object : at;
            }
        }
    }

    /** What stands at a key from now on: the value on the last step, an object on the way there. */
    private static JsonNode next(@Nullable JsonNode existing, @Nullable JsonNode value, String key) {
        if (value != null) {
            if (existing != null) {
                throw new SyntaxException("'" + key + "' is given twice");
            }
            return value;
        }
        if (existing == null) {
            return NODES.objectNode();
        }
        if (existing instanceof ObjectNode object) {
            return object;
        }
        throw new SyntaxException("'" + key + "' is given as a value and as an object");
    }

    private static int index(String key, String digits) {
        if (digits.length() > 9 || Integer.parseInt(digits) > HIGHEST_INDEX) {
            throw new SyntaxException("the index of '" + key + "' is higher than " + HIGHEST_INDEX);
        }
        return Integer.parseInt(digits);
    }

    private static ArrayNode list(ObjectNode at, String name) {
        JsonNode existing = at.get(name);
        if (existing == null) {
            return at.putArray(name);
        }
        if (existing instanceof ArrayNode list) {
            return list;
        }
        throw new SyntaxException("'" + name + "' is given as a value and as a list");
    }
}

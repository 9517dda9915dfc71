package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.problem.Problem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * YAML text as a tree that knows the line of everything, with aliases and merge keys ({@code <<}) resolved; Jackson's own tree would
 * take an alias for a text.
 *
 * @param root the document; an empty object where there is none
 * @param lines 1-based line by path
 * @param faults text that is not YAML, duplicate keys
 */
record YamlDocument(JsonNode root, Map<String, Integer> lines, List<ConfigFault> faults) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final YAMLFactory FACTORY = new YAMLFactory();
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
    private static final String MERGE = "<<";

    YamlDocument {
        lines = Map.copyOf(lines);
        faults = List.copyOf(faults);
    }

    /** Reads a text; never throws on content. */
    static YamlDocument parse(String text) {
        Reader reader = new Reader();
        JsonNode root = NODES.objectNode();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), new StringReader(text))) {
            if (parser.nextToken() != null) {
                JsonNode value = reader.value((YAMLParser) parser, "");
                root = value.isNull() ? root : value;
                if (parser.nextToken() != null) {
                    reader.fault(
                            ConfigFault.Code.YAML_INVALID,
                            parser.currentTokenLocation().getLineNr(),
                            "",
                            "there is a second document");
                }
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            String message = e.getOriginalMessage() == null ? "unreadable" : e.getOriginalMessage();
            reader.fault(
                    ConfigFault.Code.YAML_INVALID,
                    line,
                    "",
                    "not valid YAML: " + message.lines().findFirst().orElse("unreadable"));
        }
        return new YamlDocument(root, reader.lines, reader.faults);
    }

    /** The path of a key below another path; quoted where it could be taken for several. */
    static String below(String path, String key) {
        String name = PLAIN.matcher(key).matches() ? key : "\"" + key + "\"";
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The line of a path or of the nearest thing above it; 0 where there is none. */
    int line(String path) {
        String at = path;
        while (!at.isEmpty()) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return 0;
    }

    /** The pass over the tokens. */
    private static final class Reader {
        private final Map<String, Integer> lines = new HashMap<>();
        private final Map<String, JsonNode> anchors = new HashMap<>();
        private final List<ConfigFault> faults = new ArrayList<>();

        void fault(ConfigFault.Code code, int line, String path, String what) {
            faults.add(new ConfigFault(code, new Problem(null, line, path, what, List.of())));
        }

        /** The value that starts at the current token. */
        JsonNode value(YAMLParser parser, String path) {
            int line = parser.currentTokenLocation().getLineNr();
            lines.putIfAbsent(path, line);
            if (parser.isCurrentAlias()) {
                JsonNode known = anchors.get(parser.getString());
                if (known == null) {
                    fault(
                            ConfigFault.Code.YAML_INVALID,
                            line,
                            path,
                            "'*" + parser.getString() + "' has no anchor before it");
                    return NODES.nullNode();
                }
                return known;
            }
            @Nullable Object anchor = parser.getObjectId();
            JsonToken token = parser.currentToken();
            JsonNode value = switch (token) {
                case START_OBJECT -> object(parser, path);
                case START_ARRAY -> array(parser, path);
                case VALUE_STRING -> NODES.stringNode(parser.getString());
                case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
                case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
                case VALUE_TRUE -> NODES.booleanNode(true);
                case VALUE_FALSE -> NODES.booleanNode(false);
                case VALUE_NULL -> NODES.nullNode();
                default -> throw new IllegalStateException(token.name());
            };
            if (anchor != null) {
                anchors.put(anchor.toString(), value);
            }
            return value;
        }

        private ObjectNode object(YAMLParser parser, String path) {
            ObjectNode own = NODES.objectNode();
            List<JsonNode> merged = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String below = below(path, name);
                int line = parser.currentTokenLocation().getLineNr();
                if (own.has(name)) {
                    fault(ConfigFault.Code.KEY_DUPLICATE, line, below, "is written twice");
                }
                lines.put(below, line);
                parser.nextToken();
                JsonNode value = value(parser, below);
                if (name.equals(MERGE)) {
                    merge(value, merged, line, below);
                } else {
                    own.set(name, value);
                }
            }
            ObjectNode all = NODES.objectNode();
            merged.reversed().forEach(each -> each.properties().forEach(p -> all.set(p.getKey(), p.getValue())));
            own.properties().forEach(each -> all.set(each.getKey(), each.getValue()));
            return all;
        }

        /** What a merge key brings: a mapping, or several of which the first to have a key counts. */
        private void merge(JsonNode value, List<JsonNode> merged, int line, String path) {
            List<JsonNode> sources = new ArrayList<>();
            if (value.isArray()) {
                value.forEach(sources::add);
            } else {
                sources.add(value);
            }
            for (JsonNode source : sources) {
                if (source.isObject()) {
                    merged.add(source);
                } else {
                    fault(ConfigFault.Code.YAML_INVALID, line, path, "can only bring in mappings");
                }
            }
        }

        private ArrayNode array(YAMLParser parser, String path) {
            ArrayNode node = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                node.add(value(parser, path + "[" + node.size() + "]"));
            }
            return node;
        }
    }
}

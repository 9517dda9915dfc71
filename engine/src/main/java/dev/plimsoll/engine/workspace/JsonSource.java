package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON text as a tree that knows the line of everything. Numbers keep every digit; of duplicate keys the last one counts and each is a
 * problem.
 *
 * @param root the document, or null where the text is not JSON
 * @param lines 1-based line by path
 * @param problems malformed text, duplicate keys; without file
 */
record JsonSource(@Nullable JsonNode root, Map<String, Integer> lines, List<Problem> problems) {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    JsonSource {
        lines = Map.copyOf(lines);
        problems = List.copyOf(problems);
    }

    /** Reads a text; never throws on content. */
    static JsonSource parse(String text) {
        Reader reader = new Reader();
        // a byte order mark is not JSON, but editors on Windows write it
        String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
        JsonNode root = null;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), new StringReader(json))) {
            if (parser.nextToken() == null) {
                reader.problems.add(new Problem(null, 1, "", "the file is empty", List.of()));
            } else {
                JsonNode value = reader.value(parser, "");
                if (parser.nextToken() != null) {
                    int line = parser.currentTokenLocation().getLineNr();
                    reader.problems.add(new Problem(null, line, "", "text after the end of the document", List.of()));
                } else {
                    root = value;
                }
            }
        } catch (JacksonException e) {
            reader.problems.add(malformed(e));
        }
        return new JsonSource(root, reader.lines, reader.problems);
    }

    private static Problem malformed(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        int line = location == null ? 0 : Math.max(0, location.getLineNr());
        String where = location == null ? "" : " (line " + line + ", column " + location.getColumnNr() + ")";
        String message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        return new Problem(null, line, "", "not valid JSON" + where + ": " + message, List.of());
    }

    /** The pass over the tokens. */
    private static final class Reader {
        private final Map<String, Integer> lines = new HashMap<>();
        private final List<Problem> problems = new ArrayList<>();

        /** The value that starts at the current token. */
        JsonNode value(JsonParser parser, String path) {
            JsonToken token = parser.currentToken();
            lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
            return switch (token) {
                case START_OBJECT -> object(parser, path);
                case START_ARRAY -> array(parser, path);
                case VALUE_STRING -> NODES.stringNode(parser.getString());
                case VALUE_NUMBER_INT -> integer(parser);
                case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
                case VALUE_TRUE -> NODES.booleanNode(true);
                case VALUE_FALSE -> NODES.booleanNode(false);
                case VALUE_NULL -> NODES.nullNode();
                default -> throw new IllegalStateException(token.name());
            };
        }

        private static JsonNode integer(JsonParser parser) {
            return switch (parser.getNumberType()) {
                case INT -> NODES.numberNode(parser.getIntValue());
                case LONG -> NODES.numberNode(parser.getLongValue());
                default -> NODES.numberNode(parser.getBigIntegerValue());
            };
        }

        private ObjectNode object(JsonParser parser, String path) {
            ObjectNode node = NODES.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String memberPath = JsonPath.member(path, name);
                int line = parser.currentTokenLocation().getLineNr();
                if (node.has(name)) {
                    problems.add(new Problem(null, line, memberPath, "is written twice", List.of()));
                }
                lines.put(memberPath, line);
                parser.nextToken();
                node.set(name, value(parser, memberPath));
            }
            return node;
        }

        private ArrayNode array(JsonParser parser, String path) {
            ArrayNode node = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                node.add(value(parser, JsonPath.element(path, node.size())));
            }
            return node;
        }
    }
}

package dev.plimsoll.engine.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Writes JSON for people and for diffs: keys in the order of the tree, two spaces of indentation, and a part that holds little on one
 * line as long as it is short.
 */
final class JsonText {
    private static final int LONGEST_LINE = 110;

    private JsonText() {}

    /** The text of a document, with a final line end. */
    static String write(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, 0, 0, out);
        return out.append('\n').toString();
    }

    private static void write(JsonNode node, int indent, int column, StringBuilder out) {
        if (!node.isContainer()) {
            out.append(node);
            return;
        }
        if (indent > 0 && isFlat(node) || node.isEmpty()) {
            String line = oneLine(node);
            if (column + line.length() <= LONGEST_LINE) {
                out.append(line);
                return;
            }
        }
        boolean object = node.isObject();
        out.append(object ? '{' : '[');
        String inner = "\n" + " ".repeat(indent + 2);
        boolean first = true;
        for (Entry entry : entries(node)) {
            out.append(first ? "" : ",").append(inner).append(entry.prefix);
            write(entry.value, indent + 2, indent + 2 + entry.prefix.length(), out);
            first = false;
        }
        out.append('\n').append(" ".repeat(indent)).append(object ? '}' : ']');
    }

    /** A list of plain values, or an object that holds at most lists and objects of plain values. */
    private static boolean isFlat(JsonNode node) {
        return node.isArray()
                ? isPlain(node)
                : node.valueStream().allMatch(value -> !value.isContainer() || isPlain(value));
    }

    private static boolean isPlain(JsonNode container) {
        return container.valueStream().noneMatch(value -> value.isContainer() && !value.isEmpty());
    }

    private static String oneLine(JsonNode node) {
        if (!node.isContainer()) {
            return node.toString();
        }
        if (node.isEmpty()) {
            return node.isObject() ? "{}" : "[]";
        }
        List<String> parts = new ArrayList<>();
        for (Entry entry : entries(node)) {
            parts.add(entry.prefix + oneLine(entry.value));
        }
        String joined = String.join(", ", parts);
        return node.isObject() ? "{ " + joined + " }" : "[" + joined + "]";
    }

    private record Entry(String prefix, JsonNode value) {}

    private static List<Entry> entries(JsonNode node) {
        List<Entry> entries = new ArrayList<>();
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                entries.add(new Entry(quote(member.getKey()) + ": ", member.getValue()));
            }
        } else {
            node.forEach(element -> entries.add(new Entry("", element)));
        }
        return entries;
    }

    private static String quote(String text) {
        return tools.jackson.databind.node.JsonNodeFactory.instance
                .stringNode(text)
                .toString();
    }
}

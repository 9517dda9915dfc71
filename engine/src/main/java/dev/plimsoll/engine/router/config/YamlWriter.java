package dev.plimsoll.engine.router.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values as YAML that every reader takes for the same: plain where that is safe beyond doubt, quoted or as block text elsewhere. */
final class YamlWriter {
    /** Letters, digits and what commands and names are made of; no {@code ": "}, {@code " #"}, comma or bracket. */
    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}\\p{N}_./$(+^-][\\p{L}\\p{N}_./$()+*=<>~^%@:;|&!?\\\\{}\"' -]*");

    private static final Pattern BAD_IN_FLOW = Pattern.compile("[,\\[\\]{}]|:$");
    private static final Pattern BAD_INSIDE = Pattern.compile(": |:$| #| $|^- |^-$|^---|^\\.\\.\\.");

    /** What some reader or other takes for a number, a date or a time. */
    private static final Pattern NUMBER_LIKE = Pattern.compile("[-+.]?[0-9][0-9a-fA-FxXoO_.,:+-]*|[-+]?\\.(inf|nan)");

    /** What YAML 1.1 or 1.2 takes for a truth value or nothing. */
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "~");

    private static final int WIDEST_LIST = 100;

    private YamlWriter() {}

    /** What is written for a value behind its key: on the key's line, and on lines of their own. */
    record Piece(String head, String body) {}

    /** A value as an entry of a block mapping whose keys stand at a column; the body begins with a line end where there is one. */
    static Piece block(JsonNode value, int column, int step) {
        String deeper = " ".repeat(column + step);
        if (value.isObject() && !value.isEmpty()) {
            return new Piece(
                    "",
                    value.properties().stream()
                            .map(each -> "\n" + entry(each.getKey(), each.getValue(), column + step, step))
                            .collect(Collectors.joining()));
        }
        if (value.isArray() && !value.isEmpty()) {
            String flow = flow(value);
            boolean ofScalars = value.valueStream().noneMatch(JsonNode::isContainer);
            if (!ofScalars || flow.length() > WIDEST_LIST) {
                return new Piece(
                        "",
                        value.valueStream()
                                .map(each -> "\n" + deeper + "- " + flow(each))
                                .collect(Collectors.joining()));
            }
            return new Piece(flow, "");
        }
        if (value.isString() && isLiteral(value.stringValue())) {
            String text = value.stringValue();
            String content = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            return new Piece(
                    text.endsWith("\n") ? "|" : "|-",
                    content.lines()
                            .map(line -> "\n" + (line.isEmpty() ? "" : deeper + line))
                            .collect(Collectors.joining()));
        }
        return new Piece(flow(value, false), "");
    }

    /** An entry of a block mapping, without a line end behind it. */
    static String entry(String key, JsonNode value, int column, int step) {
        Piece piece = block(value, column, step);
        return " ".repeat(column) + key(key) + ":" + (piece.head.isEmpty() ? "" : " " + piece.head) + piece.body;
    }

    /** A key. */
    static String key(String name) {
        return scalar(name, true);
    }

    /** A value on one line, within brackets or not. */
    static String flow(JsonNode value) {
        return flow(value, true);
    }

    private static String flow(JsonNode value, boolean within) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(each -> key(each.getKey()) + ": " + flow(each.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isString() ? scalar(value.stringValue(), within) : value.toString();
    }

    /** A text on one line. */
    private static String scalar(String text, boolean inFlow) {
        boolean plain = PLAIN.matcher(text).matches()
                && !BAD_INSIDE.matcher(text).find()
                && !(inFlow && BAD_IN_FLOW.matcher(text).find())
                && !NUMBER_LIKE.matcher(text.toLowerCase(Locale.ROOT)).matches()
                && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain && readsAs("- " + text, text) ? text : inQuotes(text);
    }

    /** Whether several lines can stand as they are; the others are quoted. */
    private static boolean isLiteral(String text) {
        return text.contains("\n")
                && !text.endsWith("\n\n")
                && !text.startsWith("\n")
                && !Character.isWhitespace(text.charAt(0))
                && text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c));
    }

    private static boolean isPrintable(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean lineEnd = c == 0x85 || c == 0x2028 || c == 0x2029;
        return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && !surrogate && !lineEnd && c != 0xFEFF && c < 0xFFFE
                || Character.isSupplementaryCodePoint(c);
    }

    /** A text in single quotes where that saves it escapes, else in double quotes. */
    private static String inQuotes(String text) {
        boolean single = text.indexOf('\'') < 0
                && (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0)
                && text.codePoints().allMatch(YamlWriter::isPrintable)
                && !text.contains("${env."); // the environment's values are escaped for double quotes
        return single ? "'" + text + "'" : quoted(text);
    }

    /** A text in double quotes. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> out.append('\\').appendCodePoint(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(String.format(Locale.ROOT, "\\u%04x", c));
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    private static boolean readsAs(String yaml, String text) {
        YamlDocument read = YamlDocument.parse(yaml);
        return read.faults().isEmpty() && read.root().path(0).equals(JsonNodeFactory.instance.stringNode(text));
    }
}

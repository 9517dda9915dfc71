package dev.plimsoll.engine.workspace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values of option strings: one line of YAML 1.1 (<a href="https://yaml.org/type/">type repository</a>) as PyYAML's safe loader
 * resolves it: plain and quoted scalars, and flow lists and maps. What YAML has beyond that (tags, anchors, block text) is refused.
 */
final class YamlScalar {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUES = Set.of("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSES = Set.of("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]+");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9_]*)");
    private static final Pattern HEX = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern BASE_60_FLOAT = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final String INDICATORS = "&*!|>%@`";
    private static final int DEEPEST = 32;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private int at;
    private int depth;

    private YamlScalar(String text) {
        this.text = text;
    }

    /**
     * The value of a text.
     *
     * @throws ArgString.SyntaxException where it is not a value
     */
    static JsonNode parse(String text) {
        YamlScalar parser = new YamlScalar(text.strip());
        JsonNode value = parser.node(false);
        parser.skipBlanks();
        if (parser.at < parser.text.length() && !parser.atComment()) {
            throw parser.wrong("unexpected text after the value");
        }
        return value;
    }

    private ArgString.SyntaxException wrong(String what) {
        return new ArgString.SyntaxException("the value '" + text + "' cannot be read: " + what);
    }

    private JsonNode node(boolean inFlow) {
        if (++depth > DEEPEST) {
            throw wrong("nested too deeply");
        }
        skipBlanks();
        char c = at < text.length() ? text.charAt(at) : 0;
        JsonNode node = switch (c) {
            case '\'' -> NODES.stringNode(singleQuoted());
            case '"' -> NODES.stringNode(doubleQuoted());
            case '[' -> list();
            case '{' -> map();
            case ']', '}' -> throw wrong("'" + c + "' without its opening");
            default -> {
                if (c != 0 && INDICATORS.indexOf(c) >= 0) {
                    throw wrong("put it in quotes, it begins with '" + c + "'");
                }
                yield resolve(plain(inFlow));
            }
        };
        depth--;
        return node;
    }

    private String plain(boolean inFlow) {
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean blankBefore = at == start || Character.isWhitespace(text.charAt(at - 1));
            boolean ends = at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
            if (c == '#' && blankBefore
                    || inFlow && ",[]{}".indexOf(c) >= 0
                    || inFlow && c == ':' && (ends || ",[]{}".indexOf(text.charAt(at + 1)) >= 0)) {
                break;
            }
            if (c == ':' && ends) {
                throw wrong("put it in quotes, it holds ': '");
            }
            at++;
        }
        return text.substring(start, at).strip();
    }

    private static JsonNode resolve(String plain) {
        if (NULLS.contains(plain)) {
            return NODES.nullNode();
        }
        if (TRUES.contains(plain) || FALSES.contains(plain)) {
            return NODES.booleanNode(TRUES.contains(plain));
        }
        String digits = plain.replace("_", "");
        if (BINARY.matcher(plain).matches()) {
            return integer(digits, "0b", 2);
        }
        if (HEX.matcher(plain).matches()) {
            return integer(digits, "0x", 16);
        }
        if (OCTAL.matcher(plain).matches()) {
            return integer(digits, "0", 8);
        }
        if (DECIMAL.matcher(plain).matches()) {
            return integer(digits, "", 10);
        }
        if (FLOAT.matcher(plain).matches()) {
            return NODES.numberNode(new BigDecimal(digits));
        }
        if (BASE_60.matcher(plain).matches() || BASE_60_FLOAT.matcher(plain).matches()) {
            return base60(digits);
        }
        if (NOT_FINITE.matcher(plain).matches()) {
            throw new ArgString.SyntaxException("the value '" + plain + "' is not a finite number");
        }
        return NODES.stringNode(plain);
    }

    private static JsonNode integer(String digits, String prefix, int radix) {
        boolean negative = digits.startsWith("-");
        String unsigned = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        String body = unsigned.substring(prefix.length());
        if (body.isEmpty()) {
            throw new ArgString.SyntaxException("the value '" + digits + "' is not a number");
        }
        return narrow(new BigInteger(negative ? "-" + body : body, radix));
    }

    private static JsonNode narrow(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return NODES.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    /** {@code 1:30} is 90: YAML 1.1's numbers to the base of sixty. */
    private static JsonNode base60(String digits) {
        boolean negative = digits.startsWith("-");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : digits.replaceFirst("^[-+]", "").split(":")) {
            parts.add(part);
        }
        BigDecimal value = BigDecimal.ZERO;
        for (String part : parts) {
            value = value.multiply(BigDecimal.valueOf(60)).add(new BigDecimal(part.endsWith(".") ? part + "0" : part));
        }
        if (negative) {
            value = value.negate();
        }
        return digits.contains(".") ? NODES.numberNode(value) : narrow(value.toBigIntegerExact());
    }

    private String singleQuoted() {
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\'') {
                out.append(c);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '\'') {
                out.append(c);
                at++;
            } else {
                at++;
                return out.toString();
            }
        }
        throw wrong("a quote is not closed");
    }

    private String doubleQuoted() {
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (++at == text.length()) {
                break;
            }
            escape(text.charAt(at), out);
        }
        throw wrong("a quote is not closed");
    }

    private void escape(char c, StringBuilder out) {
        switch (c) {
            case '0' -> out.append('\0');
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 't' -> out.append('\t');
            case 'n' -> out.append('\n');
            case 'v' -> out.append('\u000B');
            case 'f' -> out.append('\f');
            case 'r' -> out.append('\r');
            case 'e' -> out.append('\u001B');
            case 'N' -> out.append('\u0085');
            case '_' -> out.append('\u00A0');
            case 'L' -> out.append('\u2028');
            case 'P' -> out.append('\u2029');
            case ' ', '"', '\\', '/' -> out.append(c);
            case 'x' -> hex(2, out);
            case 'u' -> hex(4, out);
            case 'U' -> hex(8, out);
            default -> throw wrong("unknown escape \\" + c);
        }
    }

    private void hex(int digits, StringBuilder out) {
        if (at + digits >= text.length()) {
            throw wrong("an escape is cut short");
        }
        try {
            out.appendCodePoint(Integer.parseUnsignedInt(text.substring(at + 1, at + 1 + digits), 16));
        } catch (IllegalArgumentException e) {
            throw wrong("not a character: \\" + text.substring(at, at + 1 + digits));
        }
        at += digits;
    }

    private ArrayNode list() {
        ArrayNode list = NODES.arrayNode();
        at++;
        while (true) {
            if (closes(']')) {
                return list;
            }
            list.add(node(true));
            separator(']');
        }
    }

    private ObjectNode map() {
        ObjectNode map = NODES.objectNode();
        at++;
        while (true) {
            if (closes('}')) {
                return map;
            }
            JsonNode key = node(true);
            skipBlanks();
            JsonNode value = NODES.nullNode();
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
                skipBlanks();
                value = at < text.length() && ",}".indexOf(text.charAt(at)) >= 0 ? value : node(true);
            }
            map.set(key.isString() ? key.stringValue() : key.toString(), value);
            separator('}');
        }
    }

    private boolean closes(char bracket) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == bracket) {
            at++;
            return true;
        }
        return false;
    }

    private void separator(char bracket) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
        } else if (at >= text.length() || text.charAt(at) != bracket) {
            throw wrong("'" + bracket + "' is missing");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean atComment() {
        return text.charAt(at) == '#' && (at == 0 || Character.isWhitespace(text.charAt(at - 1)));
    }
}

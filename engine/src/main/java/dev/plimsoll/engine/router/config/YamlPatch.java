package dev.plimsoll.engine.router.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Single changes of a YAML text that touch nothing but what they change. What they come to is checked by {@link RouterConfigEdit}. */
final class YamlPatch {
    private static final Pattern PROPERTIES = Pattern.compile("(?:[&!]\\S*[ \\t]*)+");
    private static final Pattern HEADER = Pattern.compile("[|>][0-9+-]*");

    private final String text;
    private final int step;

    YamlPatch(String text) {
        this.text = text;
        this.step = usualStep();
    }

    /** The indentation of the first line that has one; 2 where none has. */
    private int usualStep() {
        return text.lines()
                .filter(line -> line.startsWith(" ")
                        && !line.isBlank()
                        && !line.stripLeading().startsWith("#"))
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .findFirst()
                .orElse(2);
    }

    /** Puts a value in the place of an entry's. */
    String replace(YamlPlace.Mapping parent, YamlPlace.Entry entry, JsonNode value) {
        YamlPlace old = entry.value();
        int colon = colon(entry);
        String anchor = old.anchor() == null ? "" : "&" + old.anchor() + " ";
        if (value.isString() && isQuoted(old) && !value.stringValue().contains("\n")) {
            return spliced(old.start(), old.end(), anchor + YamlWriter.quoted(value.stringValue()));
        }
        if (parent.flow()) {
            String flow = anchor + YamlWriter.flow(value);
            return old.start() == old.end()
                    ? spliced(colon + 1, colon + 1, " " + flow)
                    : spliced(old.start(), old.end(), flow);
        }
        YamlWriter.Piece piece = YamlWriter.block(value, column(parent), step);
        String head = (anchor + piece.head()).strip();
        boolean below = old instanceof YamlPlace.Scalar scalar && scalar.block() || isBlock(old);
        int headStart = old.start();
        int headEnd = old.end();
        if (below) {
            Matcher properties = PROPERTIES.matcher(text).region(headStart, text.length());
            boolean onLineOfKey = text.substring(colon, headStart).indexOf('\n') < 0;
            headEnd = onLineOfKey && properties.lookingAt() ? properties.end() : headStart;
            if (!isBlock(old)) {
                Matcher header = HEADER.matcher(text).region(headEnd, text.length());
                headEnd = header.lookingAt() ? header.end() : headEnd;
            } else if (!onLineOfKey) {
                headStart = colon + 1;
                headEnd = headStart;
            }
        }
        if (headStart == colon + 1 && !head.isEmpty()) {
            head = " " + head;
        }
        int bodyStart = lineEnd(headEnd);
        int bodyEnd = below ? Math.max(bodyStart, old.end()) : bodyStart;
        String headLine = text.substring(0, headStart) + head + text.substring(headEnd, bodyStart);
        if (head.isEmpty()) {
            headLine = headLine.stripTrailing();
        }
        return headLine + lines(piece.body()) + text.substring(bodyEnd);
    }

    private boolean isQuoted(YamlPlace place) {
        return place instanceof YamlPlace.Scalar && place.start() < place.end() && text.charAt(place.start()) == '"';
    }

    /** Adds an entry behind the last one of a mapping that has some, or in the empty braces of one that has none. */
    String insert(YamlPlace.Mapping parent, String name, JsonNode value) {
        if (parent.flow()) {
            String entry = YamlWriter.key(name) + ": " + YamlWriter.flow(value);
            if (parent.entries().isEmpty()) {
                int brace = text.indexOf('{', parent.start());
                return spliced(brace + 1, brace + 1, entry);
            }
            int end = parent.entries().getLast().end();
            return spliced(end, end, ", " + entry);
        }
        int column = column(parent);
        int at = behind(parent.entries().getLast().end(), column);
        return spliced(at, at, lines("\n" + YamlWriter.entry(name, value, column, step)));
    }

    /** A text with one entry more at its end; for one that has none yet. */
    String append(String name, JsonNode value) {
        String before = text.isEmpty() || text.endsWith("\n") ? text : text + lines("\n");
        return before + lines(YamlWriter.entry(name, value, 0, step) + "\n");
    }

    /** Takes an entry out, with the comments on its line and further in below it; those above it stay. */
    String remove(YamlPlace.Mapping parent, YamlPlace.Entry entry) {
        if (parent.flow()) {
            int index = parent.entries().indexOf(entry);
            return removeFromFlow(
                    entry.key().start(),
                    entry.end(),
                    index == 0 ? -1 : parent.entries().get(index - 1).end());
        }
        return removeLines(entry.key().start(), behind(entry.end(), column(parent)));
    }

    /** Gives an entry another key. */
    String rename(YamlPlace.Entry entry, String name) {
        return spliced(entry.key().start(), entry.key().end(), YamlWriter.key(name));
    }

    /** Puts an item into a list that has some, before the one that has that index now. */
    String insertItem(YamlPlace.Sequence list, int index, JsonNode item) {
        String flow = YamlWriter.flow(item);
        if (list.flow()) {
            return index == 0
                    ? spliced(
                            list.items().getFirst().start(),
                            list.items().getFirst().start(),
                            flow + ", ")
                    : spliced(
                            list.items().get(index - 1).end(),
                            list.items().get(index - 1).end(),
                            ", " + flow);
        }
        int dash = dash(list.items().getFirst());
        String indent = " ".repeat(dash - lineStart(dash));
        if (index == 0) {
            return spliced(lineStart(dash), lineStart(dash), lines(indent + "- " + flow + "\n"));
        }
        int at = lineEnd(list.items().get(index - 1).end());
        return spliced(at, at, lines("\n" + indent + "- " + flow));
    }

    /** Takes an item out of a list that has others. */
    String removeItem(YamlPlace.Sequence list, int index) {
        YamlPlace item = list.items().get(index);
        if (list.flow()) {
            return removeFromFlow(
                    item.start(),
                    item.end(),
                    index == 0 ? -1 : list.items().get(index - 1).end());
        }
        return removeLines(dash(item), lineEnd(item.end()));
    }

    /** The 1-based line of an offset. */
    int line(int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private String removeFromFlow(int start, int end, int endBefore) {
        if (endBefore >= 0) {
            return spliced(endBefore, end, "");
        }
        int at = end;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            return spliced(start, at, "");
        }
        return spliced(start, end, "");
    }

    private String removeLines(int from, int to) {
        return spliced(lineStart(from), nextLine(to), "");
    }

    private static boolean isBlock(YamlPlace place) {
        return switch (place) {
            case YamlPlace.Mapping mapping -> !mapping.flow();
            case YamlPlace.Sequence sequence -> !sequence.flow();
            case YamlPlace.Scalar _, YamlPlace.Alias _ -> false;
        };
    }

    private int colon(YamlPlace.Entry entry) {
        return Math.max(entry.key().end(), text.indexOf(':', entry.key().end()));
    }

    private int column(YamlPlace.Mapping mapping) {
        int start = mapping.entries().getFirst().key().start();
        return start - lineStart(start);
    }

    private int dash(YamlPlace item) {
        return Math.max(0, text.lastIndexOf('-', item.start() - 1));
    }

    /** The end of the line of an offset, and of the comments below it that stand further in than a column. */
    private int behind(int at, int column) {
        int end = lineEnd(at);
        for (int from = nextLine(end); from < text.length(); from = nextLine(from)) {
            String line = text.substring(from, lineEnd(from));
            String content = line.stripLeading();
            if (content.startsWith("#") && line.length() - content.length() > column) {
                end = lineEnd(from);
            } else if (!content.isEmpty()) {
                break;
            }
        }
        return end;
    }

    private int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** Where the line end begins, which may be two characters. */
    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private int nextLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    private String spliced(int from, int to, String with) {
        return text.substring(0, from) + with + text.substring(to);
    }

    /** With the line ends of this text. */
    private String lines(String written) {
        return text.contains("\r\n") ? written.replace("\n", "\r\n") : written;
    }
}

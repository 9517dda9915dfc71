package dev.plimsoll.engine.report;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/** Text from outside made fit for one line of a terminal or a document. */
public final class PlainText {
    private PlainText() {}

    /**
     * The text on one line: runs of white space become one space, control characters and those that turn the direction of writing
     * (both could forge what a terminal shows) vanish.
     */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else if (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT) {
                line.append(c);
            }
        }
        return line.toString().strip();
    }

    /** At most {@code length} characters, the last of them an ellipsis where something was left out. */
    public static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1).stripTrailing() + "…";
    }

    /** The text with our own typographic characters replaced where a charset lacks them. */
    static String fit(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder fitted = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            fitted.append(encoder.canEncode(c) ? String.valueOf(c) : plain(c));
        }
        return fitted.toString();
    }

    private static String plain(char c) {
        return switch (c) {
            case '−', '–', '—' -> "-";
            case '≤' -> "<=";
            case '→' -> "->";
            case 'µ' -> "u";
            case '·' -> "|";
            case '…' -> "...";
            default -> "?";
        };
    }
}

package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A conversation as plain text, for APIs that know no messages. */
final class PlainText {
    private PlainText() {}

    /**
     * Appends a JSON text: prefix and texts of each turn, and each answer right behind its prompt as the server itself saw it. All else is
     * set apart by a blank.
     */
    static void append(Turn turn, List<Backend.Exchange> history, GrowingBytes out) {
        out.append((byte) '"');
        int start = out.length();
        for (Backend.Exchange past : history) {
            content(past.turn().content(), out, start);
            String answer = past.answer();
            if (answer != null) {
                JsonText.body(out, answer);
            }
        }
        content(turn.content(), out, start);
        out.append((byte) '"');
    }

    /** Every text that says anything, each behind the prefix. */
    static List<String> each(Content content) {
        String system = content.system();
        return content.texts().stream()
                .filter(text -> !text.isEmpty())
                .map(text -> system == null ? text : system + " " + text)
                .toList();
    }

    /** What it lacks to be plain text. */
    static Optional<String> lack(Content content) {
        if (!content.texts().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                content.messagesJson() == null
                        ? "has no text"
                        : "has only chat messages (use the endpoint chat, or map a text column) and no text");
    }

    private static void content(Content content, GrowingBytes out, int start) {
        part(content.system(), out, start);
        for (Content.Part part : content.parts()) {
            if (part instanceof Content.Text text && !text.text().isEmpty()) {
                part(text.text(), out, start);
            }
        }
    }

    private static void part(@Nullable String text, GrowingBytes out, int start) {
        if (text == null) {
            return;
        }
        if (out.length() > start) {
            out.append((byte) ' ');
        }
        JsonText.body(out, text);
    }
}

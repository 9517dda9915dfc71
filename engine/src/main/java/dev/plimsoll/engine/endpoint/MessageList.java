package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation as a list of messages: what was asked and answered, then what is asked. Immutable. */
final class MessageList {
    /** OpenAI's chat: the system prompt is a message. */
    static final MessageList CHAT = new MessageList(PartStyle.CHAT, true, "");
    /** OpenAI's responses: each item says that it is a message, the system prompt is elsewhere. */
    static final MessageList RESPONSES = new MessageList(PartStyle.RESPONSES, false, "\"type\":\"message\",");
    /** Anthropic's messages: the system prompt is elsewhere. */
    static final MessageList MESSAGES = new MessageList(PartStyle.MESSAGES, false, "");

    private final PartStyle style;
    private final boolean withSystem;
    private final byte[] system;
    private final byte[] user;
    private final byte[] assistant;

    private MessageList(PartStyle style, boolean withSystem, String type) {
        this.style = style;
        this.withSystem = withSystem;
        this.system = messageOf(type, "system");
        this.user = messageOf(type, "user");
        this.assistant = messageOf(type, "assistant");
    }

    /** Appends the list. */
    void append(Turn turn, List<Backend.Exchange> history, GrowingBytes out) {
        out.append((byte) '[');
        int start = out.length();
        for (Backend.Exchange past : history) {
            content(past.turn().content(), out, start);
            message(assistant, past.answer(), out, start);
        }
        content(turn.content(), out, start);
        out.append((byte) ']');
    }

    private void content(Content content, GrowingBytes out, int start) {
        if (withSystem) {
            message(system, content.system(), out, start);
        }
        if (!content.parts().isEmpty()) {
            comma(out, start);
            out.append(user, 0, user.length);
            style.content(content, out);
            out.append((byte) '}');
        }
        String messages = content.messagesJson();
        if (messages != null) {
            String array = messages.strip();
            String inside = array.startsWith("[") && array.endsWith("]")
                    ? array.substring(1, array.length() - 1).strip()
                    : array;
            if (!inside.isEmpty()) {
                comma(out, start);
                JsonText.raw(out, inside);
            }
        }
    }

    private static void message(byte[] begin, @Nullable String text, GrowingBytes out, int start) {
        if (text != null) {
            comma(out, start);
            out.append(begin, 0, begin.length);
            JsonText.string(out, text);
            out.append((byte) '}');
        }
    }

    private static void comma(GrowingBytes out, int start) {
        if (out.length() > start) {
            out.append((byte) ',');
        }
    }

    private static byte[] messageOf(String type, String role) {
        return ("{" + type + "\"role\":\"" + role + "\",\"content\":").getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI chat completions. */
final class ChatEndpoint implements EndpointKind {
    private static final byte[] SYSTEM = messageOf("system");
    private static final byte[] USER = messageOf("user");
    private static final byte[] ASSISTANT = messageOf("assistant");

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public String title() {
        return "Chat completions";
    }

    @Override
    public String path() {
        return "/v1/chat/completions";
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public boolean producesTokens() {
        return true;
    }

    @Override
    public boolean tokenizesInput() {
        return true;
    }

    @Override
    public AnswerShape answers() {
        return AnswerShape.CHOICES;
    }

    @Override
    public BodyEncoder encoder(BackendSettings settings) {
        return new OpenAiBody(settings, "messages", "max_completion_tokens", ChatEndpoint::messages);
    }

    private static void messages(Turn turn, List<Backend.Exchange> history, GrowingBytes out) {
        out.append((byte) '[');
        int start = out.length();
        for (Backend.Exchange past : history) {
            turn(past.turn(), out, start);
            message(ASSISTANT, past.answer(), out, start);
        }
        turn(turn, out, start);
        out.append((byte) ']');
    }

    private static void turn(Turn turn, GrowingBytes out, int start) {
        message(SYSTEM, turn.content().system(), out, start);
        message(USER, turn.content().text(), out, start);
        String messages = turn.content().messagesJson();
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

    private static void message(byte[] start, @Nullable String content, GrowingBytes out, int arrayStart) {
        if (content == null) {
            return;
        }
        comma(out, arrayStart);
        out.append(start, 0, start.length);
        JsonText.string(out, content);
        out.append((byte) '}');
    }

    private static void comma(GrowingBytes out, int start) {
        if (out.length() > start) {
            out.append((byte) ',');
        }
    }

    private static byte[] messageOf(String role) {
        return ("{\"role\":\"" + role + "\",\"content\":").getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI chat completions. */
final class ChatEndpoint implements EndpointKind {
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
    public BodyEncoder encoder(BackendSettings settings) {
        return new OpenAiBody(settings, "messages", "max_completion_tokens", ChatEndpoint::messages);
    }

    private static void messages(Turn turn, List<Backend.Exchange> history, GrowingBytes out) {
        out.append((byte) '[');
        int start = out.length();
        for (Backend.Exchange past : history) {
            turn(past.turn(), out, start);
            message("assistant", past.answer(), out, start);
        }
        turn(turn, out, start);
        out.append((byte) ']');
    }

    private static void turn(Turn turn, GrowingBytes out, int start) {
        message("system", turn.system(), out, start);
        message("user", turn.prompt(), out, start);
        String messages = turn.messagesJson();
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

    private static void message(String role, @Nullable String content, GrowingBytes out, int start) {
        if (content == null) {
            return;
        }
        comma(out, start);
        JsonText.raw(out, "{\"role\":\"" + role + "\",\"content\":");
        JsonText.string(out, content);
        out.append((byte) '}');
    }

    private static void comma(GrowingBytes out, int start) {
        if (out.length() > start) {
            out.append((byte) ',');
        }
    }
}

package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI (legacy) text completions. */
final class CompletionsEndpoint implements EndpointKind {
    @Override
    public String name() {
        return "completions";
    }

    @Override
    public String title() {
        return "Text completions";
    }

    @Override
    public String path() {
        return "/v1/completions";
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
        return new OpenAiBody(settings, "prompt", "max_tokens", CompletionsEndpoint::prompt);
    }

    /** Prefix and text of each turn, and each answer right behind its prompt as the server itself saw it; turns are set apart by a blank. */
    private static void prompt(Turn turn, List<Backend.Exchange> history, GrowingBytes out) {
        out.append((byte) '"');
        int start = out.length();
        for (Backend.Exchange past : history) {
            turn(past.turn(), out, start);
            String answer = past.answer();
            if (answer != null) {
                JsonText.body(out, answer);
            }
        }
        turn(turn, out, start);
        out.append((byte) '"');
    }

    private static void turn(Turn turn, GrowingBytes out, int start) {
        if (turn.content().text() == null) {
            throw PlimsollException.usage("The completions endpoint sends plain text, but a row has only chat messages;"
                    + " use the chat endpoint, or map a text column");
        }
        part(turn.content().system(), out, start);
        part(turn.content().text(), out, start);
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

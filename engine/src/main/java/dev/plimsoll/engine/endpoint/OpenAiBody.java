package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bodies of the OpenAI kind: model, input, {@code stream} with {@code stream_options.include_usage}, the output length under the
 * endpoint's own name, {@code ignore_eos} where asked, then the extras. A member whose value would be null is left out.
 */
final class OpenAiBody implements BodyEncoder {
    private static final byte[] MODEL = ascii("{\"model\":");
    private static final byte[] STREAM = ascii(",\"stream\":true");
    private static final byte[] STREAM_OPTIONS = ascii(",\"stream_options\":{\"include_usage\":true}");
    private static final byte[] IGNORE_EOS = ascii(",\"ignore_eos\":true");

    /** Writes what is sent to be answered. */
    interface Input {
        void write(Turn turn, List<Backend.Exchange> history, GrowingBytes out);
    }

    private final BackendSettings settings;
    private final Extras extras;
    private final String inputName;
    private final byte[] inputKey;
    private final String lengthName;
    private final byte[] lengthKey;
    private final Input input;

    OpenAiBody(BackendSettings settings, String inputName, String lengthName, Input input) {
        this.settings = settings;
        this.extras = Extras.of(settings.extrasJson());
        this.inputName = inputName;
        this.inputKey = ascii(",\"" + inputName + "\":");
        this.lengthName = lengthName;
        this.lengthKey = ascii(",\"" + lengthName + "\":");
        this.input = input;
    }

    @Override
    public void encode(Turn turn, List<Backend.Exchange> history, GrowingBytes out) {
        Extras merged = extras.with(turn.extraJson());
        int start = out.length();
        if (merged.has("model")) {
            out.append((byte) '{');
        } else {
            append(out, MODEL);
            String model = turn.model();
            JsonText.string(out, model != null ? model : settings.model());
        }
        if (!merged.has(inputName)) {
            append(out, inputKey);
            input.write(turn, history, out);
        }
        if (settings.stream()) {
            appendUnless(merged, "stream", out, STREAM);
            appendUnless(merged, "stream_options", out, STREAM_OPTIONS);
        }
        if (turn.outputTokens() >= 0 && !merged.has(lengthName)) {
            append(out, lengthKey);
            JsonText.number(out, turn.outputTokens());
        }
        if (turn.ignoreEos()) {
            appendUnless(merged, "ignore_eos", out, IGNORE_EOS);
        }
        merged.append(out);
        out.append((byte) '}');
        closeUpFirstComma(out, start);
    }

    /** Without a model of ours the first member came with a comma: {@code {,"x":1}}. A blank is valid there, a comma is not. */
    private static void closeUpFirstComma(GrowingBytes out, int start) {
        byte[] bytes = out.array();
        if (bytes[start + 1] == ',') {
            bytes[start + 1] = ' ';
        }
    }

    private static void appendUnless(Extras extras, String name, GrowingBytes out, byte[] member) {
        if (!extras.has(name)) {
            append(out, member);
        }
    }

    private static void append(GrowingBytes out, byte[] bytes) {
        out.append(bytes, 0, bytes.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

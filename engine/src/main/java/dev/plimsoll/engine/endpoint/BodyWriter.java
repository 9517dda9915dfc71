package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the members of one body that the extras do not replace, then the extras. A member that is not said is left out, never null.
 * For one body.
 */
final class BodyWriter {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INCLUDE_USAGE = "{\"include_usage\":true}".getBytes(StandardCharsets.US_ASCII);

    private final BackendSettings settings;
    private final Turn turn;
    private final List<Backend.Exchange> history;
    private final Extras extras;
    private final GrowingBytes out;
    private boolean isFirst = true;

    BodyWriter(BackendSettings settings, Turn turn, List<Backend.Exchange> history, Extras extras, GrowingBytes out) {
        this.settings = settings;
        this.turn = turn;
        this.history = history;
        this.extras = extras;
        this.out = out;
        out.append((byte) '{');
    }

    Turn turn() {
        return turn;
    }

    Content content() {
        return turn.content();
    }

    List<Backend.Exchange> history() {
        return history;
    }

    /** Where a value goes behind {@link #begins}. */
    GrowingBytes out() {
        return out;
    }

    /** Begins a member; false where the extras replace it or take it away, and then no value may be written. */
    boolean begins(Member member) {
        if (extras.has(member.name())) {
            return false;
        }
        if (!isFirst) {
            out.append((byte) ',');
        }
        isFirst = false;
        out.append(member.key(), 0, member.key().length);
        return true;
    }

    /** A text member. */
    void text(Member member, String value) {
        if (begins(member)) {
            JsonText.string(out, value);
        }
    }

    /** A member whose value is JSON already; left out where null. */
    void json(Member member, @Nullable String value) {
        if (value != null && begins(member)) {
            JsonText.raw(out, value);
        }
    }

    /** A number of tokens; left out where negative. */
    void count(Member member, int value) {
        if (value >= 0 && begins(member)) {
            JsonText.number(out, value);
        }
    }

    /** A list of texts. */
    void texts(Member member, List<String> values) {
        if (begins(member)) {
            char before = '[';
            for (String value : values) {
                out.append((byte) before);
                JsonText.string(out, value);
                before = ',';
            }
            if (values.isEmpty()) {
                out.append((byte) '[');
            }
            out.append((byte) ']');
        }
    }

    /** The turn's own model, else the target's. */
    void model() {
        text(Member.MODEL, Latest.model(turn, settings));
    }

    /** The latest tools of the conversation. */
    void tools() {
        json(Member.TOOLS, latest(Content::toolsJson));
    }

    /** {@code "stream":true} where a stream is asked for. */
    void stream() {
        if (settings.stream()) {
            raw(Member.STREAM, TRUE);
        }
    }

    /** Asks for the usage at a stream's end; a server rejects it beside {@code "stream":false}, which the extras may hold. */
    void streamOptions() {
        if (extras.flag("stream", settings.stream())) {
            raw(Member.STREAM_OPTIONS, INCLUDE_USAGE);
        }
    }

    /** {@code "ignore_eos":true} where the turn wants it. */
    void ignoreEos() {
        if (turn.ignoreEos()) {
            raw(Member.IGNORE_EOS, TRUE);
        }
    }

    /** What the latest turn says that says it; null where none does. */
    @Nullable
    String latest(Function<Content, @Nullable String> what) {
        return Latest.of(turn, history, what);
    }

    /** A writer of an object within, with extras of its own; it goes behind {@link #begins}. */
    BodyWriter inner(Extras own) {
        return new BodyWriter(settings, turn, history, own, out);
    }

    /** The extras and the end. */
    void end() {
        extras.append(out, isFirst);
        out.append((byte) '}');
    }

    private void raw(Member member, byte[] json) {
        if (begins(member)) {
            out.append(json, 0, json.length);
        }
    }
}

package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.Swar;
import java.util.Arrays;

/**
 * Finds out what a stream event says, by the cheapest way that is certain.
 *
 * <ol>
 *   <li><em>Recognised</em>: the events of one stream differ in nothing but the text of one string. The bytes before and after that
 *       text are learned from an event that was walked; an event with the same bytes around a well-formed JSON string body means the
 *       same (tens of ns, vectorised comparisons). Its {@code id} was told then and is not again.
 *   <li><em>Walked</em>: {@link ChoicesWalk}.
 *   <li><em>Parsed</em>: {@link ChoicesTree}, only where the walk is unsure.
 * </ol>
 */
final class ContentProbe {
    /** Longest frame worth learning; a longer one (log probabilities) changes with every event anyway. */
    private static final int MAX_FRAME_BYTES = 4096;

    private final ChoicesFacts facts = new ChoicesFacts();
    private final ChoicesWalk walk = new ChoicesWalk(facts);

    private byte[] frame = {};
    private int before;
    private int after;
    private Channel channel = Channel.OUTPUT;
    private int choiceIndex;
    private boolean learned;

    /** Forgets what was learned: another stream has another id. */
    void reset() {
        learned = false;
    }

    /** Reads one event or answer into {@link #facts}; false = not JSON of the expected shape. */
    boolean read(byte[] bytes, int from, int to) {
        if (learned && recognise(bytes, from, to)) {
            return true;
        }
        if (walk.walk(bytes, from, to)) {
            learn(bytes, from, to);
            return true;
        }
        return ChoicesTree.parse(bytes, from, to, facts);
    }

    /** What the last event said; valid until the next. */
    ChoicesFacts facts() {
        return facts;
    }

    private boolean recognise(byte[] bytes, int from, int to) {
        int textFrom = from + before;
        int textTo = to - after;
        if (textTo <= textFrom
                || !Arrays.equals(bytes, from, textFrom, frame, 0, before)
                || !Arrays.equals(bytes, textTo, to, frame, before, before + after)) {
            return false;
        }
        int at = textFrom;
        while ((at = Swar.quoteOrBackslash(bytes, at, textTo)) < textTo) {
            if (bytes[at] == '"') {
                return false;
            }
            at += 2;
        }
        if (at != textTo) {
            return false; // the quote that follows is escaped: not the end of the text
        }
        facts.begin(bytes);
        facts.choiceBegins();
        facts.choiceIndex(choiceIndex);
        facts.text(channel, textFrom, textTo);
        facts.choiceEnds();
        return true;
    }

    private void learn(byte[] bytes, int from, int to) {
        boolean simple =
                facts.choices == 1 && facts.texts() == 1 && !facts.finished && !facts.usage && !facts.hasError();
        if (!simple) {
            return;
        }
        int textFrom = facts.from(0);
        int textTo = facts.to(0);
        int length = textFrom - from + (to - textTo);
        if (length > MAX_FRAME_BYTES) {
            return;
        }
        if (frame.length < length) {
            frame = new byte[Math.max(512, length * 2)];
        }
        before = textFrom - from;
        after = to - textTo;
        System.arraycopy(bytes, from, frame, 0, before);
        System.arraycopy(bytes, textTo, frame, before, after);
        channel = facts.channel(0);
        choiceIndex = facts.choiceIndexOf(0);
        learned = true;
    }
}

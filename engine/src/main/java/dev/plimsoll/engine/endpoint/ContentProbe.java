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
 *   <li><em>Walked</em>: by the protocol's {@link AnswerWalk}.
 *   <li><em>Parsed</em>: by its {@link AnswerTree}, only where the walk is unsure.
 * </ol>
 */
final class ContentProbe implements AnswerReader {
    /** Longest frame worth learning; a longer one (log probabilities) changes with every event anyway. */
    private static final int MAX_FRAME_BYTES = 4096;

    private final AnswerFacts facts;
    private final AnswerWalk walk;
    private final TreeReader parse;

    private byte[] frame = {};
    private int before;
    private int after;
    private Channel channel = Channel.OUTPUT;
    private boolean inChoice;
    private int choiceIndex;
    private int piece;
    private boolean learned;

    /** The walk and the tree fill {@code facts}. */
    ContentProbe(AnswerWalk walk, AnswerTree tree, AnswerFacts facts) {
        this.walk = walk;
        this.parse = new TreeReader(tree, facts, false);
        this.facts = facts;
    }

    /** Forgets what was learned: another stream has another id. */
    @Override
    public void begin() {
        learned = false;
    }

    @Override
    public boolean read(byte[] bytes, int from, int to) {
        if (learned && recognise(bytes, from, to)) {
            return true;
        }
        if (walk.walk(bytes, from, to)) {
            learn(bytes, from, to);
            return true;
        }
        return parse.read(bytes, from, to);
    }

    @Override
    public AnswerFacts facts() {
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
        facts.piece = piece;
        if (inChoice) {
            facts.choiceBegins();
            facts.choiceIndex(choiceIndex);
            facts.choiceEnds();
        }
        facts.text(channel, textFrom, textTo);
        return true;
    }

    private void learn(byte[] bytes, int from, int to) {
        if (!isOneText()) {
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
        inChoice = facts.choices == 1;
        choiceIndex = facts.choiceIndexOf(0);
        piece = facts.piece;
        learned = true;
    }

    /** Whether the event said one text of at most one choice and nothing else. */
    private boolean isOneText() {
        return facts.texts() == 1
                && facts.choices <= 1
                && !facts.whole
                && !facts.finished
                && !facts.done
                && !facts.usage
                && !facts.hasError();
    }
}

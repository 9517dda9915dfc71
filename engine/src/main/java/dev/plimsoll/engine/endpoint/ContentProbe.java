package dev.plimsoll.engine.endpoint;

/**
 * Finds out what a stream event says, by the cheapest way that is certain.
 *
 * <ol>
 *   <li><em>Recognised</em>: the events of one stream mostly differ in nothing but their text. What is around it is learned from an
 *       event that was walked ({@link LearnedFrame}, tens of ns, vectorised comparisons). The {@code id} was told then and is not again.
 *   <li><em>Walked</em>: by the protocol's {@link AnswerWalk}.
 *   <li><em>Parsed</em>: by its {@link AnswerTree}, only where the walk is unsure.
 * </ol>
 */
final class ContentProbe implements AnswerReader {
    private final AnswerFacts facts;
    private final AnswerWalk walk;
    private final TreeReader parse;
    private final LearnedFrame frame = new LearnedFrame();

    private Channel channel = Channel.OUTPUT;
    private boolean inChoice;
    private int choiceIndex;
    private int piece;
    /** The facts are those of a recognised event: of the next one only the text is another. */
    private boolean repeats;

    /** The walk and the tree fill {@code facts}. */
    ContentProbe(AnswerWalk walk, AnswerTree tree, AnswerFacts facts) {
        this.walk = walk;
        this.parse = new TreeReader(tree, facts, false);
        this.facts = facts;
    }

    /** Forgets what was learned: another stream has another id. */
    @Override
    public void begin() {
        frame.forget();
    }

    @Override
    public boolean read(byte[] bytes, int from, int to) {
        if (frame.matches(bytes, from, to)) {
            recognised(bytes);
            return true;
        }
        repeats = false;
        if (walk.walk(bytes, from, to)) {
            if (isOneText()) {
                learn(bytes, from, to);
            }
            return true;
        }
        return parse.read(bytes, from, to);
    }

    @Override
    public AnswerFacts facts() {
        return facts;
    }

    private void recognised(byte[] bytes) {
        if (repeats) {
            facts.bytes = bytes;
            facts.replaceText(0, frame.textFrom(), frame.textTo());
            return;
        }
        repeats = true;
        facts.begin(bytes);
        facts.piece = piece;
        if (inChoice) {
            facts.choiceBegins();
            facts.choiceIndex(choiceIndex);
            facts.choiceEnds();
        }
        facts.text(channel, frame.textFrom(), frame.textTo());
    }

    private void learn(byte[] bytes, int from, int to) {
        frame.learn(bytes, from, to, facts);
        channel = facts.channel(0);
        inChoice = facts.choices == 1;
        choiceIndex = facts.choiceIndexOf(0);
        piece = facts.piece;
    }

    /** Whether the event said one text of at most one choice and nothing else. */
    private boolean isOneText() {
        return facts.texts() == 1
                && facts.choices <= 1
                && !facts.whole
                && !facts.finished
                && !facts.done
                && !facts.usage
                && facts.toolCalls == 0
                && !facts.hasError();
    }
}

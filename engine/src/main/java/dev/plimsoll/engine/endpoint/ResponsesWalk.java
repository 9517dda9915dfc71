package dev.plimsoll.engine.endpoint;

/** Walks the events of a responses stream that bring text ({@code ....delta}); all others are left to {@link ResponsesTree}. */
final class ResponsesWalk extends AnswerWalk {
    private static final byte[] TYPE = ascii("type");
    private static final byte[] DELTA = ascii("delta");
    private static final byte[] OUTPUT_INDEX = ascii("output_index");
    private static final byte[] CONTENT_INDEX = ascii("content_index");
    private static final byte[] SUMMARY_INDEX = ascii("summary_index");
    private static final byte[] SEQUENCE_NUMBER = ascii("sequence_number");
    private static final byte[] OBFUSCATION = ascii("obfuscation");
    private static final String SUFFIX = ".delta";

    /** The types of deltas, told apart by their bytes. */
    private static final byte[][] TYPES = ResponsesTree.PIECES.keySet().stream()
            .map(piece -> ascii(piece + SUFFIX))
            .toArray(byte[][]::new);

    private static final Channel[] CHANNELS = ResponsesTree.PIECES.values().toArray(Channel[]::new);

    private int outputIndex;
    private int partIndex;

    ResponsesWalk(AnswerFacts facts) {
        super(facts);
    }

    @Override
    int top(int at) {
        int type = -1;
        int deltaFrom = 0;
        int deltaTo = 0;
        outputIndex = 0;
        partIndex = 0;
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (keyIs(TYPE)) {
                next = string(next);
                type = next == UNSURE ? -1 : type();
            } else if (keyIs(DELTA)) {
                next = string(next);
                deltaFrom = valueFrom();
                deltaTo = valueTo();
                facts.gap(deltaFrom, deltaTo, true);
            } else if (keyIs(OUTPUT_INDEX)) {
                next = number(next);
                outputIndex = number();
            } else if (keyIs(CONTENT_INDEX) || keyIs(SUMMARY_INDEX)) {
                next = number(next);
                partIndex = number();
            } else if (keyIs(SEQUENCE_NUMBER) || keyIs(OBFUSCATION)) {
                next = varying(next);
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        if (next == UNSURE || type < 0) {
            return UNSURE;
        }
        facts.piece = ResponsesTree.piece(outputIndex, partIndex, CHANNELS[type]);
        if (deltaTo > deltaFrom) {
            facts.text(CHANNELS[type], deltaFrom, deltaTo);
        }
        return next + 1;
    }

    private int type() {
        for (int i = 0; i < TYPES.length; i++) {
            if (valueIs(TYPES[i])) {
                return i;
            }
        }
        return -1;
    }
}

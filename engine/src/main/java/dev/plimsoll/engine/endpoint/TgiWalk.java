package dev.plimsoll.engine.endpoint;

/** Walks the events of a TGI stream that hold nothing but a token; all others are left to {@link TgiTree}. */
final class TgiWalk extends AnswerWalk {
    private static final byte[] TOKEN = ascii("token");
    private static final byte[] INDEX = ascii("index");
    private static final byte[] GENERATED_TEXT = ascii("generated_text");
    private static final byte[] DETAILS = ascii("details");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] ID = ascii("id");
    private static final byte[] TEXT = ascii("text");
    private static final byte[] LOGPROB = ascii("logprob");
    private static final byte[] SPECIAL = ascii("special");

    TgiWalk(AnswerFacts facts) {
        super(facts);
    }

    @Override
    int top(int at) {
        boolean hasToken = false;
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (keyIs(TOKEN)) {
                next = token(next);
                hasToken = true;
            } else if (keyIs(INDEX)) {
                next = varying(next);
            } else if (keyIs(GENERATED_TEXT) || keyIs(DETAILS) || keyIs(ERROR)) {
                next = isNull(next) ? next + 4 : UNSURE;
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        return next == UNSURE || !hasToken ? UNSURE : next + 1;
    }

    private int token(int at) {
        boolean special = false;
        int from = 0;
        int to = 0;
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (keyIs(TEXT)) {
                next = string(next);
                from = valueFrom();
                to = valueTo();
                facts.gap(from, to, true);
            } else if (keyIs(ID) || keyIs(LOGPROB)) {
                next = varying(next);
            } else if (keyIs(SPECIAL)) {
                special = starts(next, 't');
                next = skip(next);
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        if (!special && to > from) {
            facts.text(Channel.OUTPUT, from, to);
        }
        return next == UNSURE ? UNSURE : next + 1;
    }
}

package dev.plimsoll.engine.endpoint;

/**
 * Walks answers of embeddings in OpenAI's shape, numbers or base64, counting the numbers as it passes over them: a batch of vectors is
 * hundreds of kB of text, of which nobody wants to see one. All other shapes are left to {@link EmbeddingsTree}.
 */
final class EmbeddingsWalk extends AnswerWalk {
    private static final byte[] OBJECT = ascii("object");
    private static final byte[] DATA = ascii("data");
    private static final byte[] EMBEDDING = ascii("embedding");
    private static final byte[] EMBEDDINGS = ascii("embeddings");
    private static final byte[] USAGE = ascii("usage");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] ID = ascii("id");

    EmbeddingsWalk(AnswerFacts facts) {
        super(facts);
    }

    @Override
    int top(int at) {
        facts.results(AnswerFacts.Result.VECTORS, 0);
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE || keyIs(EMBEDDING) || keyIs(EMBEDDINGS)) {
                return UNSURE;
            }
            if (keyIs(DATA)) {
                next = data(next);
            } else if (keyIs(USAGE)) {
                next = isNull(next) ? next + 4 : usage(next);
            } else if (keyIs(ERROR)) {
                next = error(next);
            } else if (keyIs(OBJECT)) {
                next = object(next, at);
            } else if (keyIs(ID) && starts(next, '"')) {
                next = string(next);
                facts.id(valueFrom(), valueTo());
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    private int data(int at) {
        int next = open(at, '[');
        while (next != UNSURE && !closes(next, ']')) {
            next = comma(item(next), ']');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    private int item(int at) {
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE || keyIs(DATA)) {
                return UNSURE;
            }
            next = keyIs(EMBEDDING) ? vector(next) : skip(next);
            next = comma(next, '}');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    private int vector(int at) {
        if (starts(at, '"')) {
            int next = string(at);
            if (next != UNSURE) {
                add(EmbeddingsTree.dimensionOfBase64(valueTo() - valueFrom()));
            }
            return next;
        }
        if (isNull(at)) {
            return at + 4;
        }
        int count = 0;
        int next = open(at, '[');
        while (next != UNSURE && !closes(next, ']')) {
            int end = numberEnd(next);
            count++;
            next = end == next ? UNSURE : comma(end, ']');
        }
        add(count);
        return next == UNSURE ? UNSURE : next + 1;
    }

    private void add(int dimension) {
        if (dimension > 0) {
            facts.results++;
            facts.dimension = dimension;
        }
    }
}

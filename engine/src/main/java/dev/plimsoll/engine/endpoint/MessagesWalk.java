package dev.plimsoll.engine.endpoint;

import org.jspecify.annotations.Nullable;

/** Walks the events of a messages stream that bring text ({@code content_block_delta}); all others are left to {@link MessagesTree}. */
final class MessagesWalk extends AnswerWalk {
    private static final byte[] TYPE = ascii("type");
    private static final byte[] DELTA = ascii("delta");
    private static final byte[] CONTENT_BLOCK_DELTA = ascii("content_block_delta");
    private static final byte[] TEXT_DELTA = ascii("text_delta");
    private static final byte[] THINKING_DELTA = ascii("thinking_delta");
    private static final byte[] INPUT_JSON_DELTA = ascii("input_json_delta");
    private static final byte[] TEXT = ascii("text");
    private static final byte[] THINKING = ascii("thinking");
    private static final byte[] PARTIAL_JSON = ascii("partial_json");

    MessagesWalk(AnswerFacts facts) {
        super(facts);
    }

    @Override
    int top(int at) {
        boolean isDelta = false;
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (keyIs(TYPE)) {
                next = string(next);
                isDelta = next != UNSURE && valueIs(CONTENT_BLOCK_DELTA);
            } else if (keyIs(DELTA)) {
                next = delta(next);
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        return next == UNSURE || !isDelta ? UNSURE : next + 1;
    }

    /** A text counts if it is of the type that the delta says it is. */
    private int delta(int at) {
        @Nullable Channel type = null;
        @Nullable Channel said = null;
        int from = 0;
        int to = 0;
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            @Nullable Channel channel = channel();
            if (keyIs(TYPE)) {
                next = string(next);
                type = next == UNSURE ? null : type();
            } else if (channel != null && said == null && starts(next, '"')) {
                next = string(next);
                from = valueFrom();
                to = valueTo();
                said = channel;
                facts.gap(from, to, true);
            } else if (channel != null) {
                return UNSURE;
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        if (type != null && type == said && to > from) {
            facts.text(type, from, to);
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    private @Nullable Channel channel() {
        if (keyIs(TEXT)) {
            return Channel.OUTPUT;
        }
        if (keyIs(THINKING)) {
            return Channel.REASONING;
        }
        return keyIs(PARTIAL_JSON) ? Channel.TOOL : null;
    }

    private @Nullable Channel type() {
        if (valueIs(TEXT_DELTA)) {
            return Channel.OUTPUT;
        }
        if (valueIs(THINKING_DELTA)) {
            return Channel.REASONING;
        }
        return valueIs(INPUT_JSON_DELTA) ? Channel.TOOL : null;
    }
}

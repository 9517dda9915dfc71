package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.endpoint.UsageCounts.Count;

/**
 * Walks one JSON answer or stream event of a protocol over its bytes, once, without making objects, and notes what a load generator
 * wants to know. About one ns per byte; the slower way to the same facts is the protocol's {@link AnswerTree} (a real parse, where
 * this walk is unsure), the faster one none at all, where {@link ContentProbe} recognises the event.
 *
 * <p>Texts are raw JSON string bodies: ranges of the array walked, escapes not resolved.
 */
abstract class AnswerWalk extends JsonWalk {
    private static final byte[] ERROR = ascii("error");
    private static final byte[] PROMPT_TOKENS = ascii("prompt_tokens");
    private static final byte[] COMPLETION_TOKENS = ascii("completion_tokens");
    private static final byte[] PROMPT_DETAILS = ascii("prompt_tokens_details");
    private static final byte[] COMPLETION_DETAILS = ascii("completion_tokens_details");
    private static final byte[] CACHED_TOKENS = ascii("cached_tokens");
    private static final byte[] REASONING_TOKENS = ascii("reasoning_tokens");
    private static final byte[][] OTHER_USAGE =
            UsageTree.OTHER_NAMES.stream().map(JsonWalk::ascii).toArray(byte[][]::new);

    final AnswerFacts facts;
    private int lastDetail;

    AnswerWalk(AnswerFacts facts) {
        this.facts = facts;
    }

    /** Walks {@code bytes[from, to)}. False = unsure: the facts are then meaningless. */
    final boolean walk(byte[] bytes, int from, int to) {
        facts.begin(bytes);
        return isWhole(top(start(bytes, from, to)));
    }

    /** Over the whole answer or event. */
    abstract int top(int at);

    /** Reads a text or null. */
    final int text(int at, Channel channel) {
        if (isNull(at)) {
            return at + 4;
        }
        int next = string(at);
        if (next != UNSURE && valueTo() > valueFrom()) {
            facts.gap(valueFrom(), valueTo(), true);
            facts.text(channel, valueFrom(), valueTo());
        }
        return next;
    }

    /** Over a string or number that varies from event to event and means nothing. */
    final int varying(int at) {
        if (starts(at, '"')) {
            int next = string(at);
            if (next != UNSURE) {
                facts.gap(valueFrom(), valueTo(), true);
            }
            return next;
        }
        int next = skip(at);
        if (next != UNSURE && numberEnd(at) == next) {
            facts.gap(at, next, false);
        }
        return next;
    }

    /** Notes an error unless it is null. */
    final int error(int at) {
        int next = skip(at);
        if (next != UNSURE && !isNull(at)) {
            facts.error(at, next);
        }
        return next;
    }

    /** Over the name of the object that begins at {@code whole}: one that calls itself an error (vLLM) is one. */
    final int object(int at, int whole) {
        if (!starts(at, '"')) {
            return skip(at);
        }
        int next = string(at);
        if (next != UNSURE && valueIs(ERROR)) {
            facts.error(whole, end());
        }
        return next;
    }

    /** OpenAI's shape; those of other vendors are left to the parse. */
    final int usage(int at) {
        UsageCounts counts = facts.usageBegins();
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (keyIsAny(OTHER_USAGE)) {
                return UNSURE;
            }
            if (isNull(next)) {
                next += 4;
            } else if (keyIs(PROMPT_TOKENS)) {
                next = number(next);
                counts.set(Count.PROMPT, number());
            } else if (keyIs(COMPLETION_TOKENS)) {
                next = number(next);
                counts.set(Count.COMPLETION, number());
            } else if (keyIs(PROMPT_DETAILS)) {
                next = details(next, CACHED_TOKENS);
                counts.set(Count.CACHE_READ, lastDetail);
            } else if (keyIs(COMPLETION_DETAILS)) {
                next = details(next, REASONING_TOKENS);
                counts.set(Count.REASONING, lastDetail);
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    /** Reads one number of a details object into {@link #lastDetail}, -1 where it is not there. */
    private int details(int at, byte[] wanted) {
        int found = -1;
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (isNull(next)) {
                next += 4;
            } else if (keyIs(wanted)) {
                next = number(next);
                found = number();
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        lastDetail = found;
        return next == UNSURE ? UNSURE : next + 1;
    }
}

package dev.plimsoll.engine.endpoint;

/**
 * Walks one JSON answer or stream event of a protocol over its bytes, once, without making objects, and notes what a load generator
 * wants to know. About one ns per byte; the slower way to the same facts is the protocol's {@link AnswerTree} (a real parse, where
 * this walk is unsure), the faster one none at all, where {@link ContentProbe} recognises the event.
 *
 * <p>Texts are raw JSON string bodies: ranges of the array walked, escapes not resolved.
 */
abstract class AnswerWalk extends JsonWalk {
    final AnswerFacts facts;

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
}

package dev.plimsoll.engine.endpoint;

/**
 * Walks one JSON answer or stream event with {@code choices} (chat, completions) over its bytes, once, without making objects, and
 * notes what a load generator wants to know. About one ns per byte; the slower ways to the same facts are {@link ChoicesTree} (a
 * real parse, where this walk is unsure) and none at all where {@link ContentProbe} recognises the event.
 *
 * <p>{@link #walk} says false whenever it meets anything it does not expect; then nothing here counts.
 *
 * <p>Texts are raw JSON string bodies: ranges of the array walked, escapes not resolved.
 */
final class ChoicesWalk extends JsonWalk {
    private static final byte[] CHOICES = ascii("choices");
    private static final byte[] USAGE = ascii("usage");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] OBJECT = ascii("object");
    private static final byte[] ID = ascii("id");
    private static final byte[] DELTA = ascii("delta");
    private static final byte[] MESSAGE = ascii("message");
    private static final byte[] TEXT = ascii("text");
    private static final byte[] INDEX = ascii("index");
    private static final byte[] FINISH_REASON = ascii("finish_reason");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] REASONING_CONTENT = ascii("reasoning_content");
    private static final byte[] REASONING = ascii("reasoning");
    private static final byte[] TOOL_CALLS = ascii("tool_calls");
    private static final byte[] FUNCTION = ascii("function");
    private static final byte[] NAME = ascii("name");
    private static final byte[] ARGUMENTS = ascii("arguments");
    private static final byte[] PROMPT_TOKENS = ascii("prompt_tokens");
    private static final byte[] COMPLETION_TOKENS = ascii("completion_tokens");
    private static final byte[] PROMPT_DETAILS = ascii("prompt_tokens_details");
    private static final byte[] COMPLETION_DETAILS = ascii("completion_tokens_details");
    private static final byte[] CACHED_TOKENS = ascii("cached_tokens");
    private static final byte[] REASONING_TOKENS = ascii("reasoning_tokens");

    private final ChoicesFacts facts;
    private int lastDetail;

    ChoicesWalk(ChoicesFacts facts) {
        this.facts = facts;
    }

    /** Walks {@code bytes[from, to)}. False = unsure: the facts are then meaningless. */
    boolean walk(byte[] bytes, int from, int to) {
        facts.begin(bytes);
        return isWhole(top(start(bytes, from, to)));
    }

    private int top(int at) {
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (keyIs(CHOICES)) {
                next = isNull(next) ? next + 4 : choices(next);
            } else if (keyIs(USAGE)) {
                next = isNull(next) ? next + 4 : usage(next);
            } else if (keyIs(ERROR)) {
                int value = next;
                next = skip(value);
                if (next != UNSURE && !isNull(value)) {
                    facts.error(value, next);
                }
            } else if (keyIs(ID) && starts(next, '"')) {
                next = string(next);
                facts.id(valueFrom(), valueTo());
            } else if (keyIs(OBJECT) && starts(next, '"')) {
                next = string(next);
                if (next != UNSURE && valueIs(ERROR)) {
                    facts.error(at, end());
                }
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    private int choices(int at) {
        int next = open(at, '[');
        while (next != UNSURE && !closes(next, ']')) {
            next = comma(choice(next), ']');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    private int choice(int at) {
        facts.choiceBegins();
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (keyIs(DELTA) || keyIs(MESSAGE)) {
                next = isNull(next) ? next + 4 : message(next);
            } else if (keyIs(TEXT)) {
                next = text(next, Channel.OUTPUT);
            } else if (keyIs(FINISH_REASON)) {
                if (!isNull(next)) {
                    facts.finished();
                }
                next = skip(next);
            } else if (keyIs(INDEX)) {
                next = isNull(next) ? next + 4 : number(next);
                facts.choiceIndex(number());
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        facts.choiceEnds();
        return next == UNSURE ? UNSURE : next + 1;
    }

    private int message(int at) {
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (keyIs(CONTENT)) {
                next = text(next, Channel.OUTPUT);
            } else if (keyIs(REASONING_CONTENT) || keyIs(REASONING)) {
                next = text(next, Channel.REASONING);
            } else if (keyIs(TOOL_CALLS)) {
                next = isNull(next) ? next + 4 : toolCalls(next);
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    private int toolCalls(int at) {
        int next = open(at, '[');
        while (next != UNSURE && !closes(next, ']')) {
            next = comma(toolCall(next), ']');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    private int toolCall(int at) {
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            next = keyIs(FUNCTION) ? function(next) : skip(next);
            next = comma(next, '}');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    private int function(int at) {
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            next = keyIs(NAME) || keyIs(ARGUMENTS) ? text(next, Channel.TOOL) : skip(next);
            next = comma(next, '}');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    /** OpenAI's shape; those of other vendors are left to the parse. */
    private int usage(int at) {
        facts.usageBegins();
        int next = open(at, '{');
        boolean known = closes(next, '}');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            known |= keyIs(PROMPT_TOKENS) || keyIs(COMPLETION_TOKENS);
            if (isNull(next)) {
                next += 4;
            } else if (keyIs(PROMPT_TOKENS)) {
                next = number(next);
                facts.promptTokens = number();
            } else if (keyIs(COMPLETION_TOKENS)) {
                next = number(next);
                facts.completionTokens = number();
            } else if (keyIs(PROMPT_DETAILS)) {
                next = details(next, CACHED_TOKENS);
                facts.cachedTokens = lastDetail;
            } else if (keyIs(COMPLETION_DETAILS)) {
                next = details(next, REASONING_TOKENS);
                facts.reasoningTokens = lastDetail;
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        return next == UNSURE || !known ? UNSURE : next + 1;
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

    /** Reads a text or null. */
    private int text(int at, Channel channel) {
        if (isNull(at)) {
            return at + 4;
        }
        int next = string(at);
        if (next != UNSURE && valueTo() > valueFrom()) {
            facts.text(channel, valueFrom(), valueTo());
        }
        return next;
    }
}

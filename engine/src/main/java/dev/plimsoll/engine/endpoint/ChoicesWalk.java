package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.Swar;
import java.nio.charset.StandardCharsets;

/**
 * Walks one JSON answer or stream event with {@code choices} (chat, completions) over its bytes, once, without making objects, and
 * notes what a load generator wants to know. About one ns per byte; the slower ways to the same facts are {@link ChoicesTree} (a
 * real parse, where this walk is unsure) and none at all where {@link ContentProbe} recognises the event.
 *
 * <p>It is exact about the structure it uses (an escaped quote, a key of the same name elsewhere, a bracket inside a string) and
 * only skims what it skips. {@link #walk} says false whenever it meets anything it does not expect; then nothing here counts.
 *
 * <p>Texts are raw JSON string bodies: ranges of the array walked, escapes not resolved.
 */
final class ChoicesWalk {
    private static final int UNSURE = -1;
    private static final int MAX_DEPTH = 62;

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
    private byte[] b = {};
    private int end;
    private int keyFrom;
    private int keyTo;
    private int valueFrom;
    private int valueTo;
    private int number;

    ChoicesWalk(ChoicesFacts facts) {
        this.facts = facts;
    }

    /** Walks {@code bytes[from, to)}. False = unsure: the facts are then meaningless. */
    boolean walk(byte[] bytes, int from, int to) {
        b = bytes;
        end = to;
        facts.begin(bytes);
        int at = top(space(from));
        return at != UNSURE && space(at) == end;
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
                facts.id(valueFrom, valueTo);
            } else if (keyIs(OBJECT) && starts(next, '"')) {
                next = string(next);
                if (next != UNSURE && equal(valueFrom, valueTo, ERROR)) {
                    facts.error(at, end);
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
                facts.choiceIndex(number);
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

    private int usage(int at) {
        facts.usageBegins();
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (isNull(next)) {
                next += 4;
            } else if (keyIs(PROMPT_TOKENS)) {
                next = number(next);
                facts.promptTokens = number;
            } else if (keyIs(COMPLETION_TOKENS)) {
                next = number(next);
                facts.completionTokens = number;
            } else if (keyIs(PROMPT_DETAILS)) {
                next = details(next, CACHED_TOKENS);
                facts.cachedTokens = number;
            } else if (keyIs(COMPLETION_DETAILS)) {
                next = details(next, REASONING_TOKENS);
                facts.reasoningTokens = number;
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    /** Reads one number of a details object into {@link #number}, -1 where it is not there. */
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
                found = number;
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        number = found;
        return next == UNSURE ? UNSURE : next + 1;
    }

    // ---- JSON

    private int text(int at, Channel channel) {
        if (isNull(at)) {
            return at + 4;
        }
        int next = string(at);
        if (next != UNSURE && valueTo > valueFrom) {
            facts.text(channel, valueFrom, valueTo);
        }
        return next;
    }

    private int open(int at, char bracket) {
        return starts(at, bracket) ? space(at + 1) : UNSURE;
    }

    private boolean closes(int at, char bracket) {
        return at < end && b[at] == bracket;
    }

    private boolean starts(int at, char c) {
        return at != UNSURE && at < end && b[at] == c;
    }

    /** Reads {@code "key" :} and returns where its value starts. */
    private int key(int at) {
        int next = starts(at, '"') ? at + 1 : UNSURE;
        if (next == UNSURE) {
            return UNSURE;
        }
        int quote = Swar.quoteOrBackslash(b, next, end);
        if (quote == end || b[quote] == '\\') {
            return UNSURE;
        }
        keyFrom = next;
        keyTo = quote;
        int colon = space(quote + 1);
        if (!starts(colon, ':')) {
            return UNSURE;
        }
        int value = space(colon + 1);
        return value < end ? value : UNSURE;
    }

    /** Behind a value: over the comma to the next member, or at the closing bracket. */
    private int comma(int at, char closing) {
        if (at == UNSURE) {
            return UNSURE;
        }
        int next = space(at);
        if (starts(next, ',')) {
            next = space(next + 1);
            return next < end && b[next] != closing ? next : UNSURE;
        }
        return starts(next, closing) ? next : UNSURE;
    }

    private int string(int at) {
        if (!starts(at, '"')) {
            return UNSURE;
        }
        int next = at + 1;
        while (true) {
            next = Swar.quoteOrBackslash(b, next, end);
            if (next >= end) {
                return UNSURE;
            }
            if (b[next] == '"') {
                valueFrom = at + 1;
                valueTo = next;
                return next + 1;
            }
            next += 2;
        }
    }

    /** A whole number that fits an int; anything else is unsure. */
    private int number(int at) {
        int next = at;
        int value = 0;
        while (next < end && b[next] >= '0' && b[next] <= '9' && next - at < 9) {
            value = value * 10 + (b[next] - '0');
            next++;
        }
        boolean ends = next < end && (b[next] == ',' || b[next] == '}' || b[next] == ']' || b[next] <= ' ');
        number = value;
        return next > at && ends ? next : UNSURE;
    }

    private int skip(int at) {
        if (at == UNSURE || at >= end) {
            return UNSURE;
        }
        byte first = b[at];
        if (first == '"') {
            return string(at);
        }
        return first == '{' || first == '[' ? skipNested(at) : skipScalar(at);
    }

    /** Skips an object or array; {@code kinds} remembers of each open bracket whether it was a brace. */
    private int skipNested(int at) {
        long kinds = 0;
        int depth = 0;
        int next = at;
        while (next < end) {
            switch (b[next]) {
                case '"' -> {
                    next = string(next);
                    if (next == UNSURE) {
                        return UNSURE;
                    }
                }
                case '{', '[' -> {
                    kinds = kinds << 1 | (b[next] == '{' ? 1 : 0);
                    if (++depth > MAX_DEPTH) {
                        return UNSURE;
                    }
                    next++;
                }
                case '}', ']' -> {
                    if ((kinds & 1) != (b[next] == '}' ? 1 : 0)) {
                        return UNSURE;
                    }
                    kinds >>>= 1;
                    next++;
                    if (--depth == 0) {
                        return next;
                    }
                }
                default -> next++;
            }
        }
        return UNSURE;
    }

    private int skipScalar(int at) {
        int next = at;
        while (next < end && isScalar(b[next])) {
            next++;
        }
        boolean number = b[at] == '-' || (b[at] >= '0' && b[at] <= '9');
        boolean valid = number ? next > at : isNull(at) || isWord(at, "true") || isWord(at, "false");
        return valid ? next : UNSURE;
    }

    private static boolean isScalar(byte c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
    }

    private boolean isNull(int at) {
        return isWord(at, "null");
    }

    private boolean isWord(int at, String word) {
        if (at == UNSURE || at + word.length() > end) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (b[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return at + word.length() == end || !isScalar(b[at + word.length()]);
    }

    private int space(int at) {
        if (at == UNSURE) {
            return UNSURE;
        }
        int next = at;
        while (next < end && (b[next] == ' ' || b[next] == '\n' || b[next] == '\r' || b[next] == '\t')) {
            next++;
        }
        return next;
    }

    private boolean keyIs(byte[] key) {
        return equal(keyFrom, keyTo, key);
    }

    private boolean equal(int from, int to, byte[] word) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (b[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.plimsoll.engine.endpoint;

/** Walks answers and events with {@code choices} (chat, completions), as {@link ChoicesTree} understands them. */
final class ChoicesWalk extends AnswerWalk {
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
    private static final byte[] FUNCTION_CALL = ascii("function_call");
    private static final byte[] REFUSAL = ascii("refusal");
    private static final byte[] AUDIO = ascii("audio");
    private static final byte[] TRANSCRIPT = ascii("transcript");
    private static final byte[] OBFUSCATION = ascii("obfuscation");
    private static final byte[] NAME = ascii("name");
    private static final byte[] ARGUMENTS = ascii("arguments");

    private static final int NONE = -1;

    /** Number of the current message's reasoning text, or {@link #NONE}. */
    private int reasoning;

    ChoicesWalk(AnswerFacts facts) {
        super(facts);
    }

    @Override
    int top(int at) {
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
                next = error(next);
            } else if (keyIs(ID) && starts(next, '"')) {
                next = string(next);
                facts.id(valueFrom(), valueTo());
            } else if (keyIs(OBJECT)) {
                next = object(next, at);
            } else if (keyIs(OBFUSCATION)) {
                next = varying(next);
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
                    facts.finished = true;
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
        reasoning = NONE;
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (keyIs(CONTENT) || keyIs(REFUSAL)) {
                next = text(next, Channel.OUTPUT);
            } else if (keyIs(REASONING_CONTENT)) {
                next = reasoning(next, true);
            } else if (keyIs(REASONING)) {
                next = reasoning(next, false);
            } else if (keyIs(TOOL_CALLS)) {
                next = isNull(next) ? next + 4 : toolCalls(next);
            } else if (keyIs(FUNCTION_CALL)) {
                next = isNull(next) ? next + 4 : function(next);
            } else if (keyIs(AUDIO)) {
                next = isNull(next) ? next + 4 : audio(next);
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        return next == UNSURE ? UNSURE : next + 1;
    }

    /** Some servers send it twice, under an old and a new name: it is one text. */
    private int reasoning(int at, boolean preferred) {
        if (reasoning == NONE || isNull(at)) {
            int before = facts.texts();
            int next = text(at, Channel.REASONING);
            reasoning = facts.texts() > before ? before : reasoning;
            return next;
        }
        int next = string(at);
        if (next != UNSURE && valueTo() > valueFrom()) {
            facts.gap(valueFrom(), valueTo(), true);
            if (preferred) {
                facts.replaceText(reasoning, valueFrom(), valueTo());
            }
        }
        return next;
    }

    private int audio(int at) {
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            next = keyIs(TRANSCRIPT) ? text(next, Channel.OUTPUT) : skip(next);
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

    /** Its name goes before its arguments, wherever they are. */
    private int function(int at) {
        int argumentsFrom = 0;
        int argumentsTo = 0;
        int next = open(at, '{');
        while (next != UNSURE && !closes(next, '}')) {
            next = key(next);
            if (next == UNSURE) {
                return UNSURE;
            }
            if (keyIs(NAME)) {
                int before = facts.texts();
                next = text(next, Channel.TOOL);
                facts.toolCallNamed(before);
            } else if (keyIs(ARGUMENTS) && starts(next, '"')) {
                next = string(next);
                argumentsFrom = valueFrom();
                argumentsTo = valueTo();
                if (argumentsTo > argumentsFrom) {
                    facts.gap(argumentsFrom, argumentsTo, true);
                }
            } else if (keyIs(ARGUMENTS)) {
                next = isNull(next) ? next + 4 : UNSURE;
            } else {
                next = skip(next);
            }
            next = comma(next, '}');
        }
        if (argumentsTo > argumentsFrom) {
            facts.text(Channel.TOOL, argumentsFrom, argumentsTo);
        }
        return next == UNSURE ? UNSURE : next + 1;
    }
}

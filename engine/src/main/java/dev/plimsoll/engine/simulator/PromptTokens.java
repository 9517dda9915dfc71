package dev.plimsoll.engine.simulator;

/**
 * The simulator's own count of prompt tokens: cheap, needs no vocabulary, and close to a byte-pair tokenizer on English prose.
 *
 * <p>Rule, modelled on how such tokenizers first split text: one token for each run of letters, for each group of up to three digits, for
 * each ideograph, and for each run of other visible characters; white space belongs to what follows it.
 */
final class PromptTokens {
    private static final int DIGITS_PER_TOKEN = 3;

    private PromptTokens() {}

    private enum Kind {
        SPACE,
        LETTER,
        DIGIT,
        IDEOGRAPH,
        OTHER
    }

    static int count(CharSequence text) {
        int tokens = 0;
        int run = 0;
        Kind before = Kind.SPACE;
        for (int i = 0; i < text.length(); ) {
            int c = Character.codePointAt(text, i);
            i += Character.charCount(c);
            Kind kind = kindOf(c);
            run = kind == before ? run + 1 : 1;
            boolean starts = switch (kind) {
                case SPACE -> false;
                case IDEOGRAPH -> true;
                case DIGIT -> run % DIGITS_PER_TOKEN == 1;
                case LETTER, OTHER -> run == 1;
            };
            if (starts) {
                tokens++;
            }
            before = kind;
        }
        return tokens;
    }

    private static Kind kindOf(int c) {
        if (c <= ' ' || Character.isWhitespace(c)) {
            return Kind.SPACE;
        }
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
            return Kind.LETTER;
        }
        if (Character.isDigit(c)) {
            return Kind.DIGIT;
        }
        if (Character.isIdeographic(c)) {
            return Kind.IDEOGRAPH;
        }
        return Character.isLetter(c) ? Kind.LETTER : Kind.OTHER;
    }
}

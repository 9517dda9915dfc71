package dev.plimsoll.engine.archive;

import org.jspecify.annotations.Nullable;

/**
 * One comparison of a field with a value. A request that lacks the field's value never meets it, except {@code !=}.
 *
 * @param field what is compared
 * @param operator how
 * @param number with which number, in the field's unit; null for a text
 * @param text with which text; null for a number
 */
public record RequestCondition(
        RequestField field,
        Operator operator,
        @Nullable Double number,
        @Nullable String text) {
    public RequestCondition {
        if (field.isText() != (text != null) || field.isText() == (number != null)) {
            throw new IllegalArgumentException("a text is compared with a text and a number with a number");
        }
        if (field.isText() != operator.takesText() && operator != Operator.EQUAL && operator != Operator.NOT_EQUAL) {
            throw new IllegalArgumentException(operator + " does not compare " + field);
        }
    }

    /** How two values are compared. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">="),
        /** A text holds another, whatever the case of their letters. */
        CONTAINS("~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As written in an expression. */
        public String sign() {
            return sign;
        }

        boolean takesText() {
            return this == CONTAINS;
        }
    }
}

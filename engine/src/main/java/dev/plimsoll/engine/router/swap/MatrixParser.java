package dev.plimsoll.engine.router.swap;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a set's expression.
 *
 * <pre>
 * or-expr    = and-expr , { "|" , and-expr } ;
 * and-expr   = atom , { "&amp;" , atom } ;            (&amp; binds tighter than |)
 * atom       = identifier | reference | "(" , or-expr , ")" ;
 * reference  = "+" , identifier ;                 (no blank after +)
 * identifier = ident-char , { ident-char } ;
 * ident-char = letter | digit | "_" | "-" | "." ; (of any script)
 * </pre>
 *
 * Blanks and line ends separate tokens. Characters are looked at before anything is parsed, so a bad one is told first.
 */
final class MatrixParser {
    private static final Token END = new Token(Kind.END, "", 0);

    private final List<Token> tokens;
    private int next;

    private enum Kind {
        NAME,
        REFERENCE,
        AND,
        OR,
        OPEN,
        CLOSE,
        END
    }

    private record Token(Kind kind, String text, int column) {
        String tell() {
            return kind == Kind.END ? "the end" : "'" + text + "' at column " + column;
        }
    }

    /** The expression cannot be read. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        private final MatrixFault.Code code;

        SyntaxException(MatrixFault.Code code, String what) {
            super(what);
            this.code = code;
        }

        MatrixFault.Code code() {
            return code;
        }
    }

    private MatrixParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The expression of a text. */
    static MatrixExpression parse(String text) throws SyntaxException {
        if (text.isBlank()) {
            throw new SyntaxException(MatrixFault.Code.EMPTY_EXPRESSION, "has no expression");
        }
        MatrixParser parser = new MatrixParser(tokens(text));
        MatrixExpression expression = parser.any();
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected("an operator");
        }
        return expression;
    }

    private static List<Token> tokens(String text) throws SyntaxException {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            int column = text.codePointCount(0, at) + 1;
            Kind kind = kind(character);
            if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                at += Character.charCount(character);
            } else if (kind == Kind.NAME || kind == Kind.REFERENCE) {
                int start = kind == Kind.NAME ? at : at + 1;
                int end = endOfName(text, start);
                if (end == start) {
                    throw kind == Kind.REFERENCE
                            ? new SyntaxException(
                                    MatrixFault.Code.REF_NAME_MISSING,
                                    "'+' at column " + column + " must be followed by a set's name, without a blank")
                            : new SyntaxException(
                                    MatrixFault.Code.BAD_CHARACTER,
                                    "'" + Character.toString(character) + "' at column " + column
                                            + " is no part of a name; give the model a var");
                }
                tokens.add(new Token(kind, text.substring(start, end), column));
                at = end;
            } else {
                tokens.add(new Token(kind, Character.toString(character), column));
                at++;
            }
        }
        return tokens;
    }

    private static Kind kind(int character) {
        return switch (character) {
            case '&' -> Kind.AND;
            case '|' -> Kind.OR;
            case '(' -> Kind.OPEN;
            case ')' -> Kind.CLOSE;
            case '+' -> Kind.REFERENCE;
            default -> Kind.NAME;
        };
    }

    private static int endOfName(String text, int start) {
        int end = start;
        while (end < text.length() && isNamePart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isNamePart(int character) {
        return Character.isLetter(character)
                || Character.isDigit(character)
                || character == '_'
                || character == '-'
                || character == '.';
    }

    private MatrixExpression any() throws SyntaxException {
        List<MatrixExpression> operands = new ArrayList<>(List.of(all()));
        while (peek().kind() == Kind.OR) {
            next++;
            operands.add(all());
        }
        return operands.size() == 1 ? operands.getFirst() : new MatrixExpression.Any(List.copyOf(operands));
    }

    private MatrixExpression all() throws SyntaxException {
        List<MatrixExpression> operands = new ArrayList<>(List.of(atom()));
        while (peek().kind() == Kind.AND) {
            next++;
            operands.add(atom());
        }
        return operands.size() == 1 ? operands.getFirst() : new MatrixExpression.All(List.copyOf(operands));
    }

    private MatrixExpression atom() throws SyntaxException {
        Token token = peek();
        switch (token.kind()) {
            case NAME -> {
                next++;
                return new MatrixExpression.Name(token.text());
            }
            case REFERENCE -> {
                next++;
                return new MatrixExpression.Reference(token.text());
            }
            case OPEN -> {
                next++;
                MatrixExpression inner = any();
                if (peek().kind() != Kind.CLOSE) {
                    throw new SyntaxException(
                            MatrixFault.Code.MISSING_CLOSE_PAREN,
                            "'(' at column " + token.column() + " is not closed before " + peek().tell());
                }
                next++;
                return inner;
            }
            case AND, OR, CLOSE, END -> throw unexpected("a name, +set or '('");
        }
        throw new AssertionError(token);
    }

    private SyntaxException unexpected(String instead) {
        return new SyntaxException(
                MatrixFault.Code.UNEXPECTED_TOKEN, "has " + peek().tell() + " where " + instead + " is expected");
    }

    private Token peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }
}

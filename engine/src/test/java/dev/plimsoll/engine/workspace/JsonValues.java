package dev.plimsoll.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import tools.jackson.databind.JsonNode;

/** Compares JSON by value: 1, 1.0 and a big integer 1 are one number, whatever class holds them. */
final class JsonValues {
    private JsonValues() {}

    static void assertSame(JsonNode expected, JsonNode actual, String where) {
        assertTrue(expected.equals(JsonValues::compare, actual), () -> where + ": " + expected + " became " + actual);
    }

    private static int compare(JsonNode a, JsonNode b) {
        if (a.equals(b)) {
            return 0;
        }
        return a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : 1;
    }
}

package dev.plimsoll.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for option strings. */
class ArgStringVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/arg_string").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void optionStringsAreReadLikeGuideLlms(JsonNode vector) {
        String input = vector.get("input").stringValue();
        JsonNode expected = vector.get("expected");
        if (expected.has("error")) {
            assertThrows(ArgString.SyntaxException.class, () -> ArgString.object(input));
        } else if (expected.has("value")) {
            JsonNode actual = ArgString.object(input);
            assertTrue(
                    expected.get("value").equals(ArgStringVectorTest::compare, actual),
                    () -> input + " gave " + actual);
        } else {
            throw new AssertionError("unknown kind of case: " + vector);
        }
    }

    /** Numbers by value, whatever holds them. */
    private static int compare(JsonNode a, JsonNode b) {
        if (a.equals(b)) {
            return 0;
        }
        return a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : 1;
    }
}

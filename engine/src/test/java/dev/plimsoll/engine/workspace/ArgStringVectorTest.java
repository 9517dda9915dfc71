package dev.plimsoll.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertThrows;

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
            assertThrows(ArgString.SyntaxException.class, () -> ArgString.read(input));
        } else if (expected.has("value")) {
            JsonValues.assertSame(expected.get("value"), ArgString.read(input), input);
        } else {
            throw new AssertionError("unknown kind of case: " + vector);
        }
    }
}

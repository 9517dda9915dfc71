package dev.plimsoll.engine.workspace;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import java.util.regex.Pattern;
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
        if (rule("guidellm/arg_string", "values-are-scalars").applies(holdsMoreThanScalars(input))) {
            try {
                ArgString.read(input); // text, where it is not refused
            } catch (ArgString.SyntaxException e) {
                assertFalse(String.valueOf(e.getMessage()).isBlank());
            }
            return;
        }
        if (rule("guidellm/arg_string", "highest-index")
                .applies(HIGH_INDEX.matcher(input).find())) {
            assertThrows(ArgString.SyntaxException.class, () -> ArgString.read(input));
            return;
        }
        if (expected.has("error")) {
            assertThrows(ArgString.SyntaxException.class, () -> ArgString.read(input));
        } else if (expected.has("value")) {
            JsonValues.assertSame(expected.get("value"), ArgString.read(input), input);
        } else {
            throw new AssertionError("unknown kind of case: " + vector);
        }
    }

    private static final Pattern HIGH_INDEX = Pattern.compile("\\[0*[1-9]\\d{4,}]");

    /** A tag, an anchor, a block of lines, a list or an object without brackets, a sign of YAML's own. */
    private static final Pattern MORE =
            Pattern.compile("[&*!|>@%`].*|[-?]( .*)?|---.*|\\.\\.\\.|<<|=|(?![\"'\\[{]).*:( .*)?", Pattern.DOTALL);

    private static boolean holdsMoreThanScalars(String input) {
        for (String pair : input.split(",")) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && MORE.matcher(pair.substring(equals + 1).strip()).matches()) {
                return true;
            }
        }
        return false;
    }
}

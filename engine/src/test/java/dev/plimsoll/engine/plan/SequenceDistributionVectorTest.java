package dev.plimsoll.engine.plan;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.VectorFiles.VectorFile;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Joint distributions of lengths against AIPerf's parser. */
class SequenceDistributionVectorTest {
    private static final int LONGEST = 10_000_000;
    private static final String LENGTH = "\\d+(\\|(\\d+(\\.\\d+)?|\\.\\d+))?";
    private static final Pattern PAIR =
            Pattern.compile("\\(\\s*" + LENGTH + "\\s*,\\s*" + LENGTH + "\\s*\\)\\s*:\\s*(\\d+(\\.\\d+)?|\\.\\d+)");
    private static final List<String> KEYS = List.of("isl", "osl", "prob", "isl_stddev", "osl_stddev");

    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (VectorFile file : VectorFiles.family("aiperf/sequence_distribution_parse")) {
            file.cases().forEach(c -> all.add(Arguments.of(c.get("input").get("text"), c.get("expected"))));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pairsOfLengthsAreReadAsAiperfReadsThem(JsonNode input, JsonNode expected) {
        String text = input.isString() ? input.stringValue() : input.toString();
        boolean rejected = expected.path("rejected").asBoolean(false)
                || rule("aiperf/sequence_distribution_parse", "nothing-between-pairs")
                        .applies(hasJunk(text))
                || rule("aiperf/sequence_distribution_parse", "pairs-as-written")
                        .applies(hasOddJson(text))
                || rule("aiperf/sequence_distribution_parse", "digits-0-to-9")
                        .applies(text.codePoints().anyMatch(c -> c > 127 && Character.isDigit(c)))
                || rule("aiperf/sequence_distribution_parse", "longest-length").applies(hasLong(expected));
        if (rejected) {
            assertThrows(PlimsollException.class, () -> LengthPairsParser.parse(text), text);
            return;
        }
        LengthPairs pairs = LengthPairsParser.parse(text);
        assertEquals(expected.get("pairs").size(), pairs.pairs().size());
        for (int i = 0; i < pairs.pairs().size(); i++) {
            LengthPairs.Pair pair = pairs.pairs().get(i);
            JsonNode wanted = expected.get("pairs").get(i);
            assertEquals(wanted.get("isl").doubleValue(), pair.prompt().expected());
            assertEquals(wanted.get("osl").doubleValue(), pair.output().expected());
            assertEquals(wanted.get("prob").doubleValue(), pair.percent());
            assertEquals(wanted.get("isl_stddev").doubleValue(), pair.prompt().stddev());
            assertEquals(wanted.get("osl_stddev").doubleValue(), pair.output().stddev());
        }
        assertEquals(
                expected.get("expected_isl").doubleValue(),
                pairs.expectedPrompt(),
                1e-9 * expected.get("expected_isl").doubleValue());
        assertEquals(
                expected.get("expected_osl").doubleValue(),
                pairs.expectedOutput(),
                1e-9 * expected.get("expected_osl").doubleValue());
    }

    private static boolean hasJunk(String text) {
        String stripped = text.strip();
        return stripped.startsWith("[")
                && stripped.endsWith("]")
                && PAIR.matcher(stripped).find()
                && !PAIR.matcher(stripped.substring(1, stripped.length() - 1))
                        .replaceAll("")
                        .matches("[\\s,;]*");
    }

    private static boolean hasOddJson(String text) {
        try {
            JsonNode root = text.strip().startsWith("{") ? new JsonMapper().readTree(text) : null;
            if (root == null || !root.isObject()) {
                return false;
            }
            boolean odd = root.size() > 1;
            for (JsonNode pair : root.path("pairs")) {
                odd |= pair.properties().stream()
                        .anyMatch(
                                m -> !KEYS.contains(m.getKey()) || !m.getValue().isNumber());
                odd |= isFraction(pair.path("isl")) || isFraction(pair.path("osl"));
            }
            return odd;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isFraction(JsonNode number) {
        return number.isNumber() && number.doubleValue() != Math.rint(number.doubleValue());
    }

    private static boolean hasLong(JsonNode expected) {
        for (JsonNode pair : expected.path("pairs")) {
            for (String name : List.of("isl", "osl", "isl_stddev", "osl_stddev")) {
                if (pair.path(name).doubleValue(0) > LONGEST) {
                    return true;
                }
            }
        }
        return false;
    }
}

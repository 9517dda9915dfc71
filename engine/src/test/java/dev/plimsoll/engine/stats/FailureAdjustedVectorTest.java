package dev.plimsoll.engine.stats;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class FailureAdjustedVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/error_adjusted_percentiles").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFailedRequestIsInfinitelySlow(JsonNode vector) {
        JsonNode input = vector.get("input");
        double[] values = StreamSupport.stream(input.get("success_values").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        long errors = input.get("error_count").asLong();
        JsonNode expected = vector.get("expected");
        rule("aiperf/error_adjusted_percentiles", "adjusted-always").applies(errors == 0 && !expected.isObject());
        FailureAdjusted adjusted = FailureAdjusted.of(values, errors);
        if (!expected.isObject()) {
            assertEquals(0, errors);
            return;
        }
        expected.properties().forEach(s -> check(s.getKey(), s.getValue(), adjusted));
    }

    private static void check(String name, JsonNode expected, FailureAdjusted got) {
        switch (name) {
            case "tag" -> assertTrue(expected.asString().startsWith("adj_"));
            case "count" -> assertEquals(expected.asLong(), got.count());
            case "std" -> assertTrue(expected.isNull(), "no deviation exists beside infinity");
            case "sum", "avg" -> same(expected, got.mean(), name.equals("sum") ? got.count() : 1, name);
            case "min" -> same(expected, got.min(), 1, name);
            case "max" -> same(expected, got.max(), 1, name);
            default -> {
                assertTrue(name.matches("p\\d+"), "unknown statistic " + name);
                same(expected, got.percentile(Double.parseDouble(name.substring(1))), 1, name);
            }
        }
    }

    private static void same(JsonNode expected, Optional<OrInfinite> got, long times, String what) {
        if (expected.isNull()) {
            assertTrue(got.isEmpty(), what);
        } else if (expected.has("$float")) {
            assertTrue(got.orElseThrow().infinite(), what);
        } else {
            assertEquals(
                    expected.asDouble(),
                    got.orElseThrow().value() * times,
                    1e-9 * Math.max(1, expected.asDouble()),
                    what);
        }
    }
}

package dev.plimsoll.engine.stats;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DistributionStatsVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/distribution_stats").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyStatisticAgrees(JsonNode vector) {
        double[] values = StreamSupport.stream(vector.get("input").get("values").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        Distribution d = Distribution.of(values);
        vector.get("expected").properties().forEach(e -> check(e.getKey(), e.getValue(), d));
    }

    private static void check(String name, JsonNode expected, Distribution d) {
        double got = switch (name) {
            case "count" -> d.count();
            case "sum" -> d.mean().orElse(0) * d.count();
            case "avg" -> d.mean().orElseThrow();
            case "min" -> d.min().orElseThrow();
            case "max" -> d.max().orElseThrow();
            case "std" -> {
                rule("aiperf/distribution_stats", "std-of-the-sample").inForce();
                yield Math.sqrt(Math.max(0, d.count() - 1.0) / d.count())
                        * d.std().orElse(0);
            }
            case "std_sample_ddof1" -> {
                assertEquals(d.count() < 2, d.std().isEmpty());
                yield d.std().orElse(0);
            }
            default -> {
                assertTrue(name.matches("p\\d+"), "unknown statistic " + name);
                yield d.percentile(Double.parseDouble(name.substring(1))).orElseThrow();
            }
        };
        if (!expected.isNumber()) {
            assertTrue(expected.isNull() && d.count() < 2, name + " is " + expected);
            return;
        }
        assertEquals(expected.asDouble(), got, 1e-9 * Math.max(1, Math.abs(expected.asDouble())), name);
    }
}

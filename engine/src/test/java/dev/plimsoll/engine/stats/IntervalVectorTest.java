package dev.plimsoll.engine.stats;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.CompatibilityRules.Rule;
import dev.plimsoll.engine.VectorFiles;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class IntervalVectorTest {
    static Stream<JsonNode> points() {
        return VectorFiles.family("aiperf/t_confidence_points").stream().flatMap(f -> f.cases().stream());
    }

    static Stream<JsonNode> runs() {
        return VectorFiles.family("aiperf/multi_run_confidence").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("points")
    void aMeanOfSamplesHasStudentsInterval(JsonNode vector) {
        check(vector, "samples", rule("aiperf/t_confidence_points", "one-run-has-no-spread"));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aMeanOfRunsHasStudentsInterval(JsonNode vector) {
        check(vector, "run_values", rule("aiperf/multi_run_confidence", "one-run-has-no-spread"));
    }

    private static void check(JsonNode vector, String name, Rule oneRun) {
        JsonNode values = vector.get("input").get(name);
        double level = vector.get("input").get("confidence_level").asDouble();
        double[] measured = StreamSupport.stream(values.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        TInterval interval = TInterval.of(level, measured);
        vector.get("expected").properties().forEach(e -> check(e.getKey(), e.getValue(), interval, measured, oneRun));
    }

    private static void check(String name, JsonNode expected, TInterval got, double[] measured, Rule oneRun) {
        OptionalDouble value = switch (name) {
            case "mean" -> OptionalDouble.of(got.mean());
            case "std" -> got.std();
            case "min" -> Distribution.of(measured).min();
            case "max" -> Distribution.of(measured).max();
            case "se" -> got.standardError();
            case "ci_low" -> got.low();
            case "ci_high" -> got.high();
            case "half_width" -> got.halfWidth();
            case "t_critical" -> got.t();
            case "cv" -> got.variation();
            case "low_sample_flag_lt3" -> {
                assertEquals(expected.asBoolean(), got.few());
                yield OptionalDouble.empty();
            }
            default -> throw new AssertionError("unknown statistic " + name);
        };
        if (expected.isBoolean() || expected.isNull()) {
            assertTrue(value.isEmpty(), name);
        } else if (name.equals("cv")
                && rule("aiperf/multi_run_confidence", "variation-of-a-size").applies(got.mean() <= 0)) {
            assertEquals(got.mean() == 0, value.isEmpty(), name);
            value.ifPresent(v -> assertEquals(-expected.asDouble(), v, 1e-9, name));
        } else if (!name.equals("mean") && !name.matches("min|max") && oneRun.applies(measured.length == 1)) {
            assertTrue(value.isEmpty(), name);
        } else {
            assertEquals(
                    expected.asDouble(),
                    value.orElseThrow(),
                    1e-8 * Math.max(1e-3, Math.abs(expected.asDouble())),
                    name);
        }
    }
}

package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for the slope checker. */
class SlopeDetectorVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/osd_slope_checker").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void slopesAndMarginsAreGuideLlms(JsonNode vector) {
        JsonNode input = vector.get("input");
        SlopeDetector detector = new SlopeDetector(
                input.get("moe_threshold").asDouble(),
                input.get("confidence").asDouble(),
                input.get("eps").asDouble());
        int check = 0;
        for (JsonNode op : input.get("ops")) {
            switch (op.get(0).asString()) {
                case "add" -> detector.add(op.get(1).asDouble(), op.get(2).asDouble());
                case "remove" -> detector.remove(op.get(1).asDouble(), op.get(2).asDouble());
                case "check" -> {
                    JsonNode expected = vector.get("expected").get(check++);
                    assertEquals(
                            expected.get("effective_n").asDouble(), op.get(1).asDouble());
                    assertEquals(
                            expected.get("result").asBoolean(),
                            detector.isRising(op.get(1).asDouble()));
                    same(expected.get("slope"), detector.slope());
                    same(expected.get("margin_of_error"), detector.marginOfError());
                    assertEquals(expected.get("n").asLong(), detector.size());
                    if (detector.size() > 0) {
                        assertEquals(
                                expected.get("sum_y").asDouble() / detector.size(),
                                detector.meanY().orElseThrow(),
                                1e-9);
                    }
                }
                default -> throw new AssertionError("unknown op " + op);
            }
        }
        assertEquals(vector.get("expected").size(), check);
    }

    private static void same(JsonNode expected, OptionalDouble actual) {
        if (expected.isNull()) {
            assertEquals(OptionalDouble.empty(), actual);
        } else {
            double value = expected.asDouble();
            assertEquals(value, actual.orElseThrow(), 1e-9 * Math.max(1, Math.abs(value)));
        }
    }
}

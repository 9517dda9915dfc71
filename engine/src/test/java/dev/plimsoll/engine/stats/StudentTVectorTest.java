package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for the approximate t quantile. */
class StudentTVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/osd_t_quantile").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theQuantileIsGuideLlms(JsonNode vector) {
        OptionalDouble actual = StudentT.approximateQuantile(
                vector.get("input").get("p").asDouble(),
                vector.get("input").get("df").asDouble());
        JsonNode expected = vector.get("expected");
        if (expected.isString() && expected.asString().equals("NaN")) {
            assertEquals(OptionalDouble.empty(), actual);
        } else {
            assertEquals(expected.asDouble(), actual.getAsDouble(), 1e-9 * Math.max(1, Math.abs(expected.asDouble())));
        }
    }
}

package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.VectorFiles.VectorFile;
import dev.plimsoll.engine.plan.LengthPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Token lengths against GuideLLM's samplers, drawn from Python's own generator. */
class LengthSamplersVectorTest {
    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (VectorFile file : VectorFiles.family("guidellm/length_samplers")) {
            file.cases().forEach(c -> all.add(Arguments.of(c)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lengthsAreDrawnByGuidellmsRule(JsonNode vector) {
        JsonNode input = vector.get("input");
        String type = input.get("type").stringValue();
        // float-lengths-not-built: GuideLLM draws think times by the same rule; Plimsoll has no think times yet
        Assumptions.assumeFalse(type.equals("float"));
        assertEquals("int", type, "unknown kind of case");
        LengthPlan plan = LengthPlan.of(
                input.get("average").intValue(),
                input.get("stdev").isNull() ? null : input.get("stdev").doubleValue(),
                whole(input.get("min")),
                whole(input.get("max")));
        LengthSampler sampler =
                new LengthSampler(plan, new PythonRandom(input.get("seed").intValue()));
        List<Integer> drawn = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (JsonNode value : vector.get("expected")) {
            expected.add(value.intValue());
            drawn.add(sampler.next());
        }
        assertEquals(expected, drawn);
    }

    private static @Nullable Integer whole(JsonNode node) {
        return node.isNull() ? null : node.intValue();
    }
}

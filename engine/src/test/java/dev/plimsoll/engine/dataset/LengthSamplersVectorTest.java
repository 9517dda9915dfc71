package dev.plimsoll.engine.dataset;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.VectorFiles.VectorFile;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
        if (rule("guidellm/length_samplers", "mean-within-bounds").applies(isOutside(input))) {
            assertThrows(PlimsollException.class, () -> dataset(type.equals("int") ? "promptTokens" : "delay", input));
            return;
        }
        if (type.equals("float")) {
            thinkTimes(input, vector.get("expected"));
            return;
        }
        assertEquals("int", type, "unknown kind of case");
        LengthPlan plan = dataset("promptTokens", input).promptTokens();
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

    private static boolean isOutside(JsonNode input) {
        double mean = input.get("average").doubleValue();
        return input.path("min").isNumber() && mean < input.get("min").doubleValue()
                || input.path("max").isNumber() && mean > input.get("max").doubleValue();
    }

    private static void thinkTimes(JsonNode input, JsonNode expected) {
        DelaySampler sampler = new DelaySampler(
                dataset("delay", input).delay(),
                new PythonRandom(input.get("seed").intValue()));
        for (JsonNode value : expected) {
            assertEquals(value.doubleValue(), sampler.next(), 1e-12);
        }
    }

    /** The distribution as a workspace file says it. */
    private static DatasetPlan.Synthetic dataset(String member, JsonNode input) {
        ObjectNode length = JsonNodeFactory.instance.objectNode();
        length.set("mean", input.get("average"));
        length.set("stddev", input.get("stdev"));
        length.set("min", input.get("min"));
        length.set("max", input.get("max"));
        WorkspaceFile file = WorkspaceFile.parse("""
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "simulator" } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 1 } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" } } ] }
            """, null, Path.of("")).with("datasets[0]." + member, length);
        return assertInstanceOf(
                DatasetPlan.Synthetic.class, PlanCompiler.compile(file, null).dataset());
    }
}

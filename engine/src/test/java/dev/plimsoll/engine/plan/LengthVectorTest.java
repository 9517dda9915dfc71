package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The bounds that follow from a length as written: GuideLLM's samples of token lengths lie in them. */
class LengthVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/length_samplers").stream()
                .flatMap(f -> f.cases().stream())
                .filter(c -> c.get("input").get("type").stringValue().equals("int"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everySampleIsWithinTheBounds(JsonNode vector) {
        JsonNode input = vector.get("input");
        ObjectNode length = JsonNodeFactory.instance.objectNode();
        length.set("mean", input.get("average"));
        length.set("stddev", input.get("stdev"));
        length.set("min", input.get("min"));
        length.set("max", input.get("max"));
        WorkspaceFile file = WorkspaceFile.parse("""
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "simulator" } ],
              "datasets": [ { "id": "d", "kind": "synthetic" } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" } } ] }
            """, null, Path.of("")).with("datasets[0].promptTokens", length);
        LengthPlan plan = assertInstanceOf(
                        DatasetPlan.Synthetic.class,
                        PlanCompiler.compile(file, null).dataset())
                .promptTokens();
        for (JsonNode sample : vector.get("expected")) {
            assertTrue(sample.intValue() >= plan.min() && sample.intValue() <= plan.max(), sample + " in " + plan);
        }
        boolean fixed = input.get("stdev").isNull()
                && input.get("min").isNull()
                && input.get("max").isNull();
        assertTrue(!fixed || plan.equals(LengthPlan.fixed(plan.mean())), "a mean alone is fixed");
    }
}

package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** GuideLLM's golden values for how a warm-up or cool-down is written; the rest of the family is judged in {@code metrics}. */
class TransientShorthandVectorTest {
    private static final String WORKSPACE = """
        { "schemaVersion": 1,
          "targets": [ { "id": "t", "kind": "simulator" } ],
          "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 1 } ],
          "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" } } ] }
        """;

    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/transient_phase").stream()
                .flatMap(f -> f.cases().stream())
                .filter(c -> c.get("input").get("op").stringValue().equals("create_from_value"));
    }

    @Test
    void theFamilyHasCasesOfThisKind() {
        assertTrue(cases().findAny().isPresent());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aTransientPhaseMeansTheSame(JsonNode vector) {
        JsonNode written = vector.get("input").get("value").deepCopy();
        if (written instanceof ObjectNode object && object.has("mode")) {
            object.put(
                    "mode",
                    object.get("mode").stringValue().replace("r_d", "rD").replace("r_r", "rR"));
        }
        WorkspaceFile file = WorkspaceFile.parse(WORKSPACE, null, Path.of("")).with("benchmarks[0].warmup", written);
        JsonNode expected = vector.get("expected");
        if (expected.has("valid")) {
            assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file, null));
            return;
        }
        TransientPlan plan = PlanCompiler.compile(file, null).warmup();
        assertEquals(number(expected.get("percent")), plan.percent());
        assertEquals(number(expected.get("value")), plan.value());
        assertEquals(expected.get("mode").stringValue(), plan.mode().name().toLowerCase(Locale.ROOT));
    }

    @Test
    void nothingWouldBeLeftToMeasure() {
        WorkspaceFile file = WorkspaceFile.parse(WORKSPACE, null, Path.of(""))
                .withOverride("benchmarks[0].warmup", "0.5")
                .withOverride("benchmarks[0].cooldown", "0.5");
        PlimsollException e = assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file, null));
        assertEquals(
                List.of("--override benchmarks[0].cooldown: leaves nothing to measure together with the warm-up"),
                e.problems().stream().map(p -> p.tell()).toList());
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNull() ? null : (Double) node.doubleValue();
    }
}

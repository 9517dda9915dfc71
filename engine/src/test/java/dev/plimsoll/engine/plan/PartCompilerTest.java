package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartCompilerTest {
    @TempDir
    private Path folder;

    @Test
    void aTargetIsCompiledWithoutABenchmarkWhateverElseIsWrong() {
        WorkspaceFile file = file("\"url\": \"http://h:8000/v1/\"");
        assertEquals(
                "http://h:8000", String.valueOf(PlanCompiler.target(file, "t").url()));
        assertEquals(
                "fixed",
                java.util.Objects.requireNonNull(PlanCompiler.target(file, "s").simulator())
                        .profile());
    }

    @Test
    void aDatasetIsCompiledWithoutABenchmark() {
        assertEquals(
                new DatasetPlan.Synthetic(
                        "d", LengthPlan.fixed(5), null, LengthPlan.fixed(1), DelayPlan.NONE, "o200k", true),
                PlanCompiler.dataset(file("\"url\": \"nonsense\""), "d"));
    }

    @Test
    void whatIsWrongWithThePartIsToldWithItsPathAndLineAndNothingElse() {
        WorkspaceFile file = file("\"url\": \"ftp://h\"");
        List<Problem> problems = assertThrows(PlimsollException.class, () -> PlanCompiler.target(file, "t"))
                .problems();
        assertEquals(
                List.of("targets[0].url"), problems.stream().map(Problem::path).toList());
        assertEquals(2, problems.getFirst().line());
        List<Problem> unknown = assertThrows(PlimsollException.class, () -> PlanCompiler.dataset(file, "d2"))
                .problems();
        assertEquals(
                List.of("datasets[1].surprise"),
                unknown.stream().map(Problem::path).toList());
    }

    @Test
    void onesThatAreNotThereAreToldWithThoseThatAre() {
        Problem problem = assertThrows(
                        PlimsollException.class, () -> PlanCompiler.target(file("\"url\": \"http://h\""), "x"))
                .problems()
                .getFirst();
        assertEquals("there is no target 'x'", problem.what());
        assertEquals(List.of("t", "s"), problem.allowed());
    }

    private WorkspaceFile file(String url) {
        return WorkspaceFile.parse("""
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "http", %s }, { "id": "s", "kind": "simulator", "profile": "fixed" } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 5 },
                            { "id": "d2", "kind": "synthetic", "promptTokens": 5, "surprise": 1 } ],
              "benchmarks": [ { "id": "b", "target": "nobody" } ] }
            """.formatted(url), "w.plimsoll.json", folder);
    }
}

package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;

/** Small workspaces for tests. */
final class Workspaces {
    private Workspaces() {}

    /** One benchmark against a simulator; constraints are JSON objects with commas between them. */
    static WorkspaceFile benchmark(Path folder, String profile, String constraints) {
        return WorkspaceFile.parse("""
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "simulator" } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 1 } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": %s, "constraints": [ %s ] } ] }
            """.formatted(profile, constraints), null, folder);
    }

    /** One synchronous benchmark without constraints. */
    static WorkspaceFile synchronous(Path folder) {
        return benchmark(folder, "{\"kind\": \"synchronous\"}", "");
    }

    /** What is said to be wrong. */
    static List<String> faults(WorkspaceFile file) {
        return assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file, null)).problems().stream()
                .map(Problem::what)
                .toList();
    }
}

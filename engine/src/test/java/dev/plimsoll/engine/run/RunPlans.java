package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;

/** Plans for tests, from small workspaces. */
final class RunPlans {
    private RunPlans() {}

    /** A benchmark against the simulator; {@code more} are further fields of it, each with a comma before it. */
    static RunPlan of(String profile, String constraints, String more) {
        return PlanCompiler.compile(
                WorkspaceFile.parse(
                        """
                        { "schemaVersion": 1,
                          "targets": [ { "id": "t", "kind": "simulator" } ],
                          "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 128, "outputTokens": 64 } ],
                          "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": %s, "constraints": [ %s ]%s } ] }
                        """.formatted(profile, constraints, more),
                        null,
                        Path.of("").toAbsolutePath()),
                null);
    }
}

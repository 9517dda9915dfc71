package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Dataset;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.profile.Profile;
import dev.plimsoll.engine.profile.Profiles;
import dev.plimsoll.engine.strategy.ArrivalSchedule;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison of policies: what its router must know, and that its stages differ by the policy alone. */
class PoliciesCheckTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void config() throws IOException {
        Files.writeString(folder.resolve("router.yaml"), """
            models:
              chat:
                cmd: server --port ${PORT}
              code:
                cmd: server --port ${PORT}
            """);
    }

    private RunPlan plan(String policies, String target, String dataset) {
        String workspace = """
            { "schemaVersion": 1,
              "targets": [ { "id": "t", %s } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 9, "models": {"chat": 3, "code": 1} %s } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d",
                "profile": { "kind": "policies", "policies": %s, "load": {"kind": "poisson", "rate": 5} },
                "constraints": [ { "kind": "max_requests", "count": 200 } ] } ] }
            """.formatted(target, dataset, policies);
        return PlanCompiler.compile(WorkspaceFile.parse(workspace, "w.plimsoll.json", folder), null, PlanChecks.all());
    }

    private RunPlan plan(String policies) {
        return plan(policies, "\"kind\": \"models\", \"config\": \"router.yaml\"", "");
    }

    private static List<String> told(org.junit.jupiter.api.function.Executable compiles) {
        return assertThrows(PlimsollException.class, compiles).problems().stream()
                .map(Problem::tell)
                .toList();
    }

    @Test
    void aPolicyMustExistAndHaveItsSettings() {
        List<String> told = told(() -> plan("[\"fifo\", \"lifo\", \"fifo+matrix\"]"));
        assertEquals(
                "w.plimsoll.json:5 benchmarks[0].profile.policies[1]: there is no policy 'lifo' (allowed: fifo,"
                        + " fifo+default, fifo+group, fifo+matrix, serial)",
                told.getFirst());
        assertTrue(
                told.getLast().contains("policies[2]: 'fifo+matrix' cannot be used with this configuration"),
                told::toString);
    }

    @Test
    void onlyARouterHasPolicies() {
        assertTrue(told(() -> plan("[\"fifo\"]", "\"kind\": \"simulator\"", ""))
                .getFirst()
                .contains("the target must be of kind \"models\""));
    }

    @Test
    void turnsThatFollowAnswersAreRefused() {
        assertTrue(told(() -> plan("[\"fifo\"]", "\"kind\": \"models\", \"config\": \"router.yaml\"", ", \"turns\": 3"))
                .getFirst()
                .contains("needs requests that follow no answers"));
    }

    @Test
    void stagesDifferByThePolicyAlone() {
        RunPlan plan = plan("[\"serial\", \"fifo\", \"fifo+default\"]");
        List<StagePlan> stages = stages(plan);
        assertEquals(
                List.of("serial", "fifo", "fifo+default"),
                stages.stream().map(StagePlan::policy).toList());
        List<Strategy> strategies =
                stages.stream().map(stage -> Strategies.of(stage.strategy())).toList();
        assertEquals(
                1, strategies.stream().map(Strategy::scheduleSha256).distinct().count());
        assertEquals(
                1, strategies.stream().map(PoliciesCheckTest::slots).distinct().count());
        assertEquals(
                1, Stream.of(0, 1, 2).map(pass -> rows(plan, pass)).distinct().count());
        assertEquals(
                List.of("serial", "fifo", "fifo+default"),
                stages.stream().map(StageTitle::of).toList());
        assertEquals(
                List.of("serial", "fifo", "fifo+default"),
                Preview.of(plan).stages().stream().map(Preview.Stage::name).toList());
        assertEquals(600, Estimate.of(plan, null, null).requests());
    }

    private static List<StagePlan> stages(RunPlan plan) {
        Profile profile = Profiles.of(plan);
        List<StagePlan> stages = new ArrayList<>();
        Optional<StagePlan> next = profile.next(Optional.empty(), false);
        while (next.isPresent()) {
            stages.add(next.get());
            next = profile.next(Optional.empty(), false);
        }
        return stages;
    }

    private static List<Long> slots(Strategy strategy) {
        ArrivalSchedule.Cursor cursor =
                Objects.requireNonNull(strategy.schedule()).cursor();
        return LongStream.generate(cursor::nextOffsetNs).limit(200).boxed().toList();
    }

    /** Prompts and models of a stage's rows. */
    private static List<String> rows(RunPlan plan, int pass) {
        List<String> rows = new ArrayList<>();
        try (Dataset dataset = RunExecution.openDataset(plan, pass)) {
            for (int i = 0; i < 200; i++) {
                rows.add(Objects.requireNonNull(dataset.next())
                        .turns()
                        .getFirst()
                        .toString());
            }
        }
        return rows;
    }
}

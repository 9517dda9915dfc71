package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Datasets;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the router's configuration says about a target before anything is started. */
class ModelsCheckTest {
    private static final String GOOD = """
        models:
          chat:
            cmd: server --port ${PORT}
            aliases: [small]
          code:
            cmd: server --port ${PORT}
        """;

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void realPath() throws IOException {
        config = folder.toRealPath().resolve("router.yaml");
    }

    @Test
    void aGoodConfigurationIsTakenWithEveryPolicyItHasSettingsFor() throws IOException {
        Files.writeString(config, GOOD);
        for (String policy : List.of("fifo", "serial", "fifo+default", "fifo+group")) {
            assertEquals(List.of(), told("\"policy\": \"" + policy + "\", \"model\": \"small\""));
        }
    }

    @Test
    void everyFaultOfTheConfigurationIsToldWithItsFileAndLineBesideThoseOfTheWorkspace() throws IOException {
        Files.writeString(config, """
            healthCheckTimeout: soon
            models:
              chat:
                cmd: server --port ${PORT} ${nowhere}
            """);
        assertEquals(
                List.of(
                        "w.plimsoll.json:4 benchmarks[0].seed: must be a whole number, but is 1.5",
                        config + ":1 healthCheckTimeout: must be a whole number, but is 'soon'",
                        config + ":4 models.chat.cmd: ${nowhere} is not known"),
                told("\"model\": \"chat\"", "\"seed\": 1.5"));
    }

    @Test
    void aModelOrPolicyThatIsNotThereIsToldWithThoseThatAre() throws IOException {
        Files.writeString(config, GOOD);
        assertEquals(
                List.of(
                        "w.plimsoll.json:2 targets[0].model: the router has no model 'big' (allowed: chat, code,"
                                + " small)",
                        "w.plimsoll.json:2 targets[0].policy: there is no policy 'lifo' (allowed: fifo, fifo+default,"
                                + " fifo+group, fifo+matrix, serial)"),
                told("\"model\": \"big\", \"policy\": \"lifo\""));
        assertEquals(1, told("\"policy\": \"fifo+matrix\"").size());
    }

    @Test
    void aRequestMustLeadTheRouterToAModel() throws IOException {
        Files.writeString(config, GOOD);
        assertEquals(
                "w.plimsoll.json:2 targets[0].path: is missing: the endpoint raw has no path of its own, such as"
                        + " /v1/chat/completions",
                told("\"endpoint\": \"raw\"").getFirst());
        assertTrue(told("\"endpoint\": \"rerank\", \"rerankShape\": \"tei\"")
                .getFirst()
                .contains("'tei' names no model in its requests"));
    }

    @Test
    void aDatasetsModelsMustBeTheRouters() throws IOException {
        Files.writeString(config, GOOD);
        WorkspaceFile good =
                file("\"stream\": true", "\"seed\": 1").withOverride("datasets[0].models", "{chat: 2, small: 1}");
        assertEquals(
                Map.of("chat", 2.0 / 3, "small", 1.0 / 3),
                AskedModels.of(
                        PlanCompiler.compile(good, null, PlanChecks.all()).dataset()));
        assertEquals(
                List.of("--override datasets[0].models: the router has no model 'big' (allowed: chat, code,"
                        + " small)"),
                told(good.withOverride("datasets[0].models.big", "1")));
    }

    @Test
    void aRowsModelMustBeTheRouters() throws IOException {
        Files.writeString(config, GOOD);
        WorkspaceFile file = file("\"stream\": true", "\"seed\": 1")
                .withOverride(
                        "datasets[0]",
                        "{id: d, kind: inline, columns: {model: m}, rows: [{prompt: a, m: chat}, {prompt: b, m: big},"
                                + " {prompt: c}]}");
        RunPlan plan = PlanCompiler.compile(file, null, PlanChecks.all());
        assertEquals(
                List.of("rows[1]: asks for the model 'big', which the router does not have"),
                Datasets.check(plan.dataset(), EndpointCheck.acceptance(plan.target())).stream()
                        .map(Problem::tell)
                        .toList());
    }

    @Test
    void aTargetAloneIsCheckedToo() throws IOException {
        Files.writeString(config, "models: {}");
        WorkspaceFile file = file("\"stream\": true", "\"seed\": 1.5");
        List<Problem> problems = assertThrows(
                        PlimsollException.class, () -> PlanCompiler.target(file, "t", PlanChecks.all()))
                .problems();
        assertEquals(
                List.of("w.plimsoll.json:2 targets[0].config: names no model"),
                problems.stream().map(Problem::tell).toList());
        assertEquals(2, PlanCompiler.problems(file, PlanChecks.all()).size());
    }

    private List<String> told(String target) {
        return told(target, "\"seed\": 1");
    }

    private List<String> told(String target, String benchmark) {
        return told(file(target, benchmark));
    }

    private static List<String> told(WorkspaceFile file) {
        try {
            PlanCompiler.compile(file, null, PlanChecks.all());
            return List.of();
        } catch (PlimsollException e) {
            return e.problems().stream().map(Problem::tell).toList();
        }
    }

    private WorkspaceFile file(String target, String benchmark) {
        return WorkspaceFile.parse("""
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "models", "config": "router.yaml", %s } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 1, "outputTokens": 1 } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" }, %s } ] }
            """.formatted(target, benchmark), "w.plimsoll.json", folder);
    }
}

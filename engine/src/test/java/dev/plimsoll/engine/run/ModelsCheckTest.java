package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertEquals(
                1, told("\"endpoint\": \"rerank\", \"rerankShape\": \"tei\"").size());
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
        try {
            PlanCompiler.compile(file(target, benchmark), null, PlanChecks.all());
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

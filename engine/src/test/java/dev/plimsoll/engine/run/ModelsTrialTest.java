package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trying a target of local models: its configuration, its programs and ports, then one request through a router of its own. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ModelsTrialTest {
    @TempDir
    private Path folder;

    @Test
    void theModelThatIsAskedForIsLoadedAndAnswers() throws IOException {
        TrialReport report = check("""
            startPort: %d
            models:
              chat:
                cmd: ${env.PLIMSOLL} simulator --profile instant --port ${PORT} --model ${MODEL_ID}
            """.formatted(freePort()));
        assertNull(report.trouble());
        assertEquals(
                List.of(
                        "Configuration",
                        "Programs and ports",
                        "Router started",
                        "GET /v1/models",
                        "One streamed request",
                        "Token usage"),
                report.steps().stream().map(TrialReport.Step::what).toList());
        assertTrue(report.steps().stream().allMatch(step -> step.outcome() == TrialReport.Outcome.DONE));
        assertEquals(List.of("chat"), report.models());
        assertEquals(8, Objects.requireNonNull(report.request()).outputTokens());
    }

    @Test
    void aProgramThatIsNotThereIsToldAndNothingIsStarted() throws IOException {
        TrialReport report = check("models: {chat: {cmd: \"no-such-program --port ${PORT}\"}}");
        TrialReport.Trouble trouble = Objects.requireNonNull(report.trouble());
        assertEquals("A model cannot be started as it is configured.", trouble.what());
        assertEquals("chat: there is no program no-such-program in any folder of PATH.", trouble.why());
        assertEquals(
                List.of("1 model", "1 of 1 models", "not tried", "not tried", "not tried", "not tried"),
                report.steps().stream().map(TrialReport.Step::note).toList());
        assertEquals("chat", report.model());
    }

    @Test
    void everyFaultOfTheConfigurationIsTold() throws IOException {
        TrialReport report = check("healthCheckTimeout: soon\nmodels: {chat: {cmd: \"x ${nowhere}\"}}");
        TrialReport.Trouble trouble = Objects.requireNonNull(report.trouble());
        assertTrue(trouble.why().contains(":1 healthCheckTimeout: must be a whole number"), trouble.why());
        assertTrue(trouble.why().contains("${nowhere} is not known"), trouble.why());
        assertEquals(TrialReport.Outcome.FAILED, report.steps().getFirst().outcome());
    }

    private TrialReport check(String config) throws IOException {
        Files.writeString(folder.resolve("router.yaml"), config);
        WorkspaceFile file = WorkspaceFile.parse(
                "{\"schemaVersion\": 1, \"targets\": [{\"id\": \"t\", \"kind\": \"models\", \"config\":"
                        + " \"router.yaml\"}]}",
                "w.plimsoll.json",
                folder);
        TargetPlan target = PlanCompiler.target(file, "t");
        return TargetTrial.check(target, name -> null, NanoClock.system());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

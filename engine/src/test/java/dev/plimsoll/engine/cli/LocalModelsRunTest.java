package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.dataset.Dataset;
import dev.plimsoll.engine.dataset.Datasets;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole runs against local models: a router process with simulators as models, started for the run and ended with it. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@EnabledOnOs({OS.LINUX, OS.MAC})
class LocalModelsRunTest {
    private static final String KEY = "sk-router-Zxcvbnm123";
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder;

    private final Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());

    @Test
    void eachRequestGoesToTheModelThatWasDrawnForItAndNothingIsLeftRunning() throws IOException {
        Path workspace = workspace("{ \"kind\": \"constant\", \"rate\": 4 }", "max_requests", "\"count\": 12");
        CliProbe probe = CliProbe.run("run", workspace.toString(), "--json");
        assertEquals(0, probe.exitCode(), probe.err());
        JsonNode summary = JSON.readTree(probe.out());
        assertEquals("sealed", summary.at("/run/state").asString());
        assertEquals("chat, code", summary.at("/run/model").asString());
        assertEquals(
                "local models (fifo+matrix), router.yaml",
                summary.at("/run/target").asString());
        assertEquals(12, summary.at("/stages/0/requests/successful").asInt(), summary::toString);

        Path run = onlyRun();
        Map<Long, String> asked = new TreeMap<>();
        RunReader.open(run).forEachRecord(record -> asked.put(conversation(record), record.model()));
        assertEquals(drawn(workspace, 12), List.copyOf(asked.values()), "whichever of two workers sends it");

        List<JsonNode> events = events(run);
        assertEquals("started", events.getFirst().get("type").asString());
        assertEquals("fifo+matrix", events.getFirst().get("policy").asString());
        List<JsonNode> requests = events.stream()
                .filter(each -> each.get("type").asString().equals("request"))
                .toList();
        assertEquals(12, requests.size());
        assertTrue(
                events.getFirst().get("atNs").asLong() > 0
                        && requests.getFirst().get("atNs").asLong() < 240_000_000_000L,
                "times are those of the run");
        assertTrue(Files.readString(run.resolve("router.yaml")).contains("apiKeys: [REDACTED]"));
        assertNoKeyIn(run);
        assertNothingIsLeftRunning();
    }

    @Test
    void aRouterThatDiesInMidRunIsToldAndEndsTheRun() throws Exception {
        Path workspace = workspace("{ \"kind\": \"concurrent\", \"streams\": 2 }", "max_duration", "\"seconds\": 200");
        CompletableFuture<CliProbe> running =
                CompletableFuture.supplyAsync(() -> CliProbe.run("run", workspace.toString(), "--json"));
        awaitRecords(running);
        ProcessHandle router = started().stream()
                .filter(child -> child.descendants().findAny().isPresent()) // workers start nothing
                .findFirst()
                .orElseThrow();
        List<ProcessHandle> models = router.descendants().toList();
        router.destroyForcibly();
        CliProbe probe = running.join();
        assertEquals(1, probe.exitCode(), probe.err());
        JsonNode summary = JSON.readTree(probe.out());
        assertEquals("aborted", summary.at("/run/state").asString());
        assertTrue(
                summary.at("/run/reason").asString().startsWith("The model router ended in the middle of the run"),
                summary.at("/run/reason")::asString);
        assertTrue(Files.readString(onlyRun().resolve("events.jsonl")).contains("\"target_lost\""));
        for (ProcessHandle model : models) {
            model.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void oneRequestIsSentThroughARouterOfItsOwn() throws IOException {
        workspace("{ \"kind\": \"synchronous\" }", "max_requests", "\"count\": 1");
        CliProbe probe = CliProbe.run(
                "send",
                "--target",
                "kind=models,config=" + folder.resolve("router.yaml"),
                "--model",
                "code",
                "--max-tokens",
                "2",
                "--json");
        assertEquals(0, probe.exitCode(), probe.err() + probe.out());
        JsonNode exchange = JSON.readTree(probe.out());
        assertEquals(200, exchange.get("status").asInt());
        assertEquals("code", exchange.at("/responseHeaders/X-Plimsoll-Model").asString());
        assertFalse(probe.out().contains(KEY));
        assertNothingIsLeftRunning();
    }

    @Test
    void aConfigurationWithFaultsKeepsTheRunFromStartingAndTellsAllOfThem() throws IOException {
        Path workspace = workspace("{ \"kind\": \"synchronous\" }", "max_requests", "\"count\": 1");
        Path config = Files.writeString(
                folder.resolve("router.yaml"), "healthCheckTimeout: soon\nmodels:\n  chat:\n    cmd: x ${nowhere}\n");
        CliProbe probe = CliProbe.run("run", workspace.toString());
        assertEquals(2, probe.exitCode());
        assertTrue(probe.err().contains(config.toRealPath() + ":1 healthCheckTimeout"), probe.err());
        assertTrue(probe.err().contains(config.toRealPath() + ":4 models.chat.cmd"), probe.err());
        assertFalse(Files.exists(folder.resolve("w.plimsoll.json.runs")));
    }

    private Path workspace(String profile, String constraint, String limit) throws IOException {
        Files.writeString(folder.resolve("router.yaml"), """
            startPort: %d
            apiKeys: [%s]
            macros:
              simulator: ${env.PLIMSOLL} simulator --profile instant --port ${PORT} --model ${MODEL_ID}
            models:
              chat: {cmd: "${simulator}", concurrencyLimit: 100}
              code: {cmd: "${simulator}", concurrencyLimit: 100}
            routing:
              router: {use: group, settings: {matrix: {sets: {both: chat & code}}}}
            """.formatted(freePorts(), KEY));
        return Files.writeString(folder.resolve("w.plimsoll.json"), """
            { "schemaVersion": 1, "name": "Local",
              "targets": [ { "id": "t", "kind": "models", "config": "router.yaml", "policy": "fifo+matrix" } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 16, "outputTokens": 4,
                              "models": { "chat": 2, "code": 1 } } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "workers": 2, "gracePeriod": 60,
                                "profile": %s, "constraints": [ { "kind": "%s", %s } ] } ] }
            """.formatted(profile, constraint, limit));
    }

    /** The first of two ports beside each other that were free a moment ago. */
    private static int freePorts() throws IOException {
        while (true) {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket second =
                            new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException e) {
                continue; // the second is taken
            }
        }
    }

    private static List<String> drawn(Path workspace, int count) {
        DatasetPlan plan = PlanCompiler.dataset(WorkspaceFile.read(workspace), "d");
        List<String> models = new ArrayList<>();
        try (Dataset dataset = Datasets.open(plan, 42)) {
            for (int i = 0; i < count; i++) {
                models.add(Objects.requireNonNull(dataset.next())
                        .turns()
                        .getFirst()
                        .model());
            }
        }
        return models;
    }

    private static long conversation(RequestRecord record) {
        return record.info().conversationId();
    }

    private static List<JsonNode> events(Path run) throws IOException {
        return Files.readAllLines(run.resolve("router.jsonl")).stream()
                .map(JSON::readTree)
                .toList();
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("w.plimsoll.json.runs"))) {
            return runs.filter(each -> Files.exists(each.resolve("run.json")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void assertNoKeyIn(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(KEY), file + " holds the router's key");
            }
        }
    }

    /** What this process started since the test began. */
    private List<ProcessHandle> started() {
        return ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .toList();
    }

    private void assertNothingIsLeftRunning() {
        assertEquals(List.of(), started());
    }

    /** Until the first record of the run is on the disk. */
    private void awaitRecords(CompletableFuture<CliProbe> running) throws IOException {
        Path runs = folder.resolve("w.plimsoll.json.runs");
        while (!running.isDone()) {
            if (Files.isDirectory(runs)) {
                try (Stream<Path> folders = Files.list(runs)) {
                    if (folders.anyMatch(
                            each -> each.resolve("records.jsonl").toFile().length() > 0)) {
                        return;
                    }
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the run ended by itself: " + running.join());
    }
}

package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole comparison of policies: a real router with simulators as models, the policy changed between stages. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@EnabledOnOs({OS.LINUX, OS.MAC})
class PoliciesRunTest {
    private static final int REQUESTS = 7;
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder;

    @Test
    void theSameRequestsAreSentUnderEachPolicyAndLaidBesideTheirSimulation() throws IOException {
        CliProbe probe = CliProbe.run("run", workspace().toString(), "--json");
        assertEquals(0, probe.exitCode(), probe.err());
        JsonNode summary = JSON.readTree(probe.out());
        assertEquals(
                "local models (serial, fifo+matrix), router.yaml",
                summary.at("/run/target").asString());
        JsonNode serial = summary.at("/stages/0");
        JsonNode matrix = summary.at("/stages/1");
        assertEquals("serial", serial.at("/strategy/policy").asString());
        assertEquals("fifo+matrix", matrix.get("displayName").asString());
        assertEquals(serial.get("scheduleSha256"), matrix.get("scheduleSha256"));
        assertEquals(REQUESTS, serial.at("/requests/successful").asInt(), summary::toString);
        assertEquals(REQUESTS, matrix.at("/requests/successful").asInt(), summary::toString);

        Path run = onlyRun();
        List<String> models = models(run, 0);
        assertEquals(models, models(run, 1));
        assertEquals(2, new HashSet<>(models).size(), "both models are asked for");

        List<JsonNode> events = lines(run.resolve("router.jsonl"));
        assertEquals(loadsOneAtATime(events), serial.at("/router/loads").asInt());
        assertEquals(2, matrix.at("/router/loads").asInt());
        for (JsonNode stage : List.of(serial, matrix)) {
            JsonNode router = stage.get("router");
            assertEquals(stage.at("/strategy/policy"), router.get("policy"));
            assertEquals(router.get("loads"), router.at("/predicted/loads"));
            assertEquals(router.at("/requests/served"), router.at("/predicted/requests/served"));
        }
        assertNothingRunsWhereAPolicyBegins(events);
        assertEquals(
                List.of("chat", "code"),
                lines(run.resolve("events.jsonl")).stream()
                        .filter(each -> each.get("type").asString().equals("primed"))
                        .map(each -> each.get("model").asString())
                        .toList());
        CliProbe report = CliProbe.run("report", run.toString());
        assertTrue(report.out().contains("Policies compared: measured and simulated"), report.out());
    }

    /** How often the model changes in the order in which the first stage's requests were taken. */
    private static int loadsOneAtATime(List<JsonNode> events) {
        TreeMap<Long, String> byArrival = new TreeMap<>();
        events.stream()
                .filter(each -> each.get("type").asString().equals("request"))
                .map(each -> each.get("request"))
                .limit(REQUESTS)
                .forEach(each -> byArrival.put(
                        each.at("/phases/servedAtNs").asLong(),
                        each.get("model").asString()));
        int loads = 0;
        String before = "";
        for (String model : byArrival.values()) {
            loads += model.equals(before) ? 0 : 1;
            before = model;
        }
        return loads;
    }

    private static void assertNothingRunsWhereAPolicyBegins(List<JsonNode> events) {
        Set<String> running = new HashSet<>();
        int policies = 0;
        boolean begun = false;
        for (JsonNode event : events) {
            switch (event.get("type").asString()) {
                case "policy" -> {
                    policies++;
                    begun = true;
                }
                case "swapStarted" -> {
                    assertTrue(!begun || running.isEmpty(), () -> running + " at " + event);
                    begun = false;
                }
                case "model" -> {
                    if (event.get("to").asString().equals("stopped")) {
                        running.remove(event.get("model").asString());
                    } else {
                        running.add(event.get("model").asString());
                    }
                }
                default -> {}
            }
        }
        assertEquals(2, policies);
    }

    /** The models of a stage's requests in the order of the dataset. */
    private static List<String> models(Path run, int stage) {
        TreeMap<Long, String> models = new TreeMap<>();
        RunReader.open(run).forEachRecord(record -> {
            if (record.info().stage() == stage) {
                models.put(record.info().slot(), String.valueOf(record.model()));
            }
        });
        return new ArrayList<>(models.values());
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(JSON::readTree).toList();
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("w.plimsoll.json.runs"))) {
            return runs.filter(each -> Files.exists(each.resolve("run.json")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path workspace() throws IOException {
        Files.writeString(folder.resolve("router.yaml"), """
            startPort: %d
            apiKeys: [sk-router-Zxcvbnm123]
            macros:
              simulator: ${env.PLIMSOLL} simulator --profile instant --port ${PORT} --model ${MODEL_ID}
            models:
              chat: {cmd: "${simulator}", concurrencyLimit: 100}
              code: {cmd: "${simulator}", concurrencyLimit: 100}
            routing:
              router: {use: group, settings: {matrix: {sets: {both: chat & code}}}}
            """.formatted(freePorts()));
        return Files.writeString(folder.resolve("w.plimsoll.json"), """
            { "schemaVersion": 1, "name": "Policies",
              "targets": [ { "id": "t", "kind": "models", "config": "router.yaml" } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 16, "outputTokens": 4,
                              "models": { "chat": 2, "code": 1 } } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "workers": 1,
                                "profile": { "kind": "policies", "policies": ["serial", "fifo+matrix"],
                                             "load": { "kind": "constant", "rate": 8 } },
                                "constraints": [ { "kind": "max_requests", "count": %d } ] } ] }
            """.formatted(REQUESTS));
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
}

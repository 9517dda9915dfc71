package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line from a workspace to its files, over a real worker process and the real simulator. */
@Timeout(120)
class WholeRunTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    @Test
    void aRunIsSealedReportedAndJudgedByItsGate() throws IOException {
        CliProbe probe = CliProbe.run(
                "run",
                workspace("\"profile\": \"instant\"", "{ \"kind\": \"constant\", \"rate\": [100, 200] }"),
                "--json",
                "--format",
                "json,csv",
                "--out",
                folder.resolve("out").toString(),
                "--fail-if",
                "stage[1].latency.p50 > 0ms");
        assertEquals(3, probe.exitCode(), probe.err());
        assertTrue(probe.err().contains("Gate: "), probe.err());
        JsonNode summary = JSON.readTree(probe.out());
        assertEquals(summary, JSON.readTree(Files.readString(folder.resolve("out/summary.json"))));
        assertEquals("sealed", summary.at("/run/state").asString());
        assertNothingIsNull(summary, "");
        assertEquals(2, summary.get("stages").size());
        for (JsonNode stage : summary.get("stages")) {
            JsonNode counts = stage.get("requests");
            int rate = stage.at("/strategy/rate").asInt();
            assertEquals(rate - 1, counts.get("created").asInt());
            assertEquals(rate - 1, counts.get("successful").asInt());
            assertEquals("max_duration", stage.at("/stoppedBy/0/kind").asString());
            // Those that a busy machine sends when the window is over still belong to it: their slots lie in it.
            int inWindow = stage.at("/windowRequests/successful").asInt();
            assertEquals(rate - 1, inWindow);
            for (String metric : List.of("ttft", "latency", "latencyFromSchedule", "sendLag", "outputTokens")) {
                assertEquals(inWindow, stage.at("/metrics/" + metric + "/count").asInt(), metric);
            }
        }
        assertEquals(
                1 + 99 + 199,
                Files.readAllLines(folder.resolve("out/requests.csv")).size());
        Path run = onlyRun();
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(
                    List.of(
                            "events.jsonl",
                            "figures.json",
                            "records.parquet",
                            "report.json",
                            "run.json",
                            "series.parquet",
                            "summary.json"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        assertEventsAreInOrder(run);
        assertReplayedAsItWas(run, summary);
    }

    /** What ended the run ends it at the same moment when it is asked once more. */
    private static void assertReplayedAsItWas(Path run, JsonNode summary) {
        CliProbe probe =
                CliProbe.run("whatif", run.toString(), "--json", "--constraint", "kind=max_duration,seconds=1");
        assertEquals(0, probe.exitCode(), probe.err());
        JsonNode stages = JSON.readTree(probe.out()).get("stages");
        for (int i = 0; i < 2; i++) {
            JsonNode stop = stages.get(i).at("/constraints/0/processing/metadata/stopTime");
            assertEquals(
                    summary.get("stages")
                            .get(i)
                            .at("/stoppedBy/0/metadata/stopTime")
                            .asDouble(),
                    stop.asDouble(),
                    1e-9);
        }
    }

    @Test
    void aTargetThatOnlyFailsIsARunThatFailed() throws IOException {
        CliProbe probe = CliProbe.run(
                "run",
                workspace(
                        "\"profile\": \"instant\", \"errorRate\": 1", "{ \"kind\": \"concurrent\", \"streams\": 4 }"));
        assertEquals(1, probe.exitCode(), probe.err());
        assertTrue(probe.err().contains("No request succeeded"), probe.err());
        assertTrue(probe.out().contains("An error injected by the simulator"), probe.out());
        JsonNode stage = JSON.readTree(Files.readString(onlyRun().resolve("summary.json")))
                .at("/stages/0");
        assertEquals(
                stage.at("/requests/created").asInt(),
                stage.at("/requests/errored").asInt()
                        + stage.at("/requests/cancelled").asInt());
        assertFalse(stage.get("metrics").has("ttft"));
    }

    private String workspace(String simulator, String profile) throws IOException {
        Path file = folder.resolve("w.plimsoll.json");
        Files.writeString(file, """
            { "schemaVersion": 1, "name": "Whole",
              "targets": [ { "id": "sim", "kind": "simulator", %s } ],
              "datasets": [ { "id": "few", "kind": "synthetic", "promptTokens": 16, "outputTokens": 4 } ],
              "benchmarks": [ { "id": "b", "target": "sim", "dataset": "few", "profile": %s,
                                "constraints": [ { "kind": "max_duration", "seconds": 1 } ], "gracePeriod": 5 } ] }
            """.formatted(simulator, profile));
        return file.toString();
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("w.plimsoll.json.runs"))) {
            return runs.toList().getFirst();
        }
    }

    private static void assertNothingIsNull(JsonNode node, String path) {
        assertFalse(node.isNull(), path);
        node.properties().forEach(p -> assertNothingIsNull(p.getValue(), path + "/" + p.getKey()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            assertNothingIsNull(node.get(i), path + "/" + i);
        }
    }

    private static void assertEventsAreInOrder(Path run) throws IOException {
        List<String> lines = Files.readAllLines(run.resolve("events.jsonl"));
        long began = 0;
        for (String line : lines) {
            JsonNode event = JSON.readTree(line);
            if (event.get("type").asString().equals("stage_begin")) {
                long atNs = event.get("atNs").asLong();
                assertTrue(atNs > began, line);
                began = atNs;
            }
        }
        assertTrue(began > 0, "no stage began");
    }
}

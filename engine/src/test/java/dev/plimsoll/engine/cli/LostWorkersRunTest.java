package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.SimulatorProfiles;
import dev.plimsoll.engine.simulator.InferenceSimulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run whose worker processes are killed from outside: what is there is sealed, counted and judged. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LostWorkersRunTest {
    @TempDir
    private Path folder;

    @Test
    void aRunThatLosesAllItsWorkersIsAbortedSealedAndExitsWithOne() throws IOException {
        CliProbe probe;
        try (InferenceSimulator target =
                InferenceSimulator.start(SimulatorProfiles.of("instant", 1), "127.0.0.1", 0, null)) {
            Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
            String workspace = workspace(target.port());
            CompletableFuture<CliProbe> running =
                    CompletableFuture.supplyAsync(() -> CliProbe.run("run", workspace, "--json"));
            awaitRecords(running);
            List<ProcessHandle> workers = ProcessHandle.current()
                    .children()
                    .filter(child -> !before.contains(child))
                    .toList();
            assertEquals(2, workers.size());
            workers.forEach(ProcessHandle::destroyForcibly);
            probe = running.join();
        }
        assertEquals(1, probe.exitCode(), probe.err());
        JsonNode summary = JsonMapper.shared().readTree(probe.out());
        assertEquals("aborted", summary.at("/run/state").asString());
        assertTrue(summary.at("/run/reason").asString().startsWith("no worker is left"), summary::toString);
        assertFalse(summary.at("/verdict/value").asString().equalsIgnoreCase("valid"));
        long lost = 0;
        for (JsonNode finding : summary.at("/verdict/findings")) {
            lost += finding.get("code").asString().equals("worker-lost") ? 1 : 0;
            assertFalse(finding.get("code").asString().equals("counts"), finding::toString);
        }
        assertEquals(1, lost, summary::toString);
        JsonNode counts = summary.at("/stages/0/requests");
        assertTrue(counts.get("created").asInt() > 0);
        assertEquals(
                counts.get("created").asInt(),
                counts.get("successful").asInt()
                        + counts.get("errored").asInt()
                        + counts.get("cancelled").asInt()
                        + counts.get("dropped").asInt());
        assertEquals(1, summary.get("stages").size(), "no further stage was begun");
    }

    /** Until the first record of the run is on the disk. */
    private void awaitRecords(CompletableFuture<CliProbe> running) {
        while (!running.isDone()) {
            File[] folders = runs().toFile().listFiles(); // null while there is none
            if (folders != null && Stream.of(folders).anyMatch(f -> new File(f, "records.jsonl").length() > 0)) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the run ended by itself: " + running.join());
    }

    private Path runs() {
        return folder.resolve("w.plimsoll.json.runs");
    }

    private String workspace(int port) throws IOException {
        return Files.writeString(folder.resolve("w.plimsoll.json"), """
            { "schemaVersion": 1, "name": "Lost",
              "targets": [ { "id": "sim", "kind": "http", "url": "http://127.0.0.1:%d" } ],
              "datasets": [ { "id": "few", "kind": "synthetic", "promptTokens": 16, "outputTokens": 4 } ],
              "benchmarks": [ { "id": "b", "target": "sim", "dataset": "few", "workers": 2,
                                "profile": { "kind": "constant", "rate": [100, 200] },
                                "constraints": [ { "kind": "max_duration", "seconds": 120 } ] } ] }
            """.formatted(port))
                .toString();
    }
}

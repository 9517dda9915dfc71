package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the doctor measures hangs on this machine; that it measures it with real workers, and tells it, does not. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DoctorCommandTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder;

    @Test
    void everyCheckIsARowForABenchmarkThatIsNotRun() throws IOException {
        CliProbe probe = CliProbe.run("doctor", workspace("\"rate\": [60, 300]"), "b", "--json");
        assertEquals(0, probe.exitCode(), probe.err());
        JsonNode report = JSON.readTree(probe.out());
        assertEquals(
                List.of(
                        "file-descriptors",
                        "ephemeral-ports",
                        "cpu-quota",
                        "clock-source",
                        "clock-cost",
                        "transport",
                        "socket-buffers",
                        "shared-machine",
                        "self-test",
                        "null-ceiling"),
                report.get("checks")
                        .valueStream()
                        .map(row -> row.get("code").stringValue())
                        .toList());
        assertEquals("Doctored", report.at("/subject/benchmark").stringValue());
        assertEquals(300, report.at("/subject/requestsPerSecond").doubleValue());
        assertEquals(1200, report.at("/subject/eventsPerSecond").doubleValue(), "four tokens each");
        assertEquals(300, report.at("/selfTest/testedPerSecond").doubleValue());
        assertEquals(
                451, report.at("/selfTest/sends").intValue(), "the last second and a half of two, both ends included");
        assertEquals(0, report.at("/selfTest/failed").intValue());
        assertTrue(report.at("/selfTest/lagP99Ns").doubleValue() > 0);
        assertTrue(report.at("/ceiling/requestsPerSecond").doubleValue() > 300);
        assertTrue(report.at("/ceiling/eventsPerSecond").doubleValue() > 1200);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("w.plimsoll.json"),
                    files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void aRunTestsItsDispatcherBeforeTheFirstRequestAndItsFindingsAreInTheVerdict() throws IOException {
        CliProbe probe = CliProbe.run("run", workspace("\"rate\": 100"), "--self-test", "on", "--json");
        assertEquals(0, probe.exitCode(), probe.err());
        assertTrue(probe.err().contains("Testing the generator itself: 2 s of 200 requests/s"), probe.err());
        JsonNode summary = JSON.readTree(probe.out());
        assertEquals(99, summary.at("/stages/0/requests/successful").intValue(), "none was the self-test's");
        try (Stream<Path> runs = Files.list(folder.resolve("w.plimsoll.json.runs"))) {
            JsonNode tested = Files.readAllLines(runs.toList().getFirst().resolve("events.jsonl")).stream()
                    .map(JSON::readTree)
                    .filter(event -> event.get("type").stringValue().equals("self_test"))
                    .findFirst()
                    .orElseThrow();
            boolean ok = tested.at("/outcome/outcome").stringValue().equals("ok");
            assertEquals(301, tested.at("/figures/sends").intValue());
            assertEquals(
                    !ok,
                    summary.at("/verdict/findings")
                            .valueStream()
                            .anyMatch(f -> f.get("code").stringValue().equals("self-test")));
        }
    }

    @Test
    void wrongUsageIsToldBeforeAnythingIsMeasured() throws IOException {
        CliProbe noMode = CliProbe.run("run", workspace("\"rate\": 1"), "--self-test", "maybe");
        assertEquals(2, noMode.exitCode());
        assertTrue(noMode.err().contains("auto, on and off"), noMode.err());
        CliProbe noBenchmark = CliProbe.run("doctor", workspace("\"rate\": 1"), "other");
        assertEquals(2, noBenchmark.exitCode());
        assertTrue(noBenchmark.err().contains("other"), noBenchmark.err());
        CliProbe noTarget = CliProbe.run("doctor", "--profile", "kind=constant,rate=5");
        assertEquals(2, noTarget.exitCode());
        assertFalse(noTarget.err().contains("Warming up"), noTarget.err());
    }

    private String workspace(String profile) throws IOException {
        Path file = folder.resolve("w.plimsoll.json");
        Files.writeString(file, """
            { "schemaVersion": 1, "name": "Doctored",
              "targets": [ { "id": "sim", "kind": "simulator", "profile": "instant" } ],
              "datasets": [ { "id": "few", "kind": "synthetic", "promptTokens": 16, "outputTokens": 4 } ],
              "benchmarks": [ { "id": "b", "name": "Doctored", "target": "sim", "dataset": "few",
                                "profile": { "kind": "constant", %s },
                                "constraints": [ { "kind": "max_duration", "seconds": 1 } ], "gracePeriod": 5 } ] }
            """.formatted(profile));
        return file.toString();
    }
}

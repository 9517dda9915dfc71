package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir
    Path folder;

    private String result(String name, double rate) throws IOException {
        return Files.writeString(
                        folder.resolve(name + ".json"),
                        "{\"label\": \"%s\", \"request_throughput\": %s, \"completed\": 10, \"duration\": 2, \"mean_ttft_ms\": 40}"
                                .formatted(name, rate))
                .toString();
    }

    @Test
    void whatIsImportedIsAmongTheRunsAndTheRestIsTold() throws IOException {
        Path workspace = Files.writeString(folder.resolve("w.plimsoll.json"), "{\"schemaVersion\": 1}");
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"a\": 1}");
        CliProbe probe = CliProbe.run("import", result("ours", 5), wrong.toString(), "--into", workspace.toString());
        assertEquals(2, probe.exitCode());
        assertTrue(probe.err().contains("wrong.json is JSON, but no result file"), probe.err());
        assertFalse(probe.err().contains("Exception"), probe.err());
        CliProbe runs = CliProbe.run("runs", workspace.toString());
        assertTrue(runs.out().contains("ours") && runs.out().contains("SUSPECT"), runs.out());
        CliProbe report = CliProbe.run(
                "report",
                probe.out().strip(),
                "--out",
                folder.resolve("out").toString(),
                "--format",
                "csv,markdown,junit");
        assertEquals(0, report.exitCode(), report.err());
        assertTrue(Files.readString(folder.resolve("out/summary.csv")).contains("throughput"));
    }

    @Test
    void aResultFileIsReportedWithoutBeingKept() throws IOException {
        CliProbe report = CliProbe.run("report", result("theirs", 7));
        assertEquals(0, report.exitCode(), report.err());
        assertTrue(report.out().contains("theirs"), report.out());
        assertTrue(report.out().contains("Measured by vLLM bench"), report.out());
    }

    @Test
    void severalRunsAreLaidBesideEachOtherWhereSettingsSayHow() throws IOException {
        List<String> command = List.of(
                "report",
                result("a", 5),
                result("b", 7),
                "--out",
                folder.resolve("out").toString());
        CliProbe probe = CliProbe.run(command.toArray(String[]::new));
        assertEquals(2, probe.exitCode());
        assertTrue(probe.out().contains("a") && probe.out().contains("b"), probe.out());
        assertFalse(probe.err().contains("Exception"), probe.err());
    }
}

package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.archive.RunNotes;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.trust.TrustReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theRunsOfAWorkspaceAreListedWithVerdictTagsAndWhatIsWrong() throws IOException {
        Path workspace = withOneRun();
        CliProbe probe = CliProbe.run("runs", workspace.toString());
        assertEquals(0, probe.exitCode(), probe.err());
        String row = probe.out()
                .lines()
                .filter(l -> l.contains("Evening"))
                .findFirst()
                .orElseThrow();
        assertTrue(row.contains("2026-01-01 00:00") && row.contains("sealed") && row.contains("VALID"), row);
        assertTrue(row.contains("h100") && row.contains("1 min") && row.contains("kB"), row);
        assertTrue(probe.out().contains("stray: stray is not a run folder"), probe.out());
    }

    @Test
    void forMachinesThereIsJson() throws IOException {
        Path workspace = withOneRun();
        CliProbe probe = CliProbe.run("runs", "--json", workspace.toString());
        JsonNode first = JsonMapper.shared().readTree(probe.out()).get(0);
        assertEquals("Evening", first.get("name").stringValue());
        assertEquals("sealed", first.get("state").stringValue());
        assertEquals(60, first.get("durationSeconds").doubleValue());
    }

    @Test
    void aWorkspaceThatHasNotRunHasNoRuns() throws IOException {
        Path workspace = Files.writeString(folder.resolve("w.plimsoll.json"), "{}");
        CliProbe probe = CliProbe.run("runs", workspace.toString());
        assertEquals(0, probe.exitCode());
        assertEquals("", probe.out());
        assertEquals("No runs yet.", probe.err().strip());
        assertEquals(
                2, CliProbe.run("runs", folder.resolve("nothing").toString()).exitCode());
    }

    @Test
    void aRunIsDeletedToTheTrashAndNothingElseIs() throws IOException {
        withOneRun();
        Path runs = folder.resolve("w.plimsoll.json.runs");
        CliProbe stray = CliProbe.run("runs", "--delete", runs.resolve("stray").toString());
        assertEquals(2, stray.exitCode());
        assertTrue(stray.err().contains("is not a run folder"), stray.err());
        CliProbe probe = CliProbe.run("runs", "--delete", runs.resolve("r").toString());
        assertEquals(0, probe.exitCode(), probe.err());
        assertTrue(Files.exists(runs.resolve("stray")) && Files.notExists(runs.resolve("r")));
        assertTrue(Files.exists(runs.resolve(".trash").resolve("r").resolve("summary.json")), probe.err());
        assertTrue(probe.err().contains(runs.resolve(".trash").resolve("r").toString()), probe.err());
    }

    @Test
    void aRunThatWasKilledIsSealed() {
        RunFolder run = RunFolder.create(folder, "killed", "{\"name\": \"Sweep\"}", "none", 1);
        run.close();
        CliProbe probe = CliProbe.run("runs", "--seal", run.path().toString());
        assertEquals(0, probe.exitCode(), probe.err());
        assertTrue(Files.exists(run.path().resolve("summary.json")), probe.err());
    }

    private Path withOneRun() throws IOException {
        Path workspace = Files.writeString(folder.resolve("w.plimsoll.json"), "{}");
        Path runs = folder.resolve("w.plimsoll.json.runs");
        RunFolder run = RunFolder.create(runs, "r", "{\"name\": \"Sweep\"}", "none", 1);
        run.seal(new RunSummary(
                1,
                new RunSummary.RunHead(
                        "r",
                        "Sweep",
                        "2026-01-01T00:00:00Z",
                        "2026-01-01T00:01:00Z",
                        "sealed",
                        "1",
                        "http://t",
                        null,
                        null),
                TrustReport.of(List.of(), 3),
                List.of(),
                List.of()));
        new RunNotes("Evening", "", List.of("h100")).write(run.path());
        Files.createDirectories(runs.resolve("stray"));
        return workspace;
    }
}

package dev.plimsoll.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.trust.TrustReport;
import dev.plimsoll.engine.trust.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCatalogTest {
    private static final String RUN_JSON = """
        {"id":"r","name":"Sweep","benchmark":"b","startedAt":"%s","version":"1","target":"http://t","model":"m"}\
        """;

    @TempDir
    private Path runs;

    @Test
    void aFolderThatIsNotThereYetHoldsNoRuns() {
        assertEquals(List.of(), new RunCatalog(runs.resolve("later.runs")).list());
    }

    @Test
    void runsAreListedLatestFirstEachWithWhatBecameOfIt() {
        sealed("a", "2026-01-01T00:00:00Z", "sealed");
        sealed("b", "2026-01-02T00:00:00Z", "aborted");
        open("c", "2026-01-03T00:00:00Z").close();
        RunFolder going = open("d", "2026-01-04T00:00:00Z");
        List<RunEntry> entries = new RunCatalog(runs).list();
        assertEquals(
                List.of(
                        RunEntry.State.RUNNING,
                        RunEntry.State.INTERRUPTED,
                        RunEntry.State.ABORTED,
                        RunEntry.State.SEALED),
                entries.stream().map(RunEntry::state).toList());
        RunEntry sealed = entries.getLast();
        assertEquals("Sweep", sealed.name());
        assertEquals(Verdict.VALID, sealed.verdict());
        assertEquals(60, sealed.durationSeconds());
        assertEquals("http://t", sealed.target());
        assertTrue(sealed.sizeBytes() > 100);
        assertNull(sealed.trouble());
        assertEquals(3, entries.get(1).requests(), "whole lines of the journal");
        going.close();
        assertEquals(
                RunEntry.State.INTERRUPTED,
                new RunCatalog(runs).list().getFirst().state());
    }

    @Test
    void aBrokenFolderIsListedWithWhatIsWrongAndNeverThrownFor() throws IOException {
        Files.createDirectories(runs.resolve("empty"));
        Path wrong = sealed("wrong", "2026-01-01T00:00:00Z", "sealed");
        Files.writeString(wrong.resolve("summary.json"), "{ \"run\": 7 }");
        Path torn = open("torn", "2026-01-02T00:00:00Z").path();
        Files.writeString(torn.resolve("run.json"), "{ \"na");
        Files.writeString(torn.resolve(".running"), "x");
        Path scribbled = sealed("scribbled", "2026-01-03T00:00:00Z", "sealed");
        Files.writeString(scribbled.resolve("notes.json"), "[1]");
        for (RunEntry entry : new RunCatalog(runs).list()) {
            assertNotNull(entry.trouble(), entry.toString());
            RunEntry.State expected = switch (String.valueOf(entry.folder().getFileName())) {
                case "scribbled" -> RunEntry.State.SEALED;
                case "torn" -> RunEntry.State.INTERRUPTED;
                default -> RunEntry.State.BROKEN;
            };
            assertEquals(expected, entry.state(), entry.toString());
        }
    }

    @Test
    void notesAreKeptInTheFolderAndFieldsOfANewerVersionSurvive() throws IOException {
        Path run = sealed("a", "2026-01-01T00:00:00Z", "sealed");
        Files.writeString(run.resolve("notes.json"), "{\"colour\": \"red\", \"name\": \"Old\"}");
        RunCatalog catalog = new RunCatalog(runs);
        assertEquals("Old", catalog.list().getFirst().name());
        RunNotes notes = new RunNotes(" Baseline ", "before the upgrade", List.of("h100", " h100 ", "", "v1"));
        RunEntry entry = catalog.write(run, notes);
        assertEquals("Baseline", entry.name());
        assertEquals(List.of("h100", "v1"), entry.notes().tags());
        assertEquals(notes, RunNotes.read(run));
        assertTrue(Files.readString(run.resolve("notes.json")).contains("colour"));
        assertEquals("Sweep", catalog.write(run, notes.withName(null)).name());
    }

    @Test
    void theLatestSealedRunOfABenchmarkIsFound() {
        sealed("a", "2026-01-01T00:00:00Z", "sealed");
        Path latest = sealed("b", "2026-01-02T00:00:00Z", "sealed");
        open("c", "2026-01-03T00:00:00Z").close();
        RunCatalog catalog = new RunCatalog(runs);
        assertEquals(latest, catalog.latestOf("b").orElseThrow().folder());
        assertTrue(catalog.latestOf("other").isEmpty());
    }

    @Test
    void whatDidNotChangeIsReadOnce() {
        sealed("a", "2026-01-01T00:00:00Z", "sealed");
        RunCatalog catalog = new RunCatalog(runs);
        assertSame(catalog.list().getFirst(), catalog.list().getFirst());
    }

    @Test
    void aDeletedRunLiesInTheTrashAndIsNotListed() throws IOException {
        Path run = sealed("a", "2026-01-01T00:00:00Z", "sealed");
        RunCatalog catalog = new RunCatalog(runs);
        Path trashed = catalog.delete(run, Trash.beside()).orElseThrow();
        assertEquals(List.of(), catalog.list());
        assertTrue(Files.exists(trashed.resolve("summary.json")));
        Path again = sealed("a", "2026-01-01T00:00:00Z", "sealed");
        assertFalse(catalog.delete(again, Trash.beside()).orElseThrow().equals(trashed));
        assertEquals(RunEntry.State.SEALED, catalog.restore(trashed, run).state(), "and can be taken out again");
        assertEquals(1, catalog.list().size());
    }

    @Test
    void aRunThatGoesOnIsNeitherSealedNorDeleted() {
        try (RunFolder going = open("a", "2026-01-01T00:00:00Z")) {
            RunCatalog catalog = new RunCatalog(runs);
            assertThrows(PlimsollException.class, () -> catalog.seal(going.path()));
            assertThrows(PlimsollException.class, () -> catalog.delete(going.path(), Trash.beside()));
            assertTrue(Files.exists(going.path()));
        }
    }

    @Test
    void anInterruptedRunCanBeSealed() {
        RunFolder run = open("a", "2026-01-01T00:00:00Z");
        run.close();
        RunEntry entry = new RunCatalog(runs).seal(run.path());
        assertEquals(RunEntry.State.SEALED, entry.state());
        assertEquals(
                "interrupted",
                java.util.Objects.requireNonNull(entry.summary()).run().state());
    }

    private RunFolder open(String id, String startedAt) {
        RunFolder folder = RunFolder.create(runs, id, RUN_JSON.formatted(startedAt), "none", 1);
        Random random = new Random(1);
        for (int i = 0; i < 3; i++) {
            folder.append(RandomRecords.next(random, 0, i), null);
        }
        return folder;
    }

    private Path sealed(String id, String startedAt, String state) {
        RunFolder folder = open(id, startedAt);
        folder.seal(new RunSummary(
                1,
                new RunSummary.RunHead(
                        id,
                        "Sweep",
                        startedAt,
                        startedAt.replace("00:00Z", "01:00Z"),
                        state,
                        "1",
                        "http://t",
                        null,
                        null),
                TrustReport.of(List.of(), 3),
                List.of(),
                List.of()));
        return folder.path();
    }
}

package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.OwnThread;
import dev.plimsoll.app.TheirResults;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.run.DemoWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Import on the test's own thread. */
class ResultImportTest {
    @TempDir
    Path folder;

    private Bench bench;
    private Workbench at;
    private ResultImport results;

    @BeforeEach
    void make() {
        bench = new Bench(folder, Runnable::run);
        Workbench made = bench.workbench();
        at = new Workbench(
                made.services(),
                made.workspace(),
                made.desk(),
                made.run(),
                made.router(),
                new Tasks(Runnable::run, OwnThread::new),
                made.actions(),
                made.navigator(),
                made.notices());
        results = new ResultImport(at);
    }

    private Object shown() {
        return Objects.requireNonNull(at.navigator().at().get().argument());
    }

    @Test
    void aChosenResultBecomesARunOfTheWorkspaceAndIsShown() {
        bench.nextFile = Optional.of(TheirResults.guideLlm(folder));
        results.choose();
        assertEquals(PageId.RESULTS, at.navigator().at().get().page());
        Path run = (Path) shown();
        assertEquals(at.run().runsFolder(), run.getParent());
        assertEquals(6, RunReader.open(run).summary().stages().size());
        assertEquals("1 run imported", at.notices().toasts().getFirst().text());
    }

    @Test
    void whoeverCancelsTheDialogImportsNothing() {
        results.choose();
        assertTrue(at.notices().toasts().isEmpty());
        assertFalse(Files.exists(at.run().runsFolder()));
    }

    @Test
    void severalDroppedResultsAreShownInTheList() {
        results.dropped(List.of(TheirResults.guideLlm(folder), TheirResults.aiperf(folder)));
        assertEquals(2, ((List<?>) shown()).size());
        assertEquals("2 runs imported", at.notices().toasts().getFirst().text());
    }

    @Test
    void aWrongFileIsToldWithItsLineAndWhatToDoAndKeepsNoOtherFromComing() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n \"benchmarks\": [,]}");
        results.bring(List.of(broken, TheirResults.aiperf(folder)));
        Notices.Notice told = at.notices().banners().getFirst();
        assertEquals("broken.json was not imported.", told.what());
        assertTrue(told.why().contains("broken.json:2"), told.why());
        assertTrue(told.toDo().startsWith("Choose a result file"), told.toDo());
        assertNull(told.details());
        assertEquals("Choose another file", told.remedies().getFirst().text());
        assertEquals(
                "aiperf",
                RunReader.open((Path) shown()).summary().run().importedFrom().tool());
    }

    @Test
    void aFileThatNobodyKnowsNamesTheOnesThatAreKnown() throws IOException {
        results.dropped(List.of(Files.writeString(folder.resolve("other.json"), "{\"a\": 1}")));
        String why = at.notices().banners().getFirst().why();
        assertTrue(why.contains("GuideLLM") && why.contains("AIPerf") && why.contains("vllm"), why);
    }

    @Test
    void aDroppedWorkspaceIsOpenedWhateverItIsCalled() throws IOException {
        Path own = Files.writeString(folder.resolve("mine.json"), DemoWorkspace.text());
        results.dropped(List.of(own));
        assertEquals(own, at.workspace().path().get());
        assertTrue(at.notices().banners().isEmpty());
        Path usual = Files.writeString(folder.resolve("usual.plimsoll.json"), DemoWorkspace.text());
        results.dropped(List.of(usual));
        assertEquals(usual, at.workspace().path().get());
    }

    @Test
    void aDroppedRunFolderIsOpenedNotImported() {
        results.bring(List.of(TheirResults.guideLlm(folder)));
        Path run = (Path) shown();
        at.navigator().show(PageId.WELCOME);
        results.dropped(List.of(run));
        assertEquals(run, shown());
        assertEquals(1, at.notices().toasts().size());
    }
}

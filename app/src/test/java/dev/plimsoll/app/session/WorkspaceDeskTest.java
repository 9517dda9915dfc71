package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.HandTicker;
import dev.plimsoll.engine.run.DemoWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.StringNode;

class WorkspaceDeskTest {
    @TempDir
    Path folder;

    private final HandTicker ticker = new HandTicker();
    private Bench bench;
    private Workbench at;
    private Path first;
    private Path second;

    @BeforeEach
    void files() throws IOException {
        bench = new Bench(
                folder,
                Runnable::run,
                _ -> {
                    throw new IllegalStateException("no run here");
                },
                ticker);
        at = bench.workbench();
        first = folder.resolve("first.plimsoll.json");
        second = folder.resolve("second.plimsoll.json");
        Files.writeString(first, DemoWorkspace.text());
        Files.writeString(second, DemoWorkspace.text());
    }

    private void edit(String name) {
        at.workspace().edit("Edit name", "", f -> f.with("name", StringNode.valueOf(name)));
    }

    private Notices.Question question() {
        return java.util.Objects.requireNonNull(at.notices().question().get());
    }

    private void answer(String text) {
        Notices.Remedy answer = question().answers().stream()
                .filter(a -> a.text().equals(text))
                .findFirst()
                .orElseThrow();
        at.notices().answered();
        answer.run().run();
    }

    private Path recoveryFile() {
        return folder.resolve("state/recovery").resolve(ProcessHandle.current().pid() + ".recovery.json");
    }

    @Test
    void openingShowsTheBenchmarksAndRemembersTheFile() {
        at.desk().open(first);
        assertEquals(first, at.workspace().path().get());
        assertEquals(PageId.BENCHMARKS, at.navigator().at().get().page());
        assertEquals(first, at.services().preferences().recent().getFirst().path());
    }

    @Test
    void unsavedWorkIsNotThrownAwayUnasked() throws IOException {
        at.desk().open(first);
        edit("mine");
        at.desk().open(second);
        assertEquals(first, at.workspace().path().get());
        answer("Save");
        assertEquals(second, at.workspace().path().get());
        assertTrue(Files.readString(first).contains("mine"));
    }

    @Test
    void cancellingTheQuestionChangesNothing() {
        at.desk().open(first);
        edit("mine");
        at.desk().close();
        at.notices().answered();
        assertTrue(at.workspace().opened().get());
        assertTrue(at.workspace().edited().get());
    }

    @Test
    void notSavingIsAnAnswerToo() throws IOException {
        at.desk().open(first);
        edit("mine");
        at.desk().close();
        answer("Do not save");
        assertFalse(at.workspace().opened().get());
        assertFalse(Files.readString(first).contains("mine"));
    }

    @Test
    void aWorkspaceThatIsOpenElsewhereAsksAndNamesWhoHasIt() {
        WorkspaceLock.take(first);
        at.desk().open(first);
        assertNull(at.workspace().path().get());
        assertTrue(
                question().text().contains("process " + ProcessHandle.current().pid()));
        answer("Open anyway");
        assertEquals(first, at.workspace().path().get());
    }

    @Test
    void closingLetsTheLockGo() {
        at.desk().open(first);
        assertTrue(WorkspaceLock.take(first).heldBy().isPresent());
        at.desk().close();
        assertTrue(WorkspaceLock.take(first).lock().isPresent());
    }

    @Test
    void aRunFolderOpensOnTheResultsPage() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.writeString(run.resolve("run.json"), "{}");
        at.desk().open(run.resolve("run.json"));
        assertEquals(new Location(PageId.RESULTS, run), at.navigator().at().get());
    }

    @Test
    void aFolderThatIsNoRunIsToldInABanner() {
        at.desk().open(folder);
        assertEquals(1, at.notices().banners().size());
        assertEquals(PageId.WELCOME, at.navigator().at().get().page());
    }

    @Test
    void aFileThatIsGoneIsToldInABanner() {
        at.desk().open(folder.resolve("gone.plimsoll.json"));
        assertEquals(
                "gone.plimsoll.json was not opened.",
                at.notices().banners().getFirst().what());
    }

    @Test
    void savingANewWorkspaceAsksWhereAndAddsTheEnding() {
        at.desk().create();
        bench.nextFile = Optional.of(folder.resolve("mine"));
        at.desk().save(() -> {});
        assertEquals(folder.resolve("mine.plimsoll.json"), at.workspace().path().get());
        assertEquals(List.of("Saved as mine.plimsoll.json."), toasts());
    }

    @Test
    void unsavedWorkIsKeptUntilItIsSaved() throws IOException {
        at.desk().open(first);
        edit("mine");
        ticker.tick();
        assertTrue(Files.readString(recoveryFile()).contains("mine"));
        assertNotNull(at.desk().keeper().autosaved().get());
        at.desk().save(() -> {});
        ticker.tick();
        assertFalse(Files.exists(recoveryFile()));
        assertNull(at.desk().keeper().autosaved().get());
    }

    @Test
    void whatACrashLeftIsOfferedAndRestoredUnsaved() throws IOException {
        at.desk().open(first);
        edit("mine");
        ticker.tick();
        Files.move(recoveryFile(), recoveryFile().resolveSibling("99999999.recovery.json"));
        Bench next = new Bench(
                folder.resolve("next"),
                Runnable::run,
                _ -> {
                    throw new IllegalStateException();
                },
                folder.resolve("state"),
                ticker);
        next.workbench().desk().offerRecovered();
        Notices.Notice banner = next.workbench().notices().banners().getFirst();
        assertTrue(banner.what().startsWith("Unsaved changes to first were kept"));
        banner.remedies().getFirst().run().run();
        assertEquals(
                "mine", next.workbench().workspace().file().get().workspace().name());
        assertEquals(first, next.workbench().workspace().path().get());
        assertTrue(next.workbench().workspace().edited().get());
    }

    @Test
    void aChangeByAnotherProgramIsToldOnceAndCanBeReloaded() throws IOException {
        at.desk().open(first);
        Files.writeString(first, DemoWorkspace.text().replace("\"Demo\"", "\"Theirs\""));
        ticker.tick();
        ticker.tick();
        assertEquals(1, at.notices().banners().size());
        at.notices().banners().getFirst().remedies().getFirst().run().run();
        assertEquals("Theirs", at.workspace().file().get().workspace().name());
    }

    @Test
    void ourOwnSaveIsNoChangeByAnotherProgram() {
        at.desk().open(first);
        edit("mine");
        at.desk().save(() -> {});
        ticker.tick();
        assertEquals(0, at.notices().banners().size());
    }

    private List<String> toasts() {
        return at.notices().toasts().stream().map(Notices.Toast::text).toList();
    }
}

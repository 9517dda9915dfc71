package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.run.DemoWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.StringNode;

class WorkspaceSessionTest {
    @TempDir
    Path folder;

    private Path file;
    private WorkspaceSession session;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("demo.plimsoll.json");
        Files.writeString(file, DemoWorkspace.text().replaceFirst("\\{", "{\n  \"fromTheFuture\": [1, 2],"));
        session = new WorkspaceSession(Runnable::run, Runnable::run, folder);
        session.open(file);
    }

    private void rename(String name, String mergeKey) {
        session.edit("Edit name", mergeKey, f -> f.with("name", StringNode.valueOf(name)));
    }

    private String writtenName() {
        return String.valueOf(session.file().get().workspace().name());
    }

    @Test
    void editsWithTheSameKeyInARowAreOneStep() {
        rename("a", "name");
        rename("ab", "name");
        rename("abc", "name");
        session.undo();
        assertEquals("Demo", writtenName());
        assertFalse(session.canUndo().get());
        session.redo();
        assertEquals("abc", writtenName());
    }

    @Test
    void editsWithoutAKeyOrWithAnotherOneAreStepsOfTheirOwn() {
        rename("a", "name");
        rename("b", "other");
        rename("c", "");
        rename("d", "");
        session.undo();
        assertEquals("c", writtenName());
        session.undo();
        assertEquals("b", writtenName());
        session.undo();
        assertEquals("a", writtenName());
    }

    @Test
    void anEndedStepIsNotJoined() {
        rename("a", "name");
        session.endStep();
        rename("b", "name");
        session.undo();
        assertEquals("a", writtenName());
    }

    @Test
    void anEditAfterUndoForgetsWhatCouldBeRedone() {
        rename("a", "");
        session.undo();
        rename("b", "");
        assertFalse(session.canRedo().get());
        assertEquals("Edit name", session.undoText().get());
    }

    @Test
    void anEditThatChangesNothingIsNoStep() {
        rename("Demo", "");
        assertFalse(session.canUndo().get());
        assertFalse(session.edited().get());
    }

    @Test
    void undoingBackToWhatIsSavedIsNotEdited() {
        rename("a", "");
        assertTrue(session.edited().get());
        session.undo();
        assertFalse(session.edited().get());
    }

    @Test
    void savingKeepsWhatThisProgramDoesNotKnow() throws IOException {
        rename("a", "");
        session.save();
        assertFalse(session.edited().get());
        assertTrue(Files.readString(file).contains("fromTheFuture"));
        assertEquals(List.of("demo.plimsoll.json"), names());
    }

    @Test
    void aSaveThatFailsLeavesTheFileAndTheEdit() throws IOException {
        String before = Files.readString(file);
        rename("a", "");
        Path nowhere = folder.resolve("gone").resolve("x.plimsoll.json");
        assertThrows(PlimsollException.class, () -> session.saveAs(nowhere));
        assertTrue(session.edited().get());
        assertEquals(file, session.path().get());
        assertEquals(before, Files.readString(file));
    }

    @Test
    void savingElsewhereMovesTheWorkspaceThere() {
        Path to = folder.resolve("copy.plimsoll.json");
        session.saveAs(to);
        assertEquals(to, session.path().get());
        assertEquals("copy", session.name().get());
        assertFalse(session.edited().get());
    }

    @Test
    void reloadingIsAStepThatCanBeUndone() throws IOException {
        rename("mine", "");
        Files.writeString(file, DemoWorkspace.text().replace("\"Demo\"", "\"Theirs\""));
        session.revert();
        assertEquals("Theirs", writtenName());
        assertFalse(session.edited().get());
        session.undo();
        assertEquals("mine", writtenName());
        assertTrue(session.edited().get());
    }

    @Test
    void problemsOfAPathFollowAnEdit() {
        var below = session.problemsAt("benchmarks[0].profile");
        var elsewhere = session.problemsAt("targets[0]");
        session.edit("Edit", "", f -> f.with("benchmarks[0].profile.size", DoubleNode.valueOf(-3)));
        assertEquals(1, below.size());
        assertEquals(session.problems().size() - 1, session.problems().indexOf(below.getFirst()));
        assertEquals("benchmarks[0].profile.size", below.getFirst().path());
        assertEquals(0, elsewhere.size());
        session.undo();
        assertEquals(0, below.size());
    }

    @Test
    void theFirstBenchmarkIsSelectedAndARenamedOneStaysSo() {
        assertEquals("sweep", session.selectedBenchmark().get());
        session.edit("Rename", "", f -> f.with("benchmarks[0].id", StringNode.valueOf("other")));
        assertEquals("other", session.selectedBenchmark().get());
        session.edit("Remove", "", f -> f.without("benchmarks[0]"));
        assertEquals(null, session.selectedBenchmark().get());
    }

    @Test
    void aNewWorkspaceIsUnsavedAndNamed() {
        session.create("Untitled");
        assertTrue(session.edited().get());
        assertEquals("Untitled", session.name().get());
        assertThrows(PlimsollException.class, session::save);
        session.close();
        assertFalse(session.opened().get());
        assertFalse(session.edited().get());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}

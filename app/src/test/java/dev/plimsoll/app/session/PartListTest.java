package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class PartListTest {
    private static final String TEXT = """
        { "schemaVersion": 1,
          "targets": [ { "id": "a", "kind": "http", "url": "http://a" }, { "id": "b", "kind": "http", "url": "http://b", "later": 1.50 } ],
          "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 8 } ],
          "benchmarks": [ { "id": "x", "name": "The X", "target": "b", "dataset": "d", "profile": { "kind": "synchronous" } },
                          { "id": "y", "target": "a", "dataset": "d", "profile": { "kind": "synchronous" } } ] }
        """;

    @TempDir
    Path folder;

    private WorkspaceSession session;
    private PartList targets;
    private PartForm form;

    @BeforeEach
    void open() {
        session = new WorkspaceSession(Runnable::run, Runnable::run, folder);
        session.adopt(WorkspaceFile.parse(TEXT, null, folder), null);
        targets = new PartList(session, "targets", "target", "target");
        form = new PartForm(session, targets);
        targets.select("b");
    }

    @Test
    void aRenameTakesTheBenchmarksAlongInOneStep() {
        assertEquals(Optional.empty(), targets.rename("c"));
        assertEquals("c", text("targets[1].id"));
        assertEquals("c", text("benchmarks[0].target"));
        assertEquals("a", text("benchmarks[1].target"));
        assertEquals("c", selected().key());
        session.undo();
        assertEquals("b", text("targets[1].id"));
        assertEquals("b", text("benchmarks[0].target"));
        assertEquals("b", selected().key(), "the selection stays on the part");
        assertFalse(session.canUndo().get());
    }

    @Test
    void aNameThatIsTakenOrEmptyIsRefusedInWords() {
        assertEquals(Optional.of("There is already a target 'a'."), targets.rename("a"));
        assertEquals(Optional.of("The name must not be empty."), targets.rename("  "));
        assertFalse(session.canUndo().get());
    }

    @Test
    void aCopyKeepsWhatThisVersionDoesNotKnow() {
        targets.duplicate();
        assertEquals("b-copy", selected().key());
        assertEquals(
                "1.50",
                session.file().get().value("targets[2].later").orElseThrow().toString());
    }

    @Test
    void theNextPartIsSelectedWhereOneWasDeletedAndUndoBringsItBack() {
        targets.select("a");
        targets.delete();
        assertEquals("b", selected().key());
        assertEquals("targets[0]", selected().path());
        targets.delete();
        assertNull(targets.selected().get());
        session.undo();
        session.undo();
        assertEquals(
                List.of("a", "b"),
                targets.parts().stream().map(PartList.Part::key).toList());
    }

    @Test
    void aNewPartHasAFreeNameAndIsSelected() {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("kind", "simulator");
        targets.add("a", part);
        assertEquals("a-2", selected().key());
        assertEquals("simulator", text("targets[2].kind"));
    }

    @Test
    void thePartTellsWhichBenchmarksUseIt() {
        assertEquals(List.of("The X"), targets.usedBy(selected()));
    }

    @Test
    void typingGoesIntoTheDocumentAndIsOneStepOfUndo() {
        StringProperty url = form.text("url", "Edit URL");
        assertEquals("http://b", url.get());
        url.set("http://b:");
        url.set("http://b:8");
        assertEquals("http://b:8", text("targets[1].url"));
        session.undo();
        assertEquals("http://b", url.get());
        assertFalse(session.canUndo().get());
    }

    @Test
    void anEmptyFieldIsNotWrittenAndAnEmptyGroupGoesWithIt() {
        StringProperty connect = form.number("timeouts.connect", "Edit connect time-out");
        connect.set("2.5");
        assertEquals(
                "2.5",
                session.file()
                        .get()
                        .value("targets[1].timeouts.connect")
                        .orElseThrow()
                        .toString());
        connect.set("");
        assertTrue(session.file().get().value("targets[1].timeouts").isEmpty());
    }

    @Test
    void aNumberThatCannotBeReadIsKeptAndToldAtItsField() {
        StringProperty connect = form.number("timeouts.connect", "Edit connect time-out");
        connect.set("soon");
        assertEquals("soon", connect.get());
        targets.select("a");
        connect.set("soon");
        assertEquals(
                List.of("timeouts.connect"),
                form.problems().stream().map(p -> p.path()).toList());
        connect.set("3.");
        assertEquals("3.", connect.get(), "what is typed is not put right under the fingers");
        assertEquals(List.of(), form.problems());
    }

    @Test
    void anotherSelectionShowsItsOwnValuesAndEditsNothing() {
        StringProperty url = form.text("url", "Edit URL");
        BooleanProperty stream = form.flag("stream", true, "Edit streaming");
        targets.select("a");
        assertEquals("http://a", url.get());
        assertFalse(session.canUndo().get());
        stream.set(false);
        assertEquals(
                "false",
                session.file().get().value("targets[0].stream").orElseThrow().toString());
        targets.select("b");
        assertTrue(stream.get());
    }

    private PartList.Part selected() {
        return Objects.requireNonNull(targets.selected().get());
    }

    private String text(String path) {
        return session.file().get().value(path).map(JsonNode::asString).orElse("");
    }
}

package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.HandTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.StringNode;

class LinkedFilesTest {
    private static final String WORKSPACE = """
        { "schemaVersion": 1, "name": "w",
          "targets": [ { "id": "local", "kind": "models", "config": "router.yaml" } ],
          "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 8 } ],
          "benchmarks": [ { "id": "b", "target": "local", "dataset": "d", "profile": { "kind": "synchronous" } } ] }
        """;

    private static final String YAML = "models:\n  chat: # mine\n    cmd: serve\n";

    @TempDir
    Path folder;

    private final HandTicker ticker = new HandTicker();
    private Bench bench;
    private WorkspaceSession session;
    private Path workspace;
    private Path yaml;

    @BeforeEach
    void open() throws IOException {
        workspace = folder.resolve("w.plimsoll.json");
        yaml = folder.resolve("router.yaml");
        Files.writeString(workspace, WORKSPACE);
        Files.writeString(yaml, YAML);
        bench = bench();
        session = bench.workbench().workspace();
        session.open(workspace);
    }

    private Bench bench() {
        return new Bench(
                folder,
                Runnable::run,
                _ -> {
                    throw new IllegalStateException("no run here");
                },
                ticker);
    }

    private LinkedFile linked() {
        return session.linked().get(yaml).orElseThrow();
    }

    private void edit(String from, String to) {
        session.editLinked(yaml, "Edit " + from, "", text -> text.replace(from, to));
    }

    @Test
    void theConfigurationOfLocalModelsIsEditedUndoneAndSavedWithTheWorkspace() throws IOException {
        assertEquals(YAML, linked().text());
        assertFalse(session.edited().get());
        edit("serve", "other");
        assertTrue(session.edited().get(), "the window's edited mark is for it too");
        assertEquals(YAML, Files.readString(yaml), "nothing is written before it is saved");
        session.edit("Edit name", "", f -> f.with("name", StringNode.valueOf("x")));
        session.undo();
        assertTrue(linked().text().contains("other"), "one step back is the name alone");
        session.undo();
        assertEquals(YAML, linked().text());
        assertFalse(session.edited().get());
        session.redo();
        session.save();
        assertEquals(YAML.replace("serve", "other"), Files.readString(yaml));
        assertFalse(session.edited().get());
        assertEquals(WORKSPACE, Files.readString(workspace));
    }

    @Test
    void typingInOneFieldIsOneStep() {
        session.editLinked(yaml, "Edit command", "models.chat.cmd", t -> t.replace("serve", "s"));
        session.editLinked(yaml, "Edit command", "models.chat.cmd", t -> t.replace(": s", ": st"));
        session.undo();
        assertEquals(YAML, linked().text());
        assertFalse(session.canUndo().get());
    }

    @Test
    void whatAnotherProgramWritesFollowsWhereNothingIsUnsaved() throws IOException {
        Files.writeString(yaml, "models: {}\n");
        ticker.tick();
        assertEquals("models: {}\n", linked().text());
        assertFalse(session.edited().get());
        assertTrue(bench.workbench().notices().banners().isEmpty());
    }

    @Test
    void whatAnotherProgramWritesIsToldWhereSomethingIsUnsavedAndTakenOnlyWhenAsked() throws IOException {
        edit("serve", "mine");
        Files.writeString(yaml, "models: {}\n");
        ticker.tick();
        assertTrue(linked().text().contains("mine"));
        Notices.Notice told = bench.workbench().notices().banners().getFirst();
        assertEquals("router.yaml was changed by another program.", told.what());
        ticker.tick();
        assertEquals(1, bench.workbench().notices().banners().size());
        told.remedies().getFirst().run().run();
        assertEquals("models: {}\n", linked().text());
        assertFalse(session.edited().get());
        session.undo();
        assertTrue(linked().text().contains("mine"), "reloading is a step of undo");
        assertTrue(session.edited().get());
    }

    @Test
    void aFileThatIsNotThereIsToldAndTakenOnceItIs() throws IOException {
        session.edit("Edit", "", f -> f.with("targets[0].config", StringNode.valueOf("later.yaml")));
        Path later = folder.resolve("later.yaml");
        assertEquals("is not there", session.linked().get(later).orElseThrow().trouble());
        Files.writeString(later, YAML);
        ticker.tick();
        assertEquals(YAML, session.linked().get(later).orElseThrow().text());
    }

    @Test
    void whatATargetNoLongerNamesIsStillSaved() throws IOException {
        edit("serve", "mine");
        session.edit("Edit", "", f -> f.without("targets[0]"));
        session.save();
        assertTrue(Files.readString(yaml).contains("mine"));
    }

    @Test
    void aLinkToTheFileStaysALink() throws IOException {
        Path real = folder.resolve("real.yaml");
        Files.move(yaml, real);
        Files.createSymbolicLink(yaml, real);
        edit("serve", "mine");
        session.save();
        assertTrue(Files.isSymbolicLink(yaml));
        assertTrue(Files.readString(real).contains("mine"));
    }

    @Test
    void aCrashLosesNothingOfIt() throws IOException {
        edit("serve", "mine");
        bench.workbench().desk().keeper().autosave();
        Path kept =
                folder.resolve("state/recovery").resolve(ProcessHandle.current().pid() + ".recovery.json");
        Files.move(kept, kept.resolveSibling("99999999.recovery.json"));
        Bench next = bench();
        Recovered left = next.workbench().desk().keeper().left().getFirst();
        next.workbench().desk().keeper().restore(left);
        LinkedFile restored = next.workbench().workspace().linked().get(yaml).orElseThrow();
        assertTrue(restored.text().contains("mine"));
        assertTrue(restored.edited());
        assertEquals(YAML, Files.readString(yaml));
    }

    @Test
    void aRunReadsTheFileSoItIsSavedFirstIfThePersonSaysSo() throws IOException {
        RunSession run = bench.workbench().run();
        run.start("b");
        assertNull(bench.workbench().notices().question().get(), "nothing is unsaved");
        edit("serve", "mine");
        run.start("b");
        Notices.Question asked =
                Objects.requireNonNull(bench.workbench().notices().question().get());
        assertEquals("Save router.yaml and run?", asked.title());
        assertEquals(YAML, Files.readString(yaml));
        asked.answers().getFirst().run().run();
        assertTrue(Files.readString(yaml).contains("mine"));
    }
}

package dev.plimsoll.app.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.Framed;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DatasetsPageTest extends FxTest {
    private static final String WORKSPACE = """
        { "schemaVersion": 1, "name": "chat-on-h100",
          "datasets": [
            { "id": "chat-short", "kind": "synthetic", "promptTokens": { "mean": 512, "stddev": 128, "min": 16, "max": 1024 },
              "outputTokens": { "mean": 127, "stddev": 32 }, "tokenizer": "chars" },
            { "id": "support tickets", "kind": "file", "path": "data/tickets.jsonl", "order": "shuffle", "outputTokens": 200,
              "tokenizer": "chars" },
            { "id": "Tuesday", "kind": "trace", "path": "tuesday.jsonl" } ],
          "targets": [ { "id": "t", "kind": "simulator" } ],
          "benchmarks": [ { "id": "sweep", "name": "Sweep chat-short", "target": "t", "dataset": "chat-short",
              "profile": { "kind": "sweep", "size": 10 }, "constraints": [ { "kind": "max_duration", "seconds": 60 } ] } ] }
        """;

    @TempDir
    Path folder;

    private Bench bench;
    private DatasetsPage page;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        StringBuilder rows = new StringBuilder();
        String[] words = {"printer", "invoice", "password", "delivery", "refund", "login"};
        for (int i = 0; i < 240; i++) {
            rows.append(
                    "{\"ticket\": %d, \"question\": \"My %s does not work since the update. %s\", \"system_prompt\": \"You are a patient support agent.\", \"team\": \"blue\"}%n"
                            .formatted(i, words[i % words.length], "What should I try next? ".repeat(1 + i * 7 % 23)));
        }
        Files.writeString(folder.resolve("data/tickets.jsonl"), rows);
        Files.writeString(
                folder.resolve("bad.jsonl"), "{\"question\": \"Fine?\"}\n{\"question\": \"\"}\n{\"question\": 7}\n");
    }

    private void open() {
        onFx(() -> {
            bench = new Bench(folder, Platform::runLater);
            bench.workbench().workspace().adopt(WorkspaceFile.parse(WORKSPACE, null, folder), null);
            page = new DatasetsPage(bench.workbench(), Previews.ofEngine(Platform::runLater, 1));
            Scene scene = new Scene(page.view(), 1364, 800);
            Screens.dress(scene, ThemeChoice.LIGHT);
            page.shown("chat-short");
            layout();
        });
        untilRows();
    }

    private void layout() {
        page.view().getScene().getRoot().applyCss();
        page.view().getScene().getRoot().layout();
    }

    private void untilRows() {
        until("rows are shown", () -> {
            layout();
            return page.view().lookup("#dataset-rows") instanceof TableView<?> t
                    && !t.getItems().isEmpty();
        });
    }

    @Test
    void pictures() {
        open();
        Screens.writeAll(() -> Framed.of(page.view()), "dataset");
        onFx(() -> page.shown("support tickets"));
        until(
                "the file was read",
                () -> page.view().lookup("#dataset-paths") != null
                        && page.view().lookup("#dataset-rows") != null);
        Screens.writeAll(() -> Framed.of(page.view()), "dataset-file");
        onFx(() -> {
            page.model().paths.text().set("bad.jsonl");
        });
        until("the broken row is told", () -> page.view().lookup("#dataset-trouble") != null);
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1440, 900, "dataset-broken-light");
        onFx(() -> page.shown("Tuesday"));
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1440, 900, "dataset-unknown-light");
        assertNotNull(page.view());
    }

    @Test
    void editingALengthChangesTheFileAndThePreview() {
        open();
        onFx(() -> {
            this.<TextField>at("dataset-promptTokens-mean").setText("64");
            this.<TextField>at("dataset-promptTokens-stddev").setText("");
            this.<TextField>at("dataset-promptTokens-min").setText("");
            this.<TextField>at("dataset-promptTokens-max").setText("");
            assertEquals(
                    "Always 64 tok.",
                    this.<Label>at("dataset-promptTokens-sentence").getText());
        });
        until(
                "every prompt is that long",
                () -> this.<TableView<PreviewModel.Line>>at("dataset-rows").getItems().stream()
                        .allMatch(l -> l.inputTokens() == 64));
    }

    @Test
    void aFileIsAddedThroughTheDialogAndItsColumnsAreFound() {
        open();
        onFx(() -> {
            bench.nextFile = Optional.of(folder.resolve("data/tickets.jsonl"));
            Button add = at("datasets-add");
            add.getContextMenu().getItems().get(1).fire();
            assertEquals("tickets", this.<TextField>at("dataset-name").getText());
        });
        until(
                "columns were found",
                () -> page.view().lookup("#dataset-column-prompt") instanceof ComboBox<?> c
                        && c.getItems().size() > 1);
        onFx(() -> {
            ComboBox<String> prompt = at("dataset-column-prompt");
            assertEquals("", prompt.getValue(), "found by its name, so nothing is written");
            prompt.setValue("team");
        });
        until(
                "the other column is sent",
                () -> this.<TableView<PreviewModel.Line>>at("dataset-rows")
                        .getItems()
                        .getFirst()
                        .text()
                        .equals("blue"));
        onFx(() -> {
            this.<TableView<PreviewModel.Line>>at("dataset-rows")
                    .getSelectionModel()
                    .select(0);
            assertEquals(
                    "System:\nYou are a patient support agent.\n\nUser:\nblue",
                    this.<TextArea>at("dataset-row").getText());
        });
    }

    @Test
    void aBrokenRowIsToldInABannerWithFileAndLine() {
        open();
        onFx(() -> page.shown("support tickets"));
        onFx(() -> page.model().paths.text().set("bad.jsonl"));
        until("the broken row is told", () -> page.view().lookup("#dataset-trouble") != null);
        onFx(() -> assertTrue(
                at("dataset-trouble").getAccessibleText().contains("bad.jsonl, line 2: question"),
                at("dataset-trouble").getAccessibleText()));
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T at(String id) {
        layout();
        return (T) Objects.requireNonNull(page.view().lookup("#" + id), id);
    }
}

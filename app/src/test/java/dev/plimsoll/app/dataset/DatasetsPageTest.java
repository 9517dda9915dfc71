package dev.plimsoll.app.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.Framed;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.widgets.Bound;
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
import javafx.scene.control.ToggleButton;
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
            { "id": "Tuesday", "kind": "telepathy", "path": "tuesday.jsonl" },
            { "id": "agent-trace", "kind": "trace", "path": "data/toolagent_trace.jsonl", "format": "mooncake", "speedup": 2,
              "maxOutputTokens": 512, "tokenizer": "chars" },
            { "id": "everything", "kind": "mix", "parts": [
              { "dataset": "chat-short", "weight": 9 },
              { "dataset": "support tickets", "weight": 3, "label": "support" },
              { "dataset": "agent-trace" } ] },
            { "id": "alpaca", "kind": "huggingface", "dataset": "tatsu-lab/alpaca", "split": "train", "limit": 2000 },
            { "id": "smoke", "kind": "inline", "tokenizer": "chars",
              "rows": [ "Name three rivers.", { "prompt": "And a lake?", "output_tokens_count": 20 }, "{ is a brace" ] },
            { "id": "rag", "kind": "synthetic", "tokenizer": "chars",
              "promptTokens": { "peaks": [ { "mean": 128, "stddev": 20, "weight": 60 }, { "mean": 2048, "median": 1800, "weight": 40 } ] },
              "outputTokens": { "mean": 256, "median": 200, "max": 1024 }, "cacheBust": "systemSuffix",
              "prefixBuckets": [ { "weight": 3, "count": 4, "tokens": 512 }, { "count": 16, "tokens": 2048 } ] },
            { "id": "pairs", "kind": "synthetic", "tokenizer": "chars", "lengths": "256,128:40;512|20,256|10:60" } ],
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
        StringBuilder trace = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            trace.append("{\"timestamp\": %d, \"input_length\": %d, \"output_length\": %d, \"hash_ids\": [0, %d, %d]}%n"
                    .formatted(i * 250, 1100 + i * 37 % 400, 20 + i * 13 % 300, 1 + i % 5, 100 + i));
        }
        Files.writeString(folder.resolve("data/toolagent_trace.jsonl"), trace);
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
    void modelsAreAskedForByWeightAndThoseOfTheWorkspaceAreOffered() throws IOException {
        Files.writeString(folder.resolve("router.yaml"), "models:\n  chat:\n    cmd: a\n  code:\n    cmd: b\n");
        onFx(() -> {
            bench = new Bench(folder, Platform::runLater);
            bench.workbench().workspace().adopt(WorkspaceFile.parse("""
                { "schemaVersion": 1, "name": "w",
                  "targets": [ { "id": "local", "kind": "models", "config": "router.yaml" } ],
                  "datasets": [ { "id": "mixed", "kind": "synthetic", "promptTokens": 128, "tokenizer": "chars" } ] }
                """, null, folder), null);
            page = new DatasetsPage(bench.workbench());
            page.shown("mixed");
            Screens.dress(new Scene(page.view(), 1364, 900), ThemeChoice.LIGHT);
        });
        until(
                "the configuration is read",
                () -> !bench.workbench().workspace().linked().all().get().isEmpty());
        onFx(() -> {
            page.view().applyCss();
            page.view().layout();
            ((ToggleButton) Objects.requireNonNull(page.view().lookup("#dataset-models"))).setSelected(true);
            page.view().applyCss();
            page.view().layout();
            Button add = (Button) Objects.requireNonNull(page.view().lookup("#dataset-models-add"));
            add.fire();
            add.fire();
            page.view().applyCss();
            page.view().layout();
            ((TextField) Objects.requireNonNull(page.view().lookup("#dataset-model-weight-0"))).setText("3");
            assertEquals(
                    "{\"chat\":3,\"code\":1}",
                    bench.workbench()
                            .workspace()
                            .file()
                            .get()
                            .value("datasets[0].models")
                            .orElseThrow()
                            .toString());
            assertEquals(
                    "chat 75.0 % · code 25.0 %. One is drawn for each conversation.",
                    ((Label) Objects.requireNonNull(page.view().lookup("#dataset-models-message"))).getText());
        });
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1440, 900, "dataset-models-light");
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
    void picturesOfKinds() {
        open();
        onFx(() -> page.shown("agent-trace"));
        untilSettled("agent-trace");
        Screens.writeAll(() -> Framed.of(page.view()), "dataset-trace");
        onFx(() -> page.shown("everything"));
        untilSettled("everything");
        Screens.writeAll(() -> Framed.of(page.view()), "dataset-mix");
        onFx(() -> page.shown("alpaca"));
        until("the look ended", () -> page.view().lookup("#dataset-hub-name") != null);
        Screens.writeAll(() -> Framed.of(page.view()), "dataset-hub");
        onFx(() -> page.shown("rag"));
        untilSettled("rag");
        Screens.writeAll(() -> Framed.of(page.view()), "dataset-prefixes");
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1440, 1500, "dataset-prefixes-tall");
        onFx(() -> page.shown("smoke"));
        untilSettled("smoke");
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1440, 1200, "dataset-inline-light");
        onFx(() -> page.shown("pairs"));
        untilSettled("pairs");
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1440, 900, "dataset-pairs-light");
        assertNotNull(page.view());
    }

    private void untilSettled(String id) {
        until("rows of " + id, () -> {
            layout();
            return this.<Label>at("dataset-title").getText().equals(id)
                    && page.view().lookup("#dataset-rows") instanceof TableView<?> t
                    && !t.getItems().isEmpty();
        });
    }

    @Test
    void anotherDistributionIsChosenAndItsFieldsFollow() {
        open();
        onFx(() -> {
            choose("dataset-promptTokens-shape", "LOGNORMAL");
            layout();
            this.<TextField>at("dataset-promptTokens-median").setText("300");
            assertEquals("{\"mean\":512,\"median\":300,\"min\":16,\"max\":1024}", written("datasets[0].promptTokens"));
            assertNull(page.view().lookup("#dataset-promptTokens-stddev"));
            choose("dataset-promptTokens-shape", "MULTIMODAL");
            layout();
            this.<TextField>at("dataset-promptTokens-peaks-weight-1").setText("0.5");
            assertEquals(
                    "{\"peaks\":[{\"mean\":512,\"stddev\":128},{\"mean\":2048,\"stddev\":512,\"weight\":0.5}]}",
                    written("datasets[0].promptTokens"));
            this.<TextField>at("dataset-promptTokens-peaks-weight-1").setText("-1");
        });
        until("the fault of the weight is told", () -> danger("dataset-promptTokens-peaks-weight-1"));
        onFx(() -> {
            assertFalse(at("other-problems").isVisible());
            bench.workbench().workspace().undo();
            assertEquals(
                    "",
                    this.<TextField>at("dataset-promptTokens-peaks-weight-1").getText());
        });
    }

    @Test
    void systemPromptsAreALineEach() {
        open();
        onFx(() -> {
            this.<Button>at("dataset-buckets-add").fire();
            layout();
            this.<TextField>at("dataset-buckets-tokens-0").setText("many");
            assertEquals("[{\"weight\":1,\"count\":4,\"tokens\":\"many\"}]", written("datasets[0].prefixBuckets"));
        });
        until("the fault is told", () -> danger("dataset-buckets-tokens-0"));
        onFx(() -> {
            this.<TextField>at("dataset-buckets-tokens-0").setText("64");
            choose("dataset-cache-bust", "systemPrefix");
            assertEquals("systemPrefix", written("datasets[0].cacheBust"));
            this.<Button>at("dataset-buckets-remove-0").fire();
            assertEquals("", written("datasets[0].prefixBuckets"));
        });
        until("there is no system prompt to break", () -> danger("dataset-cache-bust"));
    }

    @Test
    void lengthsGoIntoPairsAndOutOfThem() {
        open();
        onFx(() -> {
            this.<Button>at("dataset-pairs-together").fire();
            layout();
            assertEquals("512,127:100", this.<TextArea>at("dataset-pairs").getText());
            this.<TextArea>at("dataset-pairs").setText("512,127:90");
        });
        until("the sum is told", () -> danger("dataset-pairs"));
        onFx(() -> {
            assertFalse(at("other-problems").isVisible());
            this.<Button>at("dataset-pairs-apart").fire();
            assertEquals("512", written("datasets[0].promptTokens"));
            assertEquals("127", written("datasets[0].outputTokens"));
        });
    }

    @Test
    void aPartOfAMixNamesADatasetThatThereIs() {
        open();
        onFx(() -> {
            page.shown("everything");
            layout();
            ComboBox<Bound.Choice> first = at("dataset-parts-dataset-0");
            assertTrue(first.getItems().stream().noneMatch(c -> c.value().equals("everything")), "no mix of mixes");
            choose("dataset-parts-dataset-0", "smoke");
            assertEquals("smoke", written("datasets[4].parts[0].dataset"));
            assertEquals(
                    "smoke 69.2 % · support 23.1 % · agent-trace 7.69 %",
                    this.<Label>at("dataset-mix-shares").getText());
            this.<Button>at("dataset-parts-remove-0").fire();
            layout();
            assertEquals("support tickets", written("datasets[4].parts[0].dataset"));
            assertEquals("support", this.<TextField>at("dataset-parts-label-0").getText());
            this.<TextField>at("dataset-parts-weight-1").setText("0");
        });
        until("the fault of the weight is told", () -> danger("dataset-parts-weight-1"));
    }

    @Test
    void aLookAtTheHubFetchesNothingAndSaysSo() {
        open();
        onFx(() -> {
            page.shown("alpaca");
            this.<TextField>at("dataset-hub-name").setText("plimsoll/there is none");
        });
        until("the fault of the name is told", () -> danger("dataset-hub-name"));
        onFx(() -> {
            this.<TextField>at("dataset-hub-name").setText("plimsoll-test/nothing");
            this.<TextField>at("dataset-token-variable").setText("hf_1234.secret");
            assertFalse(bench.workbench().workspace().file().get().text().contains("hf_1234"));
        });
        until(
                "the key alone is told",
                () -> this.<Label>at("dataset-problems").getText().equals("1 problem"));
        until(
                "it is not fetched",
                () -> page.view().lookupAll(".label").stream()
                        .anyMatch(
                                n -> ((Label) n).getText().startsWith("The dataset is not in the cache folder yet.")));
    }

    @Test
    void aColumnCanBeNamedBeforeItsRowsAreThere() {
        open();
        onFx(() -> {
            page.shown("alpaca");
            layout();
            assertNull(page.view().lookup("#dataset-column-image"), "seldom used");
            this.<Button>at("dataset-columns-all").fire();
            layout();
            this.<ComboBox<String>>at("dataset-column-image").getEditor().setText("picture");
            assertEquals("{\"image\":\"picture\"}", written("datasets[5].columns"));
            this.<Button>at("dataset-columns-all").fire();
            layout();
            assertNotNull(page.view().lookup("#dataset-column-image"), "a named one stays");
            bench.workbench().workspace().undo();
            assertEquals("", written("datasets[5].columns"));
        });
    }

    @Test
    void aTraceTellsWhatItsRequestsShare() {
        open();
        onFx(() -> page.shown("agent-trace"));
        untilSettled("agent-trace");
        onFx(() -> {
            assertTrue(page.view().lookupAll(".label").stream()
                    .anyMatch(n -> ((Label) n).getText().startsWith("an endless one hits ")));
            choose("dataset-layout", "bailian");
            this.<TextField>at("dataset-maxInputTokens").setText("-1");
            assertEquals("bailian", written("datasets[3].format"));
            assertEquals("16", this.<TextField>at("dataset-blockTokens").getPromptText());
        });
        until("the fault is told", () -> danger("dataset-maxInputTokens"));
        onFx(() -> assertFalse(at("other-problems").isVisible()));
    }

    @Test
    void aTokenizerFileIsChosen() {
        open();
        onFx(() -> {
            choose("dataset-tokenizer", TokenizerModel.FILE);
            layout();
            bench.nextFile = Optional.of(folder.resolve("gone.json"));
            this.<Button>at("dataset-tokenizer-browse").fire();
            assertEquals("hf:gone.json", written("datasets[0].tokenizer"));
        });
        until("the missing file is told", () -> danger("dataset-tokenizer-file"));
        onFx(() -> {
            choose("dataset-tokenizer", "chars");
            layout();
            assertNull(page.view().lookup("#dataset-tokenizer-file"));
        });
    }

    private boolean danger(String id) {
        layout();
        return at(id).getPseudoClassStates().stream()
                .anyMatch(p -> p.getPseudoClassName().equals("danger"));
    }

    private void choose(String id, String value) {
        ComboBox<Bound.Choice> combo = at(id);
        combo.setValue(combo.getItems().stream()
                .filter(c -> c.value().equals(value))
                .findFirst()
                .orElseThrow());
    }

    private String written(String path) {
        return bench.workbench()
                .workspace()
                .file()
                .get()
                .value(path)
                .map(v -> v.isString() ? v.stringValue() : v.toString())
                .orElse("");
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

package dev.plimsoll.app.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.Framed;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.session.WorkspaceSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The form of a target of local models in the page of targets. */
@Timeout(120)
class ModelsFormTest extends FxTest {
    private static final String WORKSPACE = """
        { "schemaVersion": 1, "name": "chat-on-h100",
          "targets": [
            { "id": "vllm-h100", "kind": "http", "url": "http://10.20.0.11:8000", "model": "Llama-3.1-8B-Instruct" },
            { "id": "local", "kind": "models", "config": "router.yaml" },
            { "id": "simulator", "kind": "simulator", "profile": "small" } ] }
        """;

    static final String YAML = """
        # The card has 24 GB.
        macros:
          bin: /opt/llama/llama-server
        models:
          qwen2.5-coder-14b:
            cmd: |
              ${bin} --port ${PORT}
                -m /models/qwen2.5-coder-14b-q6.gguf
                --ctx-size 16384
            ttl: 600 # ten minutes
            aliases: [coder]
            filters:
              stripParams: temperature
          llama-3.1-8b:
            cmd: ${bin} --port ${PORT} -m /models/llama-3.1-8b-q8.gguf
            ttl: 600
            env:
              - CUDA_VISIBLE_DEVICES=0
              - HF_TOKEN=hf_abcdefgh
          gemma-2-9b:
            cmd: ${bin} --port ${PORT} -m /models/gemma-2-9b-q8.gguf
            ttl: 300
            concurrencyLimit: 4
          bge-m3:
            cmd: ${bin} --port ${PORT} -m /models/bge-m3.gguf --embedding
            unlisted: true
        routing:
          scheduler:
            use: fifo
            settings:
              fifo:
                maxWait: 30
                priority:
                  qwen2.5-coder-14b: 5
          router:
            use: matrix
            settings:
              matrix:
                evict_costs:
                  qwen2.5-coder-14b: 3
                sets:
                  coder: qwen2.5-coder-14b & bge-m3
                  chat: (llama-3.1-8b | gemma-2-9b) & bge-m3
        """;

    @TempDir
    Path folder;

    private Path yaml = Path.of("");
    private Bench bench;
    private TargetsPage page;
    private Scene scene;

    @BeforeEach
    void write() throws IOException {
        yaml = folder.resolve("router.yaml");
        Files.writeString(yaml, YAML);
    }

    private void open() {
        onFx(() -> {
            bench = new Bench(folder, Platform::runLater);
            Path file = folder.resolve("chat-on-h100.plimsoll.json");
            try {
                Files.writeString(file, WORKSPACE);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            session().open(file);
            page = new TargetsPage(bench.workbench(), new TargetPageFixture.FakeTrials());
            page.shown("local");
            scene = new Scene(page.view(), 1364, 1400);
            Screens.dress(scene, ThemeChoice.LIGHT);
        });
        until("the file is read", () -> session().linked().get(yaml).isPresent());
        layout();
    }

    private void layout() {
        onFx(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        });
    }

    private WorkspaceSession session() {
        return bench.workbench().workspace();
    }

    private String text() {
        return fx(() -> session().linked().get(yaml).orElseThrow().text());
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T at(String id) {
        return (T) Objects.requireNonNull(page.view().lookup("#" + id), id);
    }

    private boolean has(String id) {
        return fx(() -> page.view().lookup("#" + id) != null);
    }

    private void select(String model) {
        onFx(() -> {
            TableView<?> table = at("models-table");
            int row = table.getItems().stream()
                    .map(Object::toString)
                    .toList()
                    .indexOf(table.getItems().stream()
                            .map(Object::toString)
                            .filter(t -> t.contains("id=" + model))
                            .findFirst()
                            .orElseThrow());
            table.getSelectionModel().select(row);
        });
        layout();
    }

    @Test
    void pictures() throws IOException {
        open();
        Screens.writeAll(() -> Framed.of(page.view()), "models");
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            picture(theme, 0.36, "models-model");
            picture(theme, 1, "models-policy");
        }
        onFx(() -> {
            this.<TextField>at("model-ttl").setText("soon");
            this.<ToggleButton>at("models-view-yaml").fire();
        });
        picture(ThemeChoice.LIGHT, 0, "models-yaml");
        onFx(() -> {
            session().undo();
            this.<ToggleButton>at("models-view-form").fire();
        });
        select("llama-3.1-8b");
        onFx(() -> {
            this.<ToggleButton>at("model-more").setSelected(true);
            this.<RadioButton>at("models-room-group").fire();
        });
        onFx(() -> this.<Button>at("models-groups-add").fire());
        picture(ThemeChoice.LIGHT, 0.5, "models-variables");
        picture(ThemeChoice.LIGHT, 1, "models-groups");
        onFx(() -> session().edit("x", "", f -> f.without("targets[1].config")));
        picture(ThemeChoice.LIGHT, 0, "models-empty");
        assertNotNull(page.view());
    }

    private void picture(ThemeChoice theme, double scrolled, String name) {
        Scene made = fx(() -> {
            Scene framed = new Scene(Framed.of(page.view()), 1440, 900);
            Screens.dress(framed, theme);
            framed.getRoot().applyCss();
            framed.getRoot().layout();
            return framed;
        });
        onFx(() -> ((ScrollPane) page.view().lookup(".target-page > .scroll-pane")).setVvalue(scrolled));
        Screens.write(made, name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void aFieldChangesItsValueInTheFileAndNothingElse() throws IOException {
        open();
        onFx(() -> this.<TextField>at("model-ttl").setText("900"));
        assertEquals(YAML.replace("ttl: 600 # ten", "ttl: 900 # ten"), text());
        assertEquals(YAML, Files.readString(yaml));
        assertTrue(fx(() -> session().edited().get()));
        onFx(() -> session().undo());
        assertEquals("600", fx(() -> this.<TextField>at("model-ttl").getText()));
        onFx(() -> {
            this.<TextField>at("model-priority").setText("");
            this.<TextField>at("model-limit").setText("2");
            session().save();
        });
        String saved = Files.readString(yaml);
        assertFalse(saved.contains("qwen2.5-coder-14b: 5"));
        assertTrue(saved.contains("concurrencyLimit: 2"));
        assertTrue(saved.startsWith("# The card has 24 GB."));
    }

    @Test
    void aRenameFollowsWhereverTheFileNamesTheModel() {
        open();
        onFx(() -> {
            TextField id = at("model-id");
            assertEquals("qwen2.5-coder-14b", id.getText());
            id.setText("coder-14b");
            id.fireEvent(new ActionEvent());
        });
        String now = text();
        assertFalse(now.contains("  qwen2.5-coder-14b"), now);
        assertTrue(now.contains("coder: coder-14b & bge-m3"));
        assertTrue(now.contains("coder-14b: 5"));
        assertEquals("coder-14b", fx(() -> this.<TextField>at("model-id").getText()));
        onFx(() -> session().undo());
        assertEquals(YAML, text());
    }

    @Test
    void aModelThatASetHasIsNotDeletedAndWhyIsTold() {
        open();
        onFx(() -> this.<Button>at("models-delete").fire());
        assertEquals(YAML, text());
        onFx(() -> assertTrue(
                bench.workbench().notices().banners().getFirst().why().contains("take it out of the matrix first"),
                bench.workbench().notices().banners().getFirst().why()));
    }

    @Test
    void aNewModelIsSelectedAndItsCommandTyped() {
        open();
        onFx(() -> this.<Button>at("models-add").fire());
        layout();
        onFx(() -> {
            assertEquals("model", this.<TextField>at("model-id").getText());
            this.<TextArea>at("model-command").setText("serve --port ${PORT} \\\n  --model x");
        });
        assertTrue(text().contains("serve --port ${PORT}"), this::text);
        assertEquals("5 in the configuration", count());
        onFx(() -> this.<Button>at("models-delete").fire());
        assertEquals("4 in the configuration", count());
    }

    private String count() {
        return fx(() -> page.view().lookup("#models-card").lookupAll(".pl-card-unit").stream()
                .map(n -> ((Label) n).getText())
                .findFirst()
                .orElse(""));
    }

    @Test
    void everyFaultIsToldWithItsLineAndLeadsThere() {
        open();
        onFx(() -> {
            this.<TextField>at("model-ttl").setText("soon");
            this.<TextField>at("models-sets-value-0").setText("qwen2.5-coder-14b & (");
        });
        layout();
        onFx(() -> {
            assertEquals(2, at("models-faults").lookupAll(".hyperlink").size());
            assertTrue(at("model-ttl").getAccessibleHelp().startsWith("Must be a whole number"));
            assertEquals("2 problems", this.<Label>at("target-problems").getText());
            Hyperlink first = (Hyperlink) at("models-faults").lookupAll(".hyperlink").stream()
                    .findFirst()
                    .orElseThrow();
            assertEquals("Line 10", first.getText());
            first.fire();
        });
        until("the text is shown", () -> page.view().lookup("#models-yaml") != null);
        until(
                "its line is selected",
                () -> this.<TextArea>at("models-yaml").getSelectedText().contains("ttl: soon"));
    }

    @Test
    void textThatIsNoYamlIsEditedAsTextUntilItIs() {
        open();
        onFx(() -> {
            this.<ToggleButton>at("models-view-yaml").fire();
        });
        layout();
        onFx(() -> {
            this.<TextArea>at("models-yaml").setText("models: [\n");
            this.<ToggleButton>at("models-view-form").fire();
        });
        layout();
        assertFalse(has("models-table"), "fields would show what is not there");
        assertTrue(has("models-yaml"));
        onFx(() -> this.<TextArea>at("models-yaml").setText(YAML));
        layout();
        assertTrue(has("models-table"));
        assertFalse(fx(() -> session().edited().get()));
    }

    @Test
    void thePolicyIsChosenAndAMatrixBeginsWithEachModelAlone() {
        open();
        onFx(() -> this.<RadioButton>at("models-room-group").fire());
        assertTrue(text().contains("use: group"));
        layout();
        onFx(() -> this.<Button>at("models-groups-add").fire());
        layout();
        onFx(() -> {
            this.<TextField>at("models-groups-members-0").setText("bge-m3, gemma-2-9b");
            this.<CheckBox>at("models-groups-swap-0").setSelected(false);
        });
        assertTrue(text().contains("swap: false"), this::text);
        onFx(() -> this.<RadioButton>at("models-scheduler-serial").fire());
        layout();
        assertFalse(has("models-groups-add"), "serial counts no group");
        assertTrue(fx(() -> this.<Label>at("models-policy-note").getText()).startsWith("Serial stops every other"));
    }

    @Test
    void aKeyInTheEnvironmentIsHiddenUntilItIsAskedFor() {
        open();
        select("llama-3.1-8b");
        onFx(() -> this.<ToggleButton>at("model-more").setSelected(true));
        layout();
        onFx(() -> {
            assertFalse(at("model-variable-value-1").isVisible());
            assertTrue(at("model-variable-hidden-1").isVisible());
            assertTrue(at("model-variable-value-0").isVisible(), "no key");
            this.<Button>at("model-variable-reveal-1").fire();
            assertTrue(at("model-variable-value-1").isVisible());
            this.<TextField>at("model-variable-value-0").setText("1");
        });
        assertTrue(text().contains("- CUDA_VISIBLE_DEVICES=1"), this::text);
        assertTrue(text().contains("- HF_TOKEN=hf_abcdefgh"));
    }

    @Test
    void whatNoFieldShowsIsNamed() {
        open();
        assertEquals(
                "Also written: filters. These are edited in the YAML.",
                fx(() -> this.<Label>at("model-further").getText()));
    }

    @Test
    void aNewConfigurationIsMadeFromATemplateWithOneModel() {
        open();
        Path made = folder.resolve("mine.yaml");
        onFx(() -> {
            bench.nextFile = Optional.of(made);
            this.<Button>at("target-config-new").fire();
        });
        until("it is read", () -> session().linked().get(made).isPresent());
        layout();
        onFx(() -> {
            assertEquals("mine.yaml", this.<TextField>at("target-config").getText());
            assertEquals(1, this.<TableView<?>>at("models-table").getItems().size());
            assertTrue(at("models-faults").lookupAll(".hyperlink").isEmpty(), "the template has no fault");
        });
    }

    @Test
    void checkingReadsTheFileSoUnsavedChangesAreSavedFirst() throws IOException {
        open();
        onFx(() -> {
            this.<TextField>at("model-ttl").setText("900");
            this.<Button>at("target-check").fire();
            var asked = Objects.requireNonNull(
                    bench.workbench().notices().question().get());
            assertEquals("Save router.yaml and check?", asked.title());
            asked.answers().getFirst().run().run();
        });
        assertTrue(Files.readString(yaml).contains("ttl: 900"));
    }
}

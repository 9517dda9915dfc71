package dev.plimsoll.app.target;

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
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

@Timeout(120)
class TargetsPageTest extends FxTest {
    @TempDir
    Path folder;

    private Bench bench;
    private TargetsPage page;
    private Scene scene;

    private void open(String workspace) {
        onFx(() -> {
            bench = new Bench(folder, Platform::runLater);
            bench.workbench().workspace().adopt(WorkspaceFile.parse(workspace, null, folder), null);
            page = new TargetsPage(bench.workbench(), new TargetPageFixture.FakeTrials());
            page.shown("sglang-h100");
            scene = new Scene(page.view(), 1364, 800);
            Screens.dress(scene, ThemeChoice.LIGHT);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        });
    }

    @Test
    void pictures() {
        open(TargetPageFixture.WORKSPACE);
        onFx(() -> {
            this.<Button>at("target-check").fire();
        });
        until("the check ended", () -> page.view().lookup("#target-trouble") != null);
        onFx(() -> {
            page.model().url.set("http://10.20.0.14:80000/v1");
            page.model().extras.text().set("{\n  \"ignore_eos\": true,\n  \"temperature\": 0.0\n  \"top_p\": 1.0\n}");
        });
        Screens.writeAll(() -> Framed.of(page.view()), "target");
        onFx(() -> {
            page.shown("vllm-h100");
            this.<Button>at("target-check").fire();
            this.<Button>at("target-send").fire();
        });
        until("the answer came", () -> page.view().lookup("#target-send-facts") != null);
        until("the check ended", () -> !this.<Button>at("target-check").isDisabled());
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1364, 820, "target-checked-light");
        onFx(() -> {
            page.model().headers.add();
            page.model().headers.rows().getFirst().name().set("Authorization");
            page.model().headers.rows().getFirst().value().set("Bearer abc");
            this.<ToggleButton>at("target-connection").setSelected(true);
        });
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1440, 1000, "target-headers-light");
        onFx(() -> page.shown("simulator"));
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1364, 1000, "target-simulator-light");
        onFx(() -> page.shown("from tomorrow"));
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1364, 820, "target-unknown-light");
        assertNotNull(page.view());
    }

    @Test
    void typingAUrlEditsTheDocumentAndItsFaultStandsBelowTheField() {
        open(TargetPageFixture.WORKSPACE);
        onFx(() -> {
            this.<TextField>at("target-url").setText("ftp://somewhere");
            WorkspaceSession session = bench.workbench().workspace();
            assertEquals(
                    "ftp://somewhere",
                    session.file().get().value("targets[1].url").orElseThrow().stringValue());
        });
        until(
                "the problem is told",
                () -> at("target-url").getPseudoClassStates().stream()
                        .anyMatch(p -> p.getPseudoClassName().equals("danger")));
        onFx(() -> assertTrue(at("target-url").getAccessibleHelp().startsWith("Must begin with http://")));
    }

    @Test
    void aFailedCheckTellsWhatWhyAndWhatToDoAndShowsTheAnswer() {
        open(TargetPageFixture.WORKSPACE);
        onFx(() -> this.<Button>at("target-check").fire());
        until("the check ended", () -> page.view().lookup("#target-trouble") != null);
        onFx(() -> {
            assertEquals(
                    "The server refused the API key. http://10.20.0.14:30000 answered 401 Unauthorized to GET"
                            + " /v1/models. Check the value of SGLANG_API_KEY.",
                    at("target-trouble").getAccessibleText());
            assertTrue(this.<TextArea>at("target-answer").getText().startsWith("HTTP/1.1 401"));
            this.<Button>at("target-check-copy").fire();
        });
        assertTrue(bench.copied.getFirst().contains("GET /v1/models\t401 Unauthorized"));
    }

    @Test
    void theModelsFoundAreOfferedAndChoosingOneWritesIt() {
        open(TargetPageFixture.WORKSPACE);
        onFx(() -> {
            page.shown("vllm-h100");
            this.<Button>at("target-check").fire();
        });
        until(
                "models are offered",
                () -> !this.<ComboBox<String>>at("target-model").getItems().isEmpty());
        onFx(() -> {
            ComboBox<String> models = at("target-model");
            assertEquals(
                    "Llama-3.1-8B-Instruct", models.getEditor().getText(), "the list does not clear what is written");
            models.setValue("Qwen2.5-7B");
            assertEquals(
                    "Qwen2.5-7B",
                    bench.workbench()
                            .workspace()
                            .file()
                            .get()
                            .value("targets[0].model")
                            .orElseThrow()
                            .stringValue());
        });
    }

    @Test
    void oneRequestShowsItsTimesAndTheTextAsItIs() {
        open(TargetPageFixture.WORKSPACE);
        onFx(() -> this.<Button>at("target-send").fire());
        until("the answer came", () -> page.view().lookup("#target-send-answer") != null);
        onFx(() -> {
            assertTrue(this.<TextArea>at("target-send-answer").getText().contains("<b>Not bold.</b>"));
            List<String> facts = at("target-send-facts").lookupAll(".label").stream()
                    .map(n -> ((Label) n).getText())
                    .toList();
            assertTrue(facts.containsAll(List.of("TTFT", "42.3 ms", "145 ms", "12 tok")), facts.toString());
        });
    }

    @Test
    void aRenameTakesEffectAtEnterAndTakesTheBenchmarkAlong() {
        open(TargetPageFixture.WORKSPACE);
        onFx(() -> {
            TextField name = at("target-name");
            name.setText("sg");
            assertTrue(bench.workbench().workspace().file().get().text().contains("sglang-h100"));
            name.fireEvent(new javafx.event.ActionEvent());
            assertFalse(bench.workbench().workspace().file().get().text().contains("sglang-h100"));
            assertEquals(
                    "sg",
                    bench.workbench()
                            .workspace()
                            .file()
                            .get()
                            .value("benchmarks[0].target")
                            .orElseThrow()
                            .stringValue());
            name.setText("vllm-h100");
            name.fireEvent(new javafx.event.ActionEvent());
            assertEquals("There is already a target 'vllm-h100'.", name.getAccessibleHelp());
        });
    }

    @Test
    void deletingAsksOnlyWhereABenchmarkUsesItAndCanBeUndone() {
        open(TargetPageFixture.WORKSPACE);
        onFx(() -> {
            Notices notices = bench.workbench().notices();
            page.shown("ollama-laptop");
            fire("target-delete");
            assertNull(notices.question().get());
            assertEquals("Deleted ollama-laptop", notices.toasts().getLast().text());
            assertEquals(4, page.model().parts().parts().size());
            page.model().addHttp();
            notices.toasts().getLast().remedies().getFirst().run().run();
            assertEquals(
                    List.of("vllm-h100", "sglang-h100", "from tomorrow", "ollama-laptop", "simulator", "server"),
                    page.model().parts().parts().stream().map(p -> p.key()).toList());
            page.shown("sglang-h100");
            fire("target-delete");
            assertTrue(Objects.requireNonNull(notices.question().get()).text().contains("RAG 8k"));
            assertEquals(6, page.model().parts().parts().size());
        });
    }

    @Test
    void extrasThatAreNoJsonCountAsAProblemOfTheTarget() {
        open(TargetPageFixture.WORKSPACE);
        onFx(() -> {
            this.<TextArea>at("target-extras").setText("{ \"a\": 1 \"b\": 2 }");
            assertEquals("1 problem", this.<Label>at("target-problems").getText());
            this.<javafx.scene.control.Hyperlink>at("target-extras-comma").fire();
            assertFalse(at("target-problems").isVisible());
        });
    }

    @Test
    void aProblemThatNoFieldShowsIsToldAboveTheForm() {
        open(TargetPageFixture.WORKSPACE);
        onFx(() -> {
            assertFalse(at("other-problems").isVisible());
            bench.workbench()
                    .workspace()
                    .edit("", "", f -> f.with("targets[1].strem", JsonNodeFactory.instance.booleanNode(true)));
        });
        until("the problem is told", () -> at("other-problems").isVisible());
        onFx(() -> assertTrue(at("other-problems").lookupAll(".label").stream()
                .anyMatch(n -> ((Label) n).getText().startsWith("strem: unknown field 'strem'. Allowed: "))));
    }

    @Test
    void anEmptyWorkspaceSaysWhatATargetIsAndAddsOne() {
        open("{ \"schemaVersion\": 1 }");
        onFx(() -> {
            Screens.dress(scene, ThemeChoice.LIGHT);
        });
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1100, 700, "target-empty-light");
        onFx(() -> {
            scene = page.view().getScene();
            this.<Button>at("targets-empty-add").fire();
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            assertEquals("server", this.<TextField>at("target-name").getText());
        });
    }

    private static final String ENDPOINTS = """
        { "schemaVersion": 1, "name": "all-kinds",
          "targets": [
            { "id": "embed", "kind": "http", "url": "http://10.20.0.11:8000", "endpoint": "embeddings", "model": "bge-m3" },
            { "id": "own-api", "kind": "http", "url": "http://10.20.0.12:9000", "endpoint": "template", "path": "/generate",
              "payloadTemplate": "{\\n  \\"inputs\\": {{ text|tojson }},\\n  \\"parameters\\": { \\"max_new_tokens\\": {{ max_tokens|default(64) }} }\\n}",
              "responseField": "outputs[0].text" },
            { "id": "ranker", "kind": "http", "url": "http://10.20.0.13:8080", "endpoint": "rerank", "rerankShape": "tei" },
            { "id": "bodies", "kind": "http", "url": "http://10.20.0.14:9000/infer", "endpoint": "raw" },
            { "id": "chat", "kind": "http", "url": "http://10.20.0.15:8000" } ] }
        """;

    @Test
    void picturesOfEndpoints() {
        open(ENDPOINTS);
        onFx(() -> page.shown("embed"));
        Screens.writeAll(() -> Framed.of(page.view()), "target-embeddings");
        onFx(() -> page.shown("own-api"));
        Screens.writeAll(() -> Framed.of(page.view()), "target-template");
        onFx(() -> page.shown("ranker"));
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1440, 900, "target-rerank-light");
        onFx(() -> page.shown("bodies"));
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1440, 900, "target-raw-light");
        assertNotNull(page.view());
    }

    @Test
    void theFieldsFollowTheEndpoint() {
        open(ENDPOINTS);
        onFx(() -> {
            page.shown("chat");
            assertTrue(at("target-stream").getParent().isVisible());
            assertNotNull(page.view().lookup("#target-max-tokens-field"));
            ComboBox<Bound.Choice> endpoint = at("target-endpoint");
            endpoint.setValue(choice(endpoint, "rerank"));
            scene.getRoot().layout();
            assertFalse(at("target-stream").getParent().isVisible());
            assertNull(page.view().lookup("#target-max-tokens-field"));
            assertNull(page.view().lookup("#target-template"));
            assertEquals("POST /v2/rerank", endpoint.getAccessibleHelp());
            ComboBox<Bound.Choice> shape = at("target-rerank-shape");
            shape.setValue(choice(shape, "tei"));
            assertEquals("tei", written("targets[4].rerankShape"));
            assertEquals("POST /rerank", endpoint.getAccessibleHelp());
            assertNull(page.view().lookup("#target-model"), "TEI serves one model");
            endpoint.setValue(choice(endpoint, "template"));
            assertEquals("", written("targets[4].rerankShape"));
            this.<TextArea>at("target-template").setText("{ \"inputs\": {{ text|tojson }} }");
            assertEquals("{ \"inputs\": {{ text|tojson }} }", written("targets[4].payloadTemplate"));
            this.<TextField>at("target-response-field").setText("outputs[");
        });
        until(
                "the fault of the expression is told",
                () -> at("target-response-field").getPseudoClassStates().stream()
                        .anyMatch(p -> p.getPseudoClassName().equals("danger")));
        onFx(() -> {
            assertFalse(at("other-problems").isVisible(), "it stands at its field alone");
            bench.workbench().workspace().undo();
            assertEquals("", this.<TextField>at("target-response-field").getText());
        });
    }

    @Test
    void aPathOfOnesOwnIsWrittenAndShownInTheRoute() {
        open(ENDPOINTS);
        onFx(() -> {
            page.shown("embed");
            this.<TextField>at("target-path").setText("/api/embed");
            assertEquals("/api/embed", written("targets[0].path"));
            assertEquals("POST /api/embed", at("target-endpoint").getAccessibleHelp());
            assertEquals("In place of /v1/embeddings.", at("target-path").getAccessibleHelp());
        });
    }

    @Test
    void theSimulatorIsOfferedWhatItAnswersAndNoPath() {
        open(TargetPageFixture.WORKSPACE);
        onFx(() -> {
            page.shown("simulator");
            assertNull(page.view().lookup("#target-path"));
            ComboBox<Bound.Choice> endpoint = at("target-endpoint");
            assertEquals(
                    List.of("chat", "completions", "embeddings"),
                    endpoint.getItems().stream().map(Bound.Choice::value).toList());
            page.shown("vllm-h100");
            assertEquals(14, endpoint.getItems().size());
            assertEquals("Chat completions", endpoint.getValue().text());
            assertNotNull(page.view().lookup("#target-path"));
        });
    }

    @Test
    void aFileWithATemplateIsChosen() {
        open(ENDPOINTS);
        onFx(() -> {
            page.shown("own-api");
            bench.nextFile = java.util.Optional.of(folder.resolve("body.json"));
            this.<Button>at("target-template-browse").fire();
            assertEquals("body.json", written("targets[1].payloadTemplate"));
        });
    }

    @Test
    void oneRequestSaysWhatItSendsAndIsNotOfferedWhereThereIsNone() {
        open(ENDPOINTS);
        onFx(() -> {
            page.shown("ranker");
            assertEquals("Query", at("target-prompt").getAccessibleText());
            assertTrue(this.<Label>at("target-send-note").getText().contains("passages"));
            assertNull(page.view().lookup("#target-max-tokens"));
            page.shown("bodies");
            assertNull(page.view().lookup("#target-send"));
            assertTrue(this.<Label>at("target-send-note").getText().contains("whole bodies"));
            assertNull(page.view().lookup("#target-extras"), "nothing is merged into a whole body");
            page.shown("chat");
            assertFalse(at("target-send-note").isVisible());
            assertNotNull(page.view().lookup("#target-max-tokens"));
        });
    }

    private static Bound.Choice choice(ComboBox<Bound.Choice> combo, String value) {
        return combo.getItems().stream()
                .filter(c -> c.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private String written(String path) {
        return bench.workbench()
                .workspace()
                .file()
                .get()
                .value(path)
                .map(v -> v.asString())
                .orElse("");
    }

    private void fire(String item) {
        Button more = at("target-more");
        more.getContextMenu().getItems().stream()
                .filter(i -> item.equals(i.getId()))
                .findFirst()
                .orElseThrow()
                .fire();
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T at(String id) {
        return (T) Objects.requireNonNull(page.view().lookup("#" + id), id);
    }
}

package dev.plimsoll.app.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.WorkspaceSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

@Timeout(60)
class BenchmarkPageTest extends FxTest {
    @TempDir
    Path folder;

    private Bench bench;
    private BenchmarkPage page;
    private Scene scene;
    private Stage stage;

    @BeforeEach
    void open() {
        onFx(() -> {
            bench = new Bench(folder, Platform::runLater);
            workspace().adopt(SampleWorkspace.in(folder), null);
            page = new BenchmarkPage(bench.workbench(), Runnable::run, Runnable::run);
            scene = new Scene(page.view(), 1000, 900);
            Screens.dress(scene, ThemeChoice.LIGHT);
            stage = new Stage();
            stage.setScene(scene);
            stage.show();
            page.shown(null);
            page.view().applyCss();
            page.view().layout();
        });
    }

    @AfterEach
    void close() {
        onFx(() -> {
            stage.hide();
            page.dispose();
        });
    }

    private WorkspaceSession workspace() {
        return bench.workbench().workspace();
    }

    private String json(String path) {
        return workspace().file().get().value(path).map(Object::toString).orElse("");
    }

    private <T> T find(String id, Class<T> type) {
        return type.cast(Objects.requireNonNull(scene.lookup("#" + id), id));
    }

    private void choose(String menu, String item) {
        find(menu, MenuButton.class).getItems().stream()
                .filter(i -> item.equals(i.getId()))
                .findFirst()
                .orElseThrow()
                .fire();
    }

    @Test
    void policiesAreComparedUnderOneLoad() {
        onFx(() -> {
            workspace()
                    .edit(
                            "x",
                            "",
                            f -> f.with(
                                    "benchmarks[0].profile",
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("kind", "poisson")
                                            .put("rate", 4)
                                            .put("maxConcurrency", 8)));
            find("benchmark-profile-policies", ToggleButton.class).fire();
            assertEquals(
                    "{\"kind\":\"policies\",\"policies\":[\"fifo\",\"serial\"],\"load\":{\"kind\":\"poisson\",\"rate\":4}}",
                    json("benchmarks[0].profile"),
                    "the load stays, without the cap that would make starts wait for answers");
            scene.getRoot().layout();
            find("benchmark-policy-fifo-matrix", CheckBox.class).setSelected(true);
            assertEquals("[\"fifo\",\"fifo+matrix\",\"serial\"]", json("benchmarks[0].profile.policies"));
            find("benchmark-load-rate", TextField.class).setText("6");
            assertEquals("6", json("benchmarks[0].profile.load.rate"));
            assertEquals(
                    "3 policies, poisson 6 req/s",
                    ProfileKind.summary(workspace()
                            .file()
                            .get()
                            .value("benchmarks[0].profile")
                            .orElseThrow()));
        });
        Screens.write(scene, "benchmark-policies-light");
    }

    @Test
    void whatIsTypedIsInTheDocumentAtOnceAndShownInItsUsualFormWhenLeft() {
        onFx(() -> {
            TextField grace = find("benchmark-gracePeriod", TextField.class);
            assertEquals("30 s", grace.getText());
            grace.requestFocus();
            grace.setText("2 min");
            assertEquals("120", json("benchmarks[0].gracePeriod"));
            grace.setText("180");
            assertEquals("180", grace.getText(), "not rewritten under the cursor");
            grace.fireEvent(new javafx.event.ActionEvent());
            assertEquals("3 min", grace.getText());
            workspace().undo();
            assertEquals("30 s", grace.getText(), "one step");
        });
    }

    @Test
    void aMistakeStandsUnderItsField() {
        onFx(() -> find("benchmark-size", TextField.class).setText("1"));
        until("the message", () -> message("Must be from 2 to 100, but is 1."));
        onFx(() -> {
            assertTrue(find("benchmark-size", TextField.class).getPseudoClassStates().stream()
                    .anyMatch(p -> p.getPseudoClassName().equals("danger")));
            workspace().undo();
        });
        until("it is gone", () -> !message("Must be from 2 to 100, but is 1."));
    }

    @Test
    @SuppressWarnings("unchecked")
    void promptsAreKeptInAFileAndSocketsWaitedForAsChosen() {
        onFx(() -> {
            find("benchmark-savePrompts", TextField.class).setText("gone/prompts.jsonl");
            assertEquals("\"gone/prompts.jsonl\"", json("benchmarks[0].savePrompts"));
            ComboBox<String> transport = find("benchmark-transport", ComboBox.class);
            assertEquals("auto", transport.getValue());
            transport.setValue("nio");
            assertEquals("\"nio\"", json("benchmarks[0].transport"));
        });
        until(
                "the missing folder is told",
                () -> find("benchmark-savePrompts", TextField.class).getPseudoClassStates().stream()
                        .anyMatch(p -> p.getPseudoClassName().equals("danger")));
        onFx(() -> {
            workspace().undo();
            assertEquals("auto", find("benchmark-transport", ComboBox.class).getValue());
            workspace().undo();
            assertEquals("", find("benchmark-savePrompts", TextField.class).getText());
        });
    }

    private boolean message(String text) {
        return page.view().lookupAll(".pl-field-message").stream()
                .anyMatch(n -> n instanceof Label label && label.getText().equals(text));
    }

    @Test
    void anotherProfileHasOtherFields() {
        onFx(() -> {
            assertNotNull(scene.lookup("#benchmark-size"));
            find("benchmark-profile-constant", ToggleButton.class).fire();
            assertNull(scene.lookup("#benchmark-size"));
            find("benchmark-rate", TextField.class).setText("5, 10, 20");
            assertEquals("[5,10,20]", json("benchmarks[0].profile.rate"));
            assertEquals("\"constant\"", json("benchmarks[0].profile.kind"));
            assertTrue(find("benchmark-profile-constant", ToggleButton.class).isSelected());
            find("benchmark-profile-constant", ToggleButton.class).fire();
            assertTrue(find("benchmark-profile-constant", ToggleButton.class).isSelected(), "one is always chosen");
            find("benchmark-profile-advanced", ButtonBase.class).fire();
            find("benchmark-rampup", TextField.class).setText("2 s");
            assertEquals("2", json("benchmarks[0].profile.rampup"));
        });
    }

    @Test
    void constraintsAreAddedMovedByKeysAndRemoved() {
        onFx(() -> {
            choose("benchmark-constraint-add", "benchmark-constraint-add-max_requests");
            assertEquals(
                    "1,000 requests",
                    find("benchmark-constraint-3-value", TextField.class).getText());
            Node grip = find("benchmark-constraint-3-move", Node.class);
            Event.fireEvent(grip, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.UP, false, false, false, false));
            assertEquals("\"max_requests\"", json("benchmarks[0].constraints[2].kind"));
            find("benchmark-constraint-0-remove", ButtonBase.class).fire();
            assertEquals("\"over_saturation\"", json("benchmarks[0].constraints[0].kind"));
            find("benchmark-constraint-0-value", ComboBox.class)
                    .getSelectionModel()
                    .select(1);
            assertEquals("\"enforce\"", json("benchmarks[0].constraints[0].mode"));
            find("benchmark-constraints-advanced", ButtonBase.class).fire();
            find("benchmark-constraint-0-minSeconds", TextField.class).setText("10 s");
            assertEquals("10", json("benchmarks[0].constraints[0].minSeconds"));
        });
    }

    @Test
    void aConstraintOfAnUnknownKindIsShownAndNothingOfItCanBeTyped() {
        onFx(() -> {
            workspace().selectedBenchmark().set("rates");
            assertNull(scene.lookup("#benchmark-constraint-1-value"));
            assertNotNull(scene.lookup("#benchmark-constraint-1"));
            find("benchmark-constraint-0-value", TextField.class).setText("90 s");
            assertEquals("3", json("benchmarks[2].constraints[1].euros"));
            assertTrue(find("benchmark-other-problems", Node.class).isVisible());
        });
    }

    @Test
    void aBenchmarkThatNothingEndsSaysSo() {
        onFx(() -> {
            assertFalse(find("benchmark-endless", Node.class).isVisible());
            find("benchmark-constraint-0-remove", ButtonBase.class).fire();
            assertTrue(find("benchmark-endless", Node.class).isVisible());
        });
    }

    @Test
    void aPresetFillsTheObjectives() {
        onFx(() -> {
            choose("benchmark-slo-presets", "benchmark-slo-preset-Chat");
            assertEquals(
                    "≤ 200 ms", find("benchmark-slo-0-max", TextField.class).getText());
            find("benchmark-slo-0-max", TextField.class).setText("0.3 s");
            assertEquals("0.3", json("benchmarks[0].slos[0].max"));
            assertEquals("\"s\"", json("benchmarks[0].slos[0].unit"));
            choose("benchmark-slo-add", "benchmark-slo-add-tpot");
            assertEquals("\"tpot\"", json("benchmarks[0].slos[2].metric"));
        });
    }

    @Test
    void theWarningSetsTheTimeThatIsEnough() {
        onFx(() -> {
            workspace().selectedBenchmark().set("streams");
            assertTrue(find("benchmark-shortage", Node.class).isVisible());
            find("benchmark-shortage-remedy", Hyperlink.class).fire();
            assertEquals("500", json("benchmarks[1].constraints[0].count"));
            assertFalse(find("benchmark-shortage", Node.class).isVisible());
        });
    }

    @Test
    void theListAddsCopiesAndDeletesAndTheToastTakesItBack() {
        onFx(() -> {
            find("benchmark-add", ButtonBase.class).fire();
            assertEquals("sweep-2", workspace().selectedBenchmark().get());
            choose("benchmark-menu", "benchmark-duplicate");
            assertEquals("\"Sweep 2 (copy)\"", json("benchmarks[5].name"));
            choose("benchmark-menu", "benchmark-delete");
            assertEquals("", json("benchmarks[5]"));
            bench.workbench()
                    .notices()
                    .toasts()
                    .getLast()
                    .remedies()
                    .getFirst()
                    .run()
                    .run();
            assertEquals("\"Sweep 2 (copy)\"", json("benchmarks[5].name"));
            choose("benchmark-menu", "benchmark-rename");
            TextField name = find("benchmark-new-name", TextField.class);
            name.setText("Mine");
            name.fireEvent(new javafx.event.ActionEvent());
            assertEquals("Mine", find("benchmark-name", Label.class).getText());
        });
    }

    @Test
    void aBenchmarkIsCopiedAsJsonAndAsACommandLine() {
        onFx(() -> {
            find("benchmark-as-json", ButtonBase.class).fire();
            find("benchmark-as-command", ButtonBase.class).fire();
            assertTrue(bench.copied.get(0).contains("\"id\" : \"sweep\""), bench.copied.get(0));
            assertTrue(bench.copied.get(1).startsWith("plimsoll run --target http://10.20.0.14:8000"));
            assertEquals(2, bench.workbench().notices().toasts().size());
        });
    }

    @Test
    void theSimulatorIsNotAskedBeforeARun() {
        onFx(() -> {
            assertFalse(find("benchmark-send-one", Node.class).isDisabled());
            workspace()
                    .edit(
                            "Choose",
                            "",
                            f -> f.with("benchmarks[0].target", JsonNodeFactory.instance.stringNode("simulator")));
            assertTrue(find("benchmark-send-one", Node.class).isDisabled());
        });
    }

    @Test
    void anEmptyWorkspaceOffersTheFirstBenchmark() {
        onFx(() -> {
            workspace().create("new");
            assertNull(scene.lookup("#benchmark-head"));
            find("benchmark-first", ButtonBase.class).fire();
            assertNotNull(scene.lookup("#benchmark-head"));
        });
    }

    @Test
    void oneRequestIsSentAndToldWithWhatWentOverTheWire() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, "/v1/models", "{\"object\": \"list\", \"data\": [{\"id\": \"m\", \"object\": \"model\"}]}");
        answer(server, "/v1/chat/completions", "{\"choices\": [{\"message\": {\"content\": \"A mark.\"}}]}");
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            onFx(() -> {
                workspace()
                        .edit(
                                "Edit",
                                "",
                                f -> f.with("targets[0].url", JsonNodeFactory.instance.stringNode(url))
                                        .without("targets[0].model"));
                find("benchmark-send-one", ButtonBase.class).fire();
                assertTrue(find("benchmark-send-one", Node.class).isDisabled(), "one at a time");
            });
            until("the answer", () -> !bench.workbench().notices().banners().isEmpty());
            onFx(() -> {
                var notice = bench.workbench().notices().banners().getFirst();
                assertEquals("The target answered.", notice.what(), String.valueOf(notice));
                assertTrue(Objects.requireNonNull(notice.details()).contains("A mark."));
                notice.remedies().getFirst().run().run();
                assertTrue(bench.copied.getFirst().startsWith("curl "));
                assertFalse(find("benchmark-send-one", Node.class).isDisabled());
            });
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @Test
    void targetsComeAndGoWithTheWorkspace() {
        onFx(() -> {
            ComboBox<?> target = find("benchmark-target", ComboBox.class);
            assertEquals(3, target.getItems().size());
            workspace().edit("Delete", "", f -> f.without("targets[0]"));
            assertEquals("vllm-h100", ((PartFacts) target.getValue()).id(), "what is written stays chosen");
            assertEquals("not in this workspace", ((PartFacts) target.getValue()).note());
            target.getSelectionModel().select(1);
            assertEquals("\"sglang-h100\"", json("benchmarks[0].target"));
            workspace().undo();
            workspace().undo();
            assertEquals("\"vllm-h100\"", json("benchmarks[0].target"));
        });
    }

    @Test
    void aConstraintIsDraggedToItsPlace() {
        onFx(() -> {
            Node grip = find("benchmark-constraint-0-move", Node.class);
            mouse(grip, MouseEvent.MOUSE_PRESSED, 0);
            mouse(grip, MouseEvent.MOUSE_DRAGGED, 70);
            assertEquals(70, find("benchmark-constraint-0", Node.class).getTranslateY());
            mouse(grip, MouseEvent.MOUSE_RELEASED, 70);
            assertEquals("\"max_duration\"", json("benchmarks[0].constraints[2].kind"));
            assertEquals("\"over_saturation\"", json("benchmarks[0].constraints[0].kind"));
        });
    }

    private static void mouse(Node on, EventType<MouseEvent> type, double y) {
        Event.fireEvent(
                on,
                new MouseEvent(
                        type,
                        0,
                        y,
                        0,
                        y,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null));
    }

    @Test
    void theLastRunIsOneClickAway() {
        SampleWorkspace.run(bench.workbench().run().runsFolder(), "sweep", "2026-03-01T12:00:00Z", 1.4, 42);
        onFx(() -> {
            page.hidden();
            page.shown(null);
            Hyperlink last = find("benchmark-last-run", Hyperlink.class);
            assertTrue(last.getText().startsWith("last run "), last.getText());
            last.fire();
            assertEquals(
                    PageId.RESULTS, bench.workbench().navigator().at().get().page());
        });
    }

    @Test
    void nothingIsComputedForAPageThatIsNotShown() {
        onFx(() -> {
            String before = find("benchmark-load-note", Label.class).getText();
            page.hidden();
            find("benchmark-constraint-0-remove", ButtonBase.class).fire();
            assertEquals(before, find("benchmark-load-note", Label.class).getText());
            page.shown(null);
            assertTrue(find("benchmark-load-note", Label.class).getText().contains("depends on the server"));
        });
    }
}

package dev.plimsoll.app.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FakeRouter;
import dev.plimsoll.app.Framed;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.session.LocalRouter;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.run.RouterSession;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The router of a target of local models, tried by hand. */
@Timeout(120)
class RouterCardTest extends FxTest {
    @TempDir
    Path folder;

    private final FakeRouter fake =
            new FakeRouter("bge-m3", "gemma-2-9b", "llama-3.1-8b", "qwen2.5-coder-14b-instruct-with-a-long-name");
    private Bench bench;
    private TargetsPage page;
    private Scene scene;

    private void open(String yaml, LocalRouter.Starter routers) throws IOException {
        Files.writeString(folder.resolve("router.yaml"), yaml);
        Path file = folder.resolve("w.plimsoll.json");
        Files.writeString(file, """
            { "schemaVersion": 1, "name": "w", "targets": [ { "id": "local", "kind": "models", "config": "router.yaml" },
              { "id": "strict", "kind": "models", "config": "router.yaml", "policy": "serial" } ] }
            """);
        onFx(() -> {
            bench = new Bench(folder, Platform::runLater);
            bench.routers = routers;
            bench.workbench().workspace().open(file);
            page = new TargetsPage(bench.workbench(), new TargetPageFixture.FakeTrials());
            page.shown("local");
            scene = new Scene(page.view(), 1364, 900);
            Screens.dress(scene, ThemeChoice.LIGHT);
        });
        until(
                "the file is read",
                () -> bench.workbench()
                        .workspace()
                        .linked()
                        .get(folder.resolve("router.yaml"))
                        .isPresent());
        layout();
    }

    private void layout() {
        onFx(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        });
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T at(String id) {
        return (T) Objects.requireNonNull(page.view().lookup("#" + id), id);
    }

    private boolean has(String id) {
        return page.view().lookup("#" + id) != null;
    }

    private void press(String id) {
        layout();
        onFx(() -> this.<Button>at(id).fire());
    }

    private void start() {
        press("router-start");
        until("it is on", () -> has("router-stop"));
        until(
                "the states of its models are known",
                () -> at("router-card").lookupAll(".button.pl-link").stream()
                        .anyMatch(b -> String.valueOf(b.getId()).startsWith("router-load-") && !b.isDisabled()));
        layout();
    }

    @Test
    void pictures() throws IOException {
        open(ModelsFormTest.YAML, fake);
        Screens.write(() -> Framed.of(page.view()), ThemeChoice.LIGHT, 1440, 900, "router-off-light");
        fake.state("bge-m3", ModelState.READY);
        fake.state("llama-3.1-8b", ModelState.STARTING);
        fake.waiting = List.of(
                new RouterSession.Waiting(
                        "r1", "llama-3.1-8b", 0, 0, 6.2, List.of("llama-3.1-8b is being loaded."), 4.0),
                new RouterSession.Waiting(
                        "r2",
                        "qwen2.5-coder-14b-instruct-with-a-long-name",
                        5,
                        1,
                        4.8,
                        List.of("It would stop llama-3.1-8b, which is being loaded."),
                        null));
        start();
        for (int i = 0; i < 40; i++) {
            fake.say("", "14:31:" + (10 + i) + " INFO qwen2.5-coder-14b: 200 in 1.24 s, queued 0.8 s, loaded 0 s");
        }
        until(
                "the log is shown",
                () -> this.<TextArea>at("router-log").getText().contains("14:31:49"));
        Screens.writeAll(() -> Framed.of(page.view()), "router-on");
    }

    @Test
    void aModelIsLoadedAndUnloadedAndTheRouterStopped() throws IOException {
        open(ModelsFormTest.YAML, fake);
        assertFalse(fx(() -> has("router-queue")));
        start();
        onFx(() -> assertEquals(
                "http://127.0.0.1:41234", this.<Label>at("router-url").getText()));
        press("router-load-bge-m3");
        until("it is loaded", () -> has("router-unload-bge-m3"));
        press("router-unload-bge-m3");
        until("it is stopped", () -> has("router-load-bge-m3"));
        press("router-stop");
        until("the router is off", () -> has("router-start"));
        assertEquals(List.of("start router.yaml", "load bge-m3", "unload bge-m3", "close"), fake.asked);
    }

    @Test
    void whoWaitsIsShownWithTheReason() throws IOException {
        fake.waiting = List.of(new RouterSession.Waiting("r", "bge-m3", 3, 1, 2, List.of("gemma-2-9b is busy."), null));
        open(ModelsFormTest.YAML, fake);
        start();
        onFx(() -> {
            TableView<?> queue = at("router-queue");
            assertEquals(1, queue.getItems().size());
            assertTrue(queue.getItems().getFirst().toString().contains("gemma-2-9b is busy."));
        });
    }

    @Test
    void aLogIsChosenAndKeepsItsLastLinesOnly() throws IOException {
        open(ModelsFormTest.YAML, fake);
        start();
        onFx(() -> {
            ComboBox<?> source = at("router-log-source");
            source.getSelectionModel().select(1);
        });
        for (int i = 0; i < 1_000; i++) {
            fake.say("bge-m3", "line " + i);
        }
        until("they are shown", () -> this.<TextArea>at("router-log").getText().endsWith("line 999"));
        onFx(() -> {
            assertTrue(this.<TextArea>at("router-log").getText().lines().count() <= 500);
            fake.say("", "not asked for");
            assertFalse(this.<TextArea>at("router-log").getText().contains("not asked"));
        });
    }

    @Test
    void unsavedChangesAreSavedBeforeItStarts() throws IOException {
        open(ModelsFormTest.YAML, fake);
        onFx(() -> this.<TextField>at("model-ttl").setText("900"));
        press("router-start");
        onFx(() -> {
            assertEquals(List.of(), fake.asked);
            var asked = Objects.requireNonNull(
                    bench.workbench().notices().question().get());
            assertEquals("Save router.yaml and start?", asked.title());
            asked.answers().getFirst().run().run();
        });
        until("it is on", () -> has("router-stop"));
    }

    @Test
    void itCannotBeStartedWithAFaultAndSaysSo() throws IOException {
        open(ModelsFormTest.YAML.replace("ttl: 300", "ttl: soon"), fake);
        onFx(() -> {
            assertTrue(at("router-start").isDisabled());
            assertTrue(this.<Label>at("router-words").getText().contains("no problem"));
        });
    }

    @Test
    void theRouterOfAnotherTargetIsNamed() throws IOException {
        open(ModelsFormTest.YAML, fake);
        start();
        onFx(() -> page.shown("strict"));
        layout();
        onFx(() -> {
            assertEquals(
                    "That of local is on; starting this one stops it.",
                    this.<Label>at("router-words").getText());
            assertFalse(has("router-queue"));
        });
    }

    @Test
    void aRealRouterLoadsARealModel() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        open(
                "startPort: " + port + "\nmodels:\n  chat:\n"
                        + "    cmd: ${env.PLIMSOLL} simulator --port ${PORT} --profile instant\n",
                LocalRouter.Starter.ofEngine());
        start();
        press("router-load-chat");
        until(
                "it is loaded, or told why not",
                () -> has("router-unload-chat")
                        || !bench.workbench().notices().banners().isEmpty());
        assertEquals(List.of(), bench.workbench().notices().banners());
        press("router-stop");
        until("the router is off", () -> has("router-start"));
    }
}

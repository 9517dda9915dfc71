package dev.plimsoll.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FakeRun;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Page;
import dev.plimsoll.engine.run.DemoWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.StringNode;

@Timeout(60)
class ShellTest extends FxTest {
    @TempDir
    Path folder;

    private final FakeRun run = new FakeRun();
    private final TextField name = new TextField();
    private Workbench at;
    private Bench bench;
    private MainWindow window;
    private Stage stage;
    private int closed;

    /** A page with one field that writes to the document as it is typed in. */
    private final class FieldPage implements Page {
        @Override
        public PageId id() {
            return PageId.TARGETS;
        }

        @Override
        public Parent view() {
            return new javafx.scene.layout.VBox(name);
        }

        @Override
        public void shown(@Nullable Object argument) {}

        @Override
        public void hidden() {}
    }

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("demo.plimsoll.json"), DemoWorkspace.text());
        onFx(() -> {
            bench = new Bench(folder, Platform::runLater, _ -> run);
            at = bench.workbench();
            stage = new Stage();
            List<Pages.Entry> pages = List.of(
                    Pages.ALL.getFirst(),
                    new Pages.Entry(PageId.TARGETS, "Targets", "bi-hdd-network", _ -> new FieldPage()));
            window = new MainWindow(at, stage, pages, () -> closed++);
            name.textProperty()
                    .addListener((_, _, typed) ->
                            at.workspace().edit("Edit name", "name", f -> f.with("name", StringNode.valueOf(typed))));
            window.show();
            at.desk().open(folder.resolve("demo.plimsoll.json"));
        });
    }

    @AfterEach
    void close() {
        onFx(stage::hide);
    }

    private Scene scene() {
        return stage.getScene();
    }

    private void press(KeyCode code, boolean control) {
        onFx(() -> {
            Node to = scene().getFocusOwner() == null ? scene().getRoot() : scene().getFocusOwner();
            Event.fireEvent(to, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
        });
    }

    private @Nullable Node find(String selector) {
        return fx(() -> scene().lookup(selector)) instanceof Node node ? node : null;
    }

    @Test
    void aPageThatDoesNotExistIsNowhere() {
        assertNotNull(find("#rail-targets"));
        assertNull(find("#rail-live"));
        assertTrue(fx(() -> at.actions().find("go.live").isEmpty()));
        onFx(() -> at.navigator().show(PageId.LIVE));
        assertEquals(PageId.TARGETS, fx(() -> at.navigator().at().get().page()));
    }

    @Test
    void thePaletteOpensByItsKeyRunsWhatIsChosenAndEscapeClosesIt() {
        press(KeyCode.K, true);
        assertNotNull(find("#palette"));
        press(KeyCode.ESCAPE, false);
        assertNull(find("#palette"));
        press(KeyCode.K, true);
        onFx(() -> ((TextField) scene().lookup("#palette-field")).setText("welcome"));
        press(KeyCode.ENTER, false);
        assertNull(find("#palette"));
        assertEquals(PageId.WELCOME, fx(() -> at.navigator().at().get().page()));
    }

    @Test
    void undoBelongsToTheDocumentAlsoInAField() {
        onFx(() -> {
            name.requestFocus();
            name.setText("a");
            name.setText("ab");
        });
        press(KeyCode.Z, true);
        assertEquals("Demo", fx(() -> at.workspace().file().get().workspace().name()));
        press(KeyCode.Y, true);
        assertEquals("ab", fx(() -> at.workspace().file().get().workspace().name()));
    }

    @Test
    void closingWithUnsavedWorkAsksAndCancelKeepsTheWindow() {
        onFx(() -> name.setText("mine"));
        onFx(() -> at.actions().find("window.close").orElseThrow().fire());
        assertTrue(stage.isShowing());
        onFx(() -> ((Button) scene().lookup("#question-cancel")).fire());
        assertNull(find("#question"));
        onFx(() -> at.actions().find("window.close").orElseThrow().fire());
        onFx(() -> ((Button) scene().lookup("#question-answer-2")).fire());
        assertFalse(stage.isShowing());
        assertEquals(1, closed);
    }

    @Test
    void closingWhileARunIsOnStopsItFirstAndThenCloses() {
        onFx(() -> {
            at.run().start("sweep");
            at.actions().find("window.close").orElseThrow().fire();
        });
        assertTrue(stage.isShowing());
        onFx(() -> ((Button) scene().lookup("#question-answer-1")).fire());
        assertEquals(1, run.stops);
        assertTrue(stage.isShowing());
        run.end(folder.resolve("run"));
        until("the window is closed", () -> !stage.isShowing());
        assertEquals(1, closed);
    }

    @Test
    void theWindowComesBackWhereItWas() {
        onFx(() -> {
            stage.setX(40);
            stage.setY(30);
            stage.setWidth(1210);
            stage.setHeight(760);
            at.actions().find("window.close").orElseThrow().fire();
        });
        var bounds = fx(() -> at.services().preferences().window().orElseThrow());
        assertEquals(
                List.of(40.0, 30.0, 1210.0, 760.0), List.of(bounds.x(), bounds.y(), bounds.width(), bounds.height()));
    }

    @Test
    void aTaskIsSeenInTheStatusBarAndCanBeCancelledInItsList() {
        CountDownLatch never = new CountDownLatch(1);
        onFx(() -> {
            at.tasks()
                    .run(
                            "Reading 1,000,000 records",
                            () -> never.await(1, java.util.concurrent.TimeUnit.DAYS),
                            _ -> {},
                            _ -> {});
            assertEquals("1 background task", ((Button) scene().lookup("#status-tasks")).getText());
            ((Button) scene().lookup("#status-tasks")).fire();
            Node list = scene().lookup("#tasks");
            ((Button) list.lookup(".pl-link")).fire();
            assertEquals("No background tasks", ((Button) scene().lookup("#status-tasks")).getText());
        });
        assertEquals(0, fx(() -> at.tasks().items().size()));
    }

    @Test
    void everyActionHasItsOwnKeyAndItsText() {
        Set<KeyCombination> keys = new HashSet<>();
        onFx(() -> {
            for (Action action : at.actions().all()) {
                assertFalse(action.text().isBlank(), action.id());
                String shortcut = action.shortcut();
                if (shortcut != null) {
                    assertTrue(
                            keys.add(KeyCombination.valueOf(shortcut)),
                            action.id() + " has the key of another: " + shortcut);
                    assertTrue(scene().getAccelerators().containsKey(KeyCombination.valueOf(shortcut)), action.id());
                }
            }
        });
        assertTrue(keys.size() > 15);
        assertEquals("Save", Texts.of("workspace.save"));
    }

    @Test
    void theButtonSaysWhatRanLast() {
        onFx(() -> at.run().start("sweep"));
        run.end(fx(() -> at.run().runsFolder()).resolve("run"));
        until("the run ended", () -> !at.run().running().get());
        assertEquals("Run again", fx(() -> ((Button) scene().lookup("#run")).getText()));
    }

    @Test
    void everyControlOfTheFrameHasANameForScreenReaders() {
        onFx(() -> scene().getRoot().lookupAll(".button").forEach(node -> {
            Button button = (Button) node;
            boolean named = (button.getAccessibleText() != null
                            && !button.getAccessibleText().isBlank())
                    || !button.getText().isBlank();
            assertTrue(named, String.valueOf(button));
        }));
        assertNotNull(find("#search"));
    }
}

package dev.plimsoll.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.engine.run.Runner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The whole story in a real window, with a real run: from the welcome page to a picture on the disk, by keyboard and mouse. */
@Tag("display")
@Timeout(120)
class WholeStoryTest extends FxTest {
    private static final long POLL_MS = 100;

    @TempDir
    private Path folder;

    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor();
    private final FxRobot robot = new FxRobot();
    private Bench bench;
    private Workbench at;
    private Stage stage;

    @BeforeEach
    void openTheWindow() {
        onFx(() -> {
            bench = new Bench(folder, Platform::runLater, Runner::start);
            at = bench.workbench();
            stage = new Stage();
            new MainWindow(at, stage, Pages.ALL, () -> {}).show();
        });
        poller.scheduleAtFixedRate(at.run()::poll, POLL_MS, POLL_MS, TimeUnit.MILLISECONDS);
        until("the window has the keyboard", stage::isFocused);
    }

    @AfterEach
    void closeIt() {
        poller.shutdownNow();
        onFx(stage::hide);
    }

    @Test
    void aWorkspaceIsOpenedRunWatchedAndItsReportExported() throws IOException {
        assertNotNull(find("#welcome-demo"), "the first page is the welcome page");

        bench.nextFile = Optional.of(workspace());
        robot.push(KeyCode.CONTROL, KeyCode.O);
        until("the workspace is open", () -> at.workspace().name().get().equals("story"));

        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until("the run is on", () -> at.run().running().get());
        until("it is watched", () -> at.navigator().at().get().page() == PageId.LIVE);
        until(
                "the live page shows a figure",
                () -> !at.run().live().get().stages().isEmpty());
        until("the run has ended", () -> !at.run().running().get());
        until("it lands on the result", () -> find("#verdict") != null && find("#run-export") != null);
        Screens.write(stage.getScene(), "story-result");

        Path out = Files.createDirectory(folder.resolve("out"));
        bench.nextFile = Optional.of(out);
        onFx(() -> item("PNG"));
        until("the pictures are written", () -> Files.exists(out.resolve("report.png")) && bench.opened.isEmpty());
        BufferedImage sheet = ImageIO.read(out.resolve("report.png").toFile());
        assertNotNull(sheet, "report.png is a picture");
        assertTrue(sheet.getWidth() >= 1200, "of a useful size");
        assertEquals(2, at.run().lastRun().get().summary().stages().size());
    }

    /** Chooses an entry of the export menu. */
    private void item(String words) {
        MenuButton menu = (MenuButton) find("#run-export");
        menu.getItems().stream()
                .filter(i -> i.getText() != null && i.getText().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no entry " + words))
                .fire();
    }

    private Node find(String selector) {
        return stage.getScene().lookup(selector);
    }

    private Path workspace() throws IOException {
        return Files.writeString(folder.resolve("story.plimsoll.json"), """
            { "schemaVersion": 1, "name": "Story",
              "targets": [ { "id": "sim", "kind": "simulator", "profile": "instant" } ],
              "datasets": [ { "id": "few", "kind": "synthetic", "promptTokens": 16, "outputTokens": 8 } ],
              "benchmarks": [ { "id": "story", "target": "sim", "dataset": "few",
                                "profile": { "kind": "constant", "rate": [50, 100] },
                                "constraints": [ { "kind": "max_duration", "seconds": 3 } ],
                                "slos": [ { "metric": "ttft", "percentile": 90, "max": 500, "unit": "ms" } ] } ] }
            """);
    }
}

package dev.plimsoll.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.live.FakeRun;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole window with a run that saturates. */
@Timeout(60)
class LiveScreensTest extends FxTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"LIGHT,1440,900", "DARK,1440,900", "LIGHT,1100,700", "DARK,1100,700"})
    void theLivePageHasItsPictures(ThemeChoice theme, int width, int height) {
        Scene scene = fx(() -> {
            Bench bench = new Bench(folder, Platform::runLater, request -> new FakeRun(request.plan(), 587));
            bench.workbench().services().theme().choice().set(theme);
            bench.workbench().workspace().adopt(WorkspaceFile.parse(FakeRun.workspace(), null, folder), null);
            Scene made = new Shell(bench.workbench(), Pages.ALL, () -> {}).scene(width, height);
            bench.workbench().navigator().show(PageId.LIVE);
            bench.workbench().run().start("sweep");
            bench.workbench().run().poll();
            Stage stage = new Stage();
            stage.setScene(made);
            stage.show();
            return made;
        });
        until("the figures of the run are shown", () -> seenFigures(scene));
        Screens.write(scene, "live-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height);
        assertEquals(List.of(), fx(() -> cut((Parent) scene.lookup("#live"))), "no text of the page is cut off");
    }

    /** Whether a running stage's estimates are there: pictures of the run come at their own rate. */
    private static boolean seenFigures(Scene scene) {
        return scene.getRoot().lookupAll("#live .label").stream()
                .anyMatch(node -> node instanceof Label label
                        && seen(label)
                        && label.getText().startsWith("~"));
    }

    /** Labels whose text has no room. */
    private static List<String> cut(Parent root) {
        List<String> found = new ArrayList<>();
        for (Node node : root.lookupAll(".label")) {
            if (node instanceof Label label
                    && seen(label)
                    // a figure that came after the last pulse is not laid out, for the window is hidden by then
                    && !label.getParent().isNeedsLayout()
                    && label.getWidth() > 0
                    && !label.isWrapText()
                    && label.getWidth() + 0.5 < label.prefWidth(-1)) {
                found.add(label.getText());
            }
        }
        return found;
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}

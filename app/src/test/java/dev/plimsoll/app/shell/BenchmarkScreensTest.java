package dev.plimsoll.app.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.benchmark.SampleWorkspace;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.session.PageId;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of the page for a person to look at. */
@Timeout(120)
class BenchmarkScreensTest extends FxTest {
    @TempDir
    Path folder;

    @Test
    void thePageCanBeLookedAt() {
        assertTrue(Pages.ALL.stream().anyMatch(p -> p.id() == PageId.BENCHMARKS));
        SampleWorkspace.run(
                folder.resolve("data").resolve("runs"),
                "sweep",
                Instant.now().toString(),
                1.4,
                42.3,
                6.1,
                11.2,
                16.4,
                21.5,
                26.7,
                36,
                40,
                43);
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            for (int[] size : new int[][] {{1440, 900}, {1100, 700}}) {
                String name =
                        "benchmark-" + (theme == ThemeChoice.LIGHT ? "light" : "dark") + "-" + size[0] + "x" + size[1];
                shoot(theme, size[0], size[1], "sweep", name);
            }
        }
        shoot(ThemeChoice.LIGHT, 1100, 2000, "sweep", "benchmark-tall");
        for (String id : new String[] {"streams", "rates", "rag"}) {
            shoot(ThemeChoice.LIGHT, 1440, 900, id, "benchmark-" + id);
        }
        for (String kind : new String[] {"gamma", "rateSeries", "trace", "users"}) {
            Scene chosen = show(ThemeChoice.LIGHT, 1440, 900, "rates");
            onFx(() -> ((ButtonBase) chosen.lookup("#benchmark-profile-" + kind)).fire());
            Screens.write(chosen, "benchmark-" + kind);
        }
        Scene open = show(ThemeChoice.LIGHT, 1440, 900, "sweep");
        onFx(() -> {
            ((ButtonBase) open.lookup("#benchmark-profile-advanced")).fire();
            ((ButtonBase) open.lookup("#benchmark-constraints-advanced")).fire();
            ((TextField) open.lookup("#benchmark-size")).setText("1");
            ((ComboBoxBase<?>) open.lookup("#benchmark-dataset")).show();
        });
        Screens.write(open, "benchmark-open");
        Scene menus = show(ThemeChoice.DARK, 1440, 900, "sweep");
        popup(menus, "benchmark-dataset", () -> ((ComboBoxBase<?>) menus.lookup("#benchmark-dataset")).show());
        popup(menus, "benchmark-slo-presets", () -> ((MenuButton) menus.lookup("#benchmark-slo-presets")).show());
        assertTrue(Files.exists(Path.of("target", "screens", "benchmark-rates.png")));
    }

    /** A popup is a window of its own, and a snapshot of the page does not show it. */
    private void popup(Scene scene, String name, Runnable show) {
        Stage stage = fx(() -> (Stage) scene.getWindow());
        onFx(() -> {
            stage.show();
            show.run();
        });
        int[] pulses = {0};
        until("two pulses", () -> ++pulses[0] > 2);
        BufferedImage picture = fx(() -> Window.getWindows().stream()
                .filter(PopupWindow.class::isInstance)
                .map(w -> SwingFXUtils.fromFXImage(w.getScene().snapshot(null), null))
                .findFirst()
                .orElseThrow());
        try {
            ImageIO.write(
                    picture, "png", Path.of("target", "screens", name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        onFx(() -> Window.getWindows().stream()
                .filter(PopupWindow.class::isInstance)
                .toList()
                .forEach(Window::hide));
    }

    private void shoot(ThemeChoice theme, int width, int height, String id, String name) {
        Screens.write(show(theme, width, height, id), name);
    }

    private Scene show(ThemeChoice theme, int width, int height, String id) {
        Scene scene = fx(() -> {
            Bench bench = new Bench(folder, Platform::runLater);
            bench.workbench().services().theme().choice().set(theme);
            bench.workbench().workspace().adopt(SampleWorkspace.in(folder), null);
            Scene made = new Shell(bench.workbench(), Pages.ALL, () -> {}).scene(width, height);
            bench.workbench().navigator().show(PageId.BENCHMARKS, id);
            Stage stage = new Stage();
            stage.setScene(made);
            stage.show();
            return made;
        });
        boolean runs = !id.equals("rates"); // that one has parts which this version does not run
        until(
                "a forecast",
                () -> scene.lookup("#benchmark-estimate") != null
                        && scene.lookup("#benchmark-estimate").isVisible() == runs);
        return scene;
    }
}

package dev.plimsoll.app;

import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.services.ThemeService;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Takes pictures of views for a person to look at: {@code target/screens/<name>.png}. Call from a test's own thread. */
public final class Screens extends FxTest {
    private static final Path FOLDER = Path.of("target", "screens");

    private Screens() {}

    /** Pictures of a page's view as it sits in the window, light and dark, in both window sizes: {@code name-light-1440x900.png} and so on. */
    public static void writeAll(Supplier<? extends Parent> view, String name) {
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            for (int[] size : new int[][] {{1440, 900}, {1100, 700}}) {
                String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size[0] + "x" + size[1];
                write(view, theme, size[0], size[1], file);
            }
        }
    }

    /** One picture of a view, in a scene of its own. */
    public static void write(Supplier<? extends Parent> view, ThemeChoice theme, int width, int height, String name) {
        Scene scene = fx(() -> {
            Scene made = new Scene(view.get(), width, height);
            dress(made, theme);
            return made;
        });
        write(scene, name);
    }

    /** Dresses a scene for a test. */
    public static void dress(Scene scene, ThemeChoice theme) {
        ThemeService service = new ThemeService(new SimpleBooleanProperty());
        service.choice().set(theme);
        service.dress(scene);
    }

    /** One picture of a scene that is dressed already; it is put in a window for the while, so that layout, popups and focus are real. */
    public static void write(Scene scene, String name) {
        Stage stage = fx(() -> {
            Stage made = scene.getWindow() instanceof Stage has ? has : new Stage();
            made.setScene(scene);
            made.show();
            return made;
        });
        int[] pulses = {0};
        until("a settled layout", () -> ++pulses[0] > 3 && !scene.getRoot().isNeedsLayout());
        BufferedImage image = fx(() -> {
            WritableImage taken = scene.snapshot(null);
            return SwingFXUtils.fromFXImage(taken, null);
        });
        onFx(() -> {
            stage.hide();
        });
        try {
            Files.createDirectories(FOLDER);
            ImageIO.write(image, "png", FOLDER.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

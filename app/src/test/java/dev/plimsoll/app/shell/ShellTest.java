package dev.plimsoll.app.shell;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.services.ThemeChoice;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShellTest extends FxTest {
    @TempDir
    Path folder;

    @Test
    void theWindowOpensOnTheWelcomePage() {
        Scene scene = fx(() -> {
            Bench bench = new Bench(folder, Platform::runLater);
            bench.workbench().services().theme().choice().set(ThemeChoice.LIGHT);
            return new Shell(bench.workbench(), Pages.ALL, () -> {}).scene(1440, 900);
        });
        dev.plimsoll.app.Screens.write(scene, "first");
        assertNotNull(scene.lookup("#welcome"));
    }
}

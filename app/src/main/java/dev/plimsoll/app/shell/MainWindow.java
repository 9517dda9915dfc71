package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.AppPreferences;
import dev.plimsoll.app.services.WindowBounds;
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.Workbench;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window of the desktop: its size and place, its title, its way to close. */
final class MainWindow {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WIDTH = 1100;
    private static final double LEAST_HEIGHT = 700;

    private final Workbench bench;
    private final Stage stage;
    private final Shell shell;
    private final Runnable closed;
    private WindowBounds normal = new WindowBounds(0, 0, WIDTH, HEIGHT, false);
    private boolean closeAfterRun;

    /**
     * Puts the shell into a stage; {@link #show} shows it.
     *
     * @param closed called once the window is gone, and the router that was started from it
     */
    MainWindow(Workbench bench, Stage stage, List<Pages.Entry> pages, Runnable closed) {
        this.bench = bench;
        this.stage = stage;
        this.closed = closed;
        this.shell = new Shell(bench, pages, this::close);
        WindowBounds at = remembered(bench.services().preferences());
        Scene scene = shell.scene(at.width(), at.height());
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setWidth(at.width());
        stage.setHeight(at.height());
        if (bench.services().preferences().window().isPresent() && isOnAScreen(at)) {
            stage.setX(at.x());
            stage.setY(at.y());
        }
        stage.setMaximized(at.maximized());
        stage.titleProperty()
                .bind(Bindings.createStringBinding(
                        this::title,
                        bench.workspace().name(),
                        bench.workspace().edited(),
                        bench.workspace().opened()));
        stage.setOnCloseRequest(e -> {
            e.consume();
            close();
        });
        stage.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                bench.workspace().endStep();
                Thread.ofVirtual().start(bench.desk().keeper()::autosave);
            }
        });
        for (var side : List.of(stage.xProperty(), stage.yProperty(), stage.widthProperty(), stage.heightProperty())) {
            side.addListener(_ -> rememberNormal());
        }
        bench.run().running().addListener((_, _, on) -> {
            if (!on && closeAfterRun) {
                closeAfterRun = false;
                close();
            }
        });
    }

    Shell shell() {
        return shell;
    }

    void show() {
        stage.show();
    }

    private String title() {
        if (!bench.workspace().opened().get()) {
            return "Plimsoll";
        }
        return (bench.workspace().edited().get() ? "• " : "")
                + bench.workspace().name().get() + " – Plimsoll";
    }

    private void close() {
        if (bench.run().running().get()) {
            bench.notices()
                    .ask(new Notices.Question(
                            "Stop the run and close?",
                            bench.run().benchmark().get() + " is running. Requests in flight get their grace period,"
                                    + " then the run is sealed and can be opened later.",
                            List.of(new Notices.Remedy("Stop and close", () -> {
                                closeAfterRun = true;
                                bench.run().stop();
                            })),
                            true));
            return;
        }
        bench.desk().unlessLost(this::closeNow);
    }

    private void closeNow() {
        rememberNormal();
        bench.services()
                .preferences()
                .window(new WindowBounds(normal.x(), normal.y(), normal.width(), normal.height(), stage.isMaximized()));
        shell.dispose();
        bench.desk().keeper().close();
        stage.hide();
        bench.router().stop(closed);
    }

    private void rememberNormal() {
        if (!stage.isMaximized() && !stage.isIconified() && stage.getWidth() > 0) {
            normal = new WindowBounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
        }
    }

    private static WindowBounds remembered(AppPreferences preferences) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        WindowBounds first =
                new WindowBounds(0, 0, Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()), false);
        WindowBounds at = preferences.window().orElse(first);
        return new WindowBounds(
                at.x(), at.y(), Math.max(LEAST_WIDTH, at.width()), Math.max(LEAST_HEIGHT, at.height()), at.maximized());
    }

    /** Whether enough of the title would be seen: a second screen may be gone. */
    private static boolean isOnAScreen(WindowBounds at) {
        return !Screen.getScreensForRectangle(at.x() + 100, at.y(), Math.max(1, at.width() - 200), 40)
                .isEmpty();
    }
}

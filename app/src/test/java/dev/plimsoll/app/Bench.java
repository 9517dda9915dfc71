package dev.plimsoll.app;

import dev.plimsoll.app.services.AppFolders;
import dev.plimsoll.app.services.AppPreferences;
import dev.plimsoll.app.services.Browser;
import dev.plimsoll.app.services.Clipboard;
import dev.plimsoll.app.services.FileDialogs;
import dev.plimsoll.app.services.Services;
import dev.plimsoll.app.services.ThemeService;
import dev.plimsoll.app.services.Ticker;
import dev.plimsoll.app.session.Actions;
import dev.plimsoll.app.session.LocalRouter;
import dev.plimsoll.app.session.Navigator;
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.RunSession;
import dev.plimsoll.app.session.RunStarter;
import dev.plimsoll.app.session.Tasks;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.session.WorkspaceDesk;
import dev.plimsoll.app.session.WorkspaceKeeper;
import dev.plimsoll.app.session.WorkspaceSession;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * A workbench for tests, with fakes for everything outside the program: what was copied, opened and asked for is in its lists, and the next
 * file a dialog gives is in {@link #nextFile}. Make it on the JavaFX thread where views will use it.
 */
public final class Bench {
    /** Texts put on the clipboard. */
    public final List<String> copied = new ArrayList<>();
    /** Pictures put on the clipboard. */
    public final List<BufferedImage> pictures = new ArrayList<>();
    /** What the browser or file manager was asked to show. */
    public final List<String> opened = new ArrayList<>();
    /** What every file dialog answers. */
    public Optional<Path> nextFile = Optional.empty();

    /** Starts routers; none, unless a test gives another. */
    public LocalRouter.Starter routers = (_, _) -> {
        throw new IllegalStateException("this test starts no router");
    };

    private final Workbench workbench;

    /**
     * Everything at once.
     *
     * @param folder for preferences, state and data; a {@code @TempDir}
     * @param fx how callbacks come back: {@code Platform::runLater}, or {@code Runnable::run} in tests without a toolkit
     * @param starter starts runs
     */
    public Bench(Path folder, Executor fx, RunStarter starter) {
        this(folder, fx, starter, (_, _) -> () -> {});
    }

    /** With a ticker that drives autosave and the look at the file. */
    public Bench(Path folder, Executor fx, RunStarter starter, Ticker ticker) {
        this(folder, fx, starter, folder.resolve("state"), ticker);
    }

    /** With a state folder of its own, which another workbench may have left. */
    public Bench(Path folder, Executor fx, RunStarter starter, Path state, Ticker ticker) {
        AppFolders folders = new AppFolders(folder.resolve("config"), state, folder.resolve("data"));
        Services services = new Services(
                new FakeClipboard(),
                new FakeDialogs(),
                new FakeBrowser(),
                new ThemeService(new SimpleBooleanProperty()),
                AppPreferences.in(folders.config()),
                _ -> null,
                folders);
        Notices notices = new Notices();
        WorkspaceSession workspace = new WorkspaceSession(fx, Runnable::run, folder);
        Navigator navigator = new Navigator();
        RunSession run = new RunSession(
                fx, starter, workspace, notices, navigator, folders.data().resolve("runs"), _ -> null);
        WorkspaceKeeper keeper = new WorkspaceKeeper(workspace, fx, ticker, folders.state());
        WorkspaceDesk desk = new WorkspaceDesk(services, workspace, keeper, navigator, notices);
        Tasks tasks = new Tasks(fx);
        LocalRouter router = new LocalRouter(fx, tasks, notices, (models, whenLost) -> routers.start(models, whenLost));
        run.makesWay(router);
        workbench = new Workbench(services, workspace, desk, run, router, tasks, new Actions(), navigator, notices);
    }

    /** Where no run is ever started. */
    public Bench(Path folder, Executor fx) {
        this(folder, fx, _ -> {
            throw new IllegalStateException("this test starts no run");
        });
    }

    /** What a page gets. */
    public Workbench workbench() {
        return workbench;
    }

    private final class FakeClipboard implements Clipboard {
        @Override
        public void putText(String text) {
            copied.add(text);
        }

        @Override
        public void putImage(BufferedImage image) {
            pictures.add(image);
        }
    }

    private final class FakeDialogs implements FileDialogs {
        @Override
        public Optional<Path> open(String title, String description, String... globs) {
            return nextFile;
        }

        @Override
        public List<Path> openSeveral(String title, String description, String... globs) {
            return nextFile.stream().toList();
        }

        @Override
        public Optional<Path> save(String title, String suggestedName, String description, String... globs) {
            return nextFile;
        }

        @Override
        public Optional<Path> folder(String title) {
            return nextFile;
        }
    }

    private final class FakeBrowser implements Browser {
        @Override
        public void open(URI uri) {
            opened.add(uri.toString());
        }

        @Override
        public void reveal(Path path) {
            opened.add(path.toString());
        }
    }
}

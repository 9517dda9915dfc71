package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.AppFolders;
import dev.plimsoll.app.services.AppPreferences;
import dev.plimsoll.app.services.BackgroundTicker;
import dev.plimsoll.app.services.FxClipboard;
import dev.plimsoll.app.services.FxFileDialogs;
import dev.plimsoll.app.services.HostBrowser;
import dev.plimsoll.app.services.Services;
import dev.plimsoll.app.services.ThemeService;
import dev.plimsoll.app.session.Actions;
import dev.plimsoll.app.session.LocalRouter;
import dev.plimsoll.app.session.Navigator;
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.RunSession;
import dev.plimsoll.app.session.Tasks;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.session.WorkspaceDesk;
import dev.plimsoll.app.session.WorkspaceKeeper;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.run.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JavaFX application: puts everything together and opens the window. */
public final class WindowApplication extends Application {
    /** Parameter that begins with the demo. */
    public static final String DEMO = "--demo";

    private static final Logger LOG = LoggerFactory.getLogger(WindowApplication.class);
    private static final long CHECK_DELAY_MS = 250;
    private static final long POLL_MS = 250;
    private static final long ROUTER_POLL_MS = 500;

    private final BackgroundTicker ticker = new BackgroundTicker();

    @Override
    public void start(Stage stage) {
        UnaryOperator<@Nullable String> environment = System::getenv;
        AppFolders folders =
                AppFolders.of(environment, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
        AppPreferences preferences = AppPreferences.in(folders.config());
        ThemeService theme =
                new ThemeService(Platform.getPreferences().colorSchemeProperty().map(s -> s == ColorScheme.DARK));
        theme.choice().set(preferences.theme());
        theme.choice().addListener((_, _, choice) -> preferences.theme(choice));
        Services services = new Services(
                new FxClipboard(),
                new FxFileDialogs(() -> stage),
                new HostBrowser(getHostServices()),
                theme,
                preferences,
                environment,
                folders);
        Executor fx = Platform::runLater;
        Executor offFx = CompletableFuture.delayedExecutor(
                CHECK_DELAY_MS,
                TimeUnit.MILLISECONDS,
                body -> Thread.ofVirtual().start(body));
        Notices notices = new Notices();
        WorkspaceSession workspace = new WorkspaceSession(fx, offFx, Path.of(System.getProperty("user.home")));
        Navigator navigator = new Navigator();
        RunSession run = new RunSession(
                fx, Runner::start, workspace, notices, navigator, folders.data().resolve("runs"), environment);
        WorkspaceKeeper keeper = new WorkspaceKeeper(workspace, fx, ticker, folders.state());
        WorkspaceDesk desk = new WorkspaceDesk(services, workspace, keeper, navigator, notices);
        Tasks tasks = new Tasks(fx);
        LocalRouter router = new LocalRouter(fx, tasks, notices, LocalRouter.Starter.ofEngine());
        run.makesWay(router);
        Workbench bench =
                new Workbench(services, workspace, desk, run, router, tasks, new Actions(), navigator, notices);
        Trouble trouble = new Trouble(notices, fx, System::nanoTime);
        Thread.setDefaultUncaughtExceptionHandler(trouble);
        Thread.currentThread().setUncaughtExceptionHandler(trouble);
        ticker.every(POLL_MS, run::poll);
        ticker.every(ROUTER_POLL_MS, router::poll);
        Runtime.getRuntime().addShutdownHook(new Thread(keeper::endAbruptly, "keep-unsaved-work"));
        Platform.setImplicitExit(false); // the window is gone before the router that was started from it is
        MainWindow window = new MainWindow(bench, stage, Pages.ALL, Platform::exit);
        stage.getIcons().setAll(icons());
        window.show();
        PulseLog.startIfAsked(stage.getScene());
        ProcessHandle.current()
                .info()
                .startInstant()
                .ifPresent(started -> LOG.info(
                        "The window is open, {} ms after the start",
                        Duration.between(started, Instant.now()).toMillis()));
        begin(bench, window.shell(), getParameters().getRaw());
    }

    @Override
    public void stop() {
        ticker.close();
    }

    private static void begin(Workbench bench, Shell shell, List<String> what) {
        if (what.contains(DEMO)) {
            shell.runs().demo();
        } else if (!what.isEmpty()) {
            bench.desk().open(Path.of(what.getFirst()).toAbsolutePath());
        }
        bench.desk().offerRecovered();
    }

    private static List<Image> icons() {
        return List.of(AppIcon.of(32), AppIcon.of(64), AppIcon.of(128));
    }
}

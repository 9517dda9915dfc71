package dev.plimsoll.app;

import dev.plimsoll.app.services.AppFolders;
import dev.plimsoll.app.shell.WindowApplication;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;

/** Starts JavaFX. Apart from {@link Main}, so that the command line does not load it. */
final class Window {
    /** Held, because the logging system forgets a logger nobody holds, and its level with it. */
    private static final Logger PLATFORM = Logger.getLogger("javafx");

    private Window() {}

    /** Opens the window and waits until it is closed. */
    static int open(String[] parameters) {
        // JavaFX says at each start that it is on the class path; that is how this program is packed.
        PLATFORM.setFilter(entry -> entry.getLevel().intValue() > Level.WARNING.intValue()
                || !String.valueOf(entry.getMessage()).contains("Unsupported JavaFX configuration"));
        logToFile();
        Thread.ofPlatform().daemon().name("prepare").start(Window::prepare);
        try {
            Application.launch(WindowApplication.class, parameters);
            return 0;
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            System.err.println("The window could not be opened: " + e.getMessage()
                    + "\nEverything runs in the terminal too, see 'plimsoll --help'.");
            return 2;
        }
    }

    /** Loads what the window needs first, beside the start of the toolkit, which keeps one core busy. */
    private static void prepare() {
        PlanCompiler.problems(WorkspaceFile.create("", Path.of("")));
    }

    /** The log goes to the user's state folder; has to be said before the first logger is made. */
    private static void logToFile() {
        AppFolders folders =
                AppFolders.of(System::getenv, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
        System.setProperty("plimsoll.log.folder", folders.state().toString());
        URL configuration = Objects.requireNonNull(Window.class.getResource("logback-window.xml"));
        System.setProperty("logback.configurationFile", configuration.toString());
    }
}

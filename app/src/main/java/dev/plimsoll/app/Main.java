package dev.plimsoll.app;

import dev.plimsoll.engine.cli.Console;
import dev.plimsoll.engine.cli.PlimsollCli;
import dev.plimsoll.engine.cli.WindowOpener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The program: the window where there is a display and no command, else the command line. */
public final class Main {
    private static final String WORKSPACE_END = ".plimsoll.json";

    private Main() {}

    /** Runs a command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        boolean display = hasDisplay(System::getenv, System.getProperty("os.name", ""));
        if (isWorkspace(arguments)) {
            if (!display) {
                System.err.println("A workspace opens in the window, and there is no display (DISPLAY is not set)."
                        + " Run it in the terminal with 'plimsoll run " + arguments[0] + "'.");
                System.exit(2);
            }
            System.exit(Window.open(arguments));
        }
        WindowOpener window = display ? demo -> Window.open(demo ? new String[] {"--demo"} : new String[0]) : null;
        System.exit(PlimsollCli.run(arguments, Console.ofProcess(), window));
    }

    /** Whether the only argument is a workspace file to open. */
    static boolean isWorkspace(String[] arguments) {
        return arguments.length == 1
                && arguments[0].endsWith(WORKSPACE_END)
                && Files.isRegularFile(Path.of(arguments[0]));
    }

    /** Whether a window can be opened here: always on Windows and macOS, with DISPLAY set elsewhere (JavaFX needs X11, or XWayland). */
    static boolean hasDisplay(UnaryOperator<@Nullable String> environment, String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("win") || os.contains("mac")) {
            return true;
        }
        String display = environment.apply("DISPLAY");
        return display != null && !display.isBlank();
    }
}

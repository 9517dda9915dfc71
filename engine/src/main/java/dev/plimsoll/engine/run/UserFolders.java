package dev.plimsoll.engine.run;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where a program keeps a user's data on this system. */
public final class UserFolders {
    private UserFolders() {}

    /** {@code ~/.config/plimsoll} on Linux; where the system has no folder for settings, that for data. Not created. */
    public static Path config(UnaryOperator<@Nullable String> environment, String osName, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("win") || os.contains("mac")) {
            return data(environment, osName, home);
        }
        String xdg = environment.apply("XDG_CONFIG_HOME");
        return (xdg == null || xdg.isBlank() ? home.resolve(".config") : Path.of(xdg)).resolve("plimsoll");
    }

    /** {@code ~/.local/share/plimsoll} on Linux, the like elsewhere; not created. */
    public static Path data(UnaryOperator<@Nullable String> environment, String osName, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            String appData = environment.apply("APPDATA");
            return (appData == null ? home.resolve("AppData/Roaming") : Path.of(appData)).resolve("Plimsoll");
        }
        if (os.contains("mac")) {
            return home.resolve("Library/Application Support/Plimsoll");
        }
        String xdg = environment.apply("XDG_DATA_HOME");
        return (xdg == null || xdg.isBlank() ? home.resolve(".local/share") : Path.of(xdg)).resolve("plimsoll");
    }
}

package dev.plimsoll.app.services;

import dev.plimsoll.engine.run.UserFolders;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The user's own folders for this program; none is created here.
 *
 * @param config preferences
 * @param state recovery files and logs
 * @param data the demo and runs of workspaces that were never saved
 */
public record AppFolders(Path config, Path state, Path data) {
    /** Where this system keeps them. */
    public static AppFolders of(UnaryOperator<@Nullable String> environment, String osName, Path home) {
        Path data = UserFolders.data(environment, osName, home);
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("win") || os.contains("mac")) {
            return new AppFolders(data, data.resolve("state"), data);
        }
        return new AppFolders(
                xdg(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                xdg(environment, "XDG_STATE_HOME", home.resolve(".local/state")),
                data);
    }

    private static Path xdg(UnaryOperator<@Nullable String> environment, String name, Path otherwise) {
        String value = environment.apply(name);
        return (value == null || value.isBlank() ? otherwise : Path.of(value)).resolve("plimsoll");
    }
}

package dev.plimsoll.engine.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where this program keeps what it can make or fetch again. Stateless; any thread. */
public final class CacheFolder {
    private CacheFolder() {}

    /** The folder of the user who runs this process; not created. */
    public static Path ofThisUser() {
        return of(System::getenv, System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "")));
    }

    /** {@code ~/.cache/plimsoll} on Linux, the like elsewhere; not created. */
    static Path of(UnaryOperator<@Nullable String> environment, String osName, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            String local = environment.apply("LOCALAPPDATA");
            return (local == null ? home.resolve("AppData/Local") : Path.of(local)).resolve("Plimsoll/Cache");
        }
        if (os.contains("mac")) {
            return home.resolve("Library/Caches/Plimsoll");
        }
        String xdg = environment.apply("XDG_CACHE_HOME");
        return (xdg == null || xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg)).resolve("plimsoll");
    }
}

package dev.plimsoll.engine.time;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The kernel's files about this machine and process; a seam for tests. Any thread. */
@FunctionalInterface
public interface ProcFiles {
    /**
     * The text of a file below {@code /proc}, such as {@code stat} or {@code self/status}, or of one elsewhere by its whole path; null
     * where there is none.
     */
    @Nullable
    String read(String name);

    /** Those of this machine. */
    static ProcFiles system() {
        return name -> {
            try {
                return Files.readString(Path.of("/proc").resolve(name), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                return null; // not Linux, or not allowed: the sample says unknown
            }
        };
    }
}

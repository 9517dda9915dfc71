package dev.plimsoll.engine.time;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
            try (InputStream in = Files.newInputStream(Path.of("/proc").resolve(name))) {
                return whole(in);
            } catch (IOException e) {
                return null; // not Linux, or not allowed: the sample says unknown
            }
        };
    }

    /** In large steps: many of these files have no length and tell nothing more after the first read, however short it was. */
    private static String whole(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] step = new byte[1 << 14];
        for (int n = in.read(step); n > 0; n = in.read(step)) {
            text.write(step, 0, n);
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }
}

package dev.plimsoll.engine.router.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where programs are. */
final class Programs {
    private static final String USUAL_PATH = "/usr/bin" + File.pathSeparator + "/bin";

    private Programs() {}

    /** The program that makes its child the leader of a session; only on Linux, where it becomes the program in place. */
    static Optional<Path> setsid() {
        return System.getProperty("os.name").equals("Linux")
                ? inPath("setsid", System.getenv("PATH")).or(() -> inPath("setsid", USUAL_PATH))
                : Optional.empty();
    }

    /**
     * That a program can be started.
     *
     * @param program a name, or a path if it has a slash
     * @param path the folders in which a name is looked for
     * @throws IOException saying why not
     */
    static void check(String program, @Nullable String path) throws IOException {
        if (!program.contains("/")) {
            if (inPath(program, path == null ? USUAL_PATH : path).isEmpty()) {
                throw new IOException("there is no program " + program + " in any folder of PATH");
            }
            return;
        }
        Path file = Path.of(program);
        if (!Files.exists(file)) {
            throw new IOException("there is no program " + program);
        }
        if (!runs(file)) {
            throw new IOException(program + " is not executable");
        }
    }

    private static Optional<Path> inPath(String name, @Nullable String path) {
        return Stream.of((path == null ? "" : path).split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder.isEmpty() ? "." : folder, name))
                .filter(Programs::runs)
                .findFirst();
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}

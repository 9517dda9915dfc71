package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.engine.file.BuildInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a report of a fault needs: versions, the machine, the end of the log. No keys, no prompts, no document. */
final class Diagnostics {
    private static final int LOG_LINES = 200;
    private static final long MOST_BYTES = 4 << 20;

    private final Workbench bench;

    Diagnostics(Workbench bench) {
        this.bench = bench;
    }

    /** Where the log is. */
    static Path logFile(Path stateFolder) {
        return stateFolder.resolve("plimsoll.log");
    }

    String text() {
        Runtime runtime = Runtime.getRuntime();
        StringBuilder text = new StringBuilder();
        line(text, "Plimsoll", BuildInfo.version());
        line(text, "Java", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        line(text, "JavaFX", System.getProperty("javafx.runtime.version"));
        line(
                text,
                "System",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        line(text, "Processors", String.valueOf(runtime.availableProcessors()));
        line(
                text,
                "Heap",
                (runtime.totalMemory() - runtime.freeMemory() >> 20) + " of " + (runtime.maxMemory() >> 20) + " MB");
        line(
                text,
                "Theme",
                bench.services().theme().choice().get()
                        + (bench.services().theme().dark().get() ? ", dark" : ", light"));
        line(text, "Page", bench.navigator().at().get().page().name());
        line(text, "Problems", String.valueOf(bench.workspace().problems().size()));
        line(
                text,
                "Run",
                bench.run().running().get() ? bench.run().status().get().doing() : "none");
        text.append("\nEnd of the log\n");
        log().forEach(l -> text.append(l).append('\n'));
        return text.toString();
    }

    private List<String> log() {
        Path file = logFile(bench.services().folders().state());
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return List.of("(no log)");
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(the log could not be read)");
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}

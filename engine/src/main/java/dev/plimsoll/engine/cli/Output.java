package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.SummaryJson;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.report.ConsoleReport;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.Exporter;
import dev.plimsoll.engine.report.Exporters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a finished run: tables or JSON to standard output, files where asked for. */
final class Output {
    private final Console console;
    private final boolean json;

    Output(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** {@code light} or {@code dark}; anything else is wrong usage. */
    static String theme(String asked) {
        if (!asked.equals("light") && !asked.equals("dark")) {
            throw PlimsollException.usage("--theme " + asked + " does not exist; there are light and dark.");
        }
        return asked;
    }

    /** Makes the folder, so that a wrong one is told before anything runs. */
    static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".plimsoll", ".probe");
            Files.delete(probe);
        } catch (IOException e) {
            throw PlimsollException.usage("Cannot write into " + folder + ": " + FileTrouble.reason(e) + ".", e);
        }
    }

    /**
     * Prints, and writes files where {@code folder} is given.
     *
     * @param formats formats to write, empty = the usual ones
     */
    void tell(ArchivedRun run, @Nullable Path folder, List<String> formats, ExportOptions pictures) {
        if (json) {
            console.out().println(SummaryJson.write(run.summary()));
        } else {
            ConsoleReport.print(run.summary(), console.out(), console.interactive());
        }
        if (folder == null) {
            return;
        }
        List<Exporter> exporters = formats.isEmpty() ? Exporters.usual() : Exporters.of(formats);
        prepare(folder);
        if (!json) {
            console.out().println();
            console.out().println("Files");
        }
        for (Exporter exporter : exporters) {
            for (Path file : exporter.export(run, pictures, folder)) {
                (json ? console.err() : console.out()).println("  " + file);
            }
        }
    }
}

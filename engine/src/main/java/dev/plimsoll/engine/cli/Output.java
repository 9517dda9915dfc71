package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.SummaryJson;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.report.ConsoleReport;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.Exporter;
import dev.plimsoll.engine.report.Exporters;
import dev.plimsoll.engine.report.ReportSettings;
import dev.plimsoll.engine.run.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells a finished run: tables or JSON to standard output, files where asked for. */
final class Output {
    private final Console console;
    private final boolean json;

    Output(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** The settings in the theme asked for: {@code light} or {@code dark}; anything else is wrong usage. */
    static ReportSettings inTheme(ReportSettings settings, @Nullable String asked) {
        if (asked == null) {
            return settings;
        }
        if (!asked.equals("light") && !asked.equals("dark")) {
            throw PlimsollException.usage("--theme " + asked + " does not exist; there are light and dark.");
        }
        return settings.withTheme(asked);
    }

    /** The folder of a user's own report settings. */
    static Path userFolder(Console console) {
        return UserFolders.config(
                console.environment(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
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
     * @param formats formats to write, empty = those of the settings, else the usual ones
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
        List<String> asked = formats.isEmpty() ? pictures.settings().formats() : formats;
        List<Exporter> exporters = asked.isEmpty() ? Exporters.usual() : Exporters.of(asked);
        prepare(folder);
        if (!json) {
            console.out().println();
            console.out().println("Files");
        }
        for (Exporter exporter : exporters) {
            files(exporter.export(run, pictures, folder));
        }
    }

    /**
     * Prints several runs one after another, and writes the pictures that lay them beside each other where {@code folder} is given.
     *
     * @param formats formats to write, empty = those of the settings, else every one that can
     */
    void tellSeveral(List<ArchivedRun> runs, @Nullable Path folder, List<String> formats, ExportOptions pictures) {
        if (json) {
            console.out()
                    .println(runs.stream()
                            .map(run -> SummaryJson.write(run.summary()))
                            .collect(Collectors.joining(",\n", "[", "]")));
        } else {
            runs.forEach(run -> ConsoleReport.print(run.summary(), console.out(), console.interactive()));
        }
        if (folder == null) {
            return;
        }
        List<String> asked = formats.isEmpty() ? pictures.settings().formats() : formats;
        List<Exporter> exporters = (asked.isEmpty() ? Exporters.all() : Exporters.of(asked))
                .stream().filter(Exporter::ofSeveral).toList();
        if (exporters.isEmpty() || pictures.settings().ofSeveralRuns().isEmpty()) {
            throw PlimsollException.usage(
                    exporters.isEmpty()
                            ? "None of these formats can lay runs beside each other; png and svg can."
                            : "The report settings of the first run name no chart of their own, and only such charts"
                                    + " lay runs beside each other. See \"report\" in docs/workspace.md.");
        }
        prepare(folder);
        exporters.forEach(exporter -> files(exporter.export(runs, pictures, folder)));
    }

    /** Names files that were written. */
    void files(List<Path> files) {
        files.forEach(file -> (json ? console.err() : console.out()).println("  " + file));
    }
}

package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The report that a run's settings ask for when it ends: files in the folder {@value ReportSettings#FOLDER} of the run. */
public final class AutomaticReport {
    private AutomaticReport() {}

    /**
     * Writes it, where the settings in the run's folder ask for one; reads and draws the run, so not for a thread that draws.
     *
     * @param gates expressions under which the run counts as failed
     * @return the files written; none where no report is asked for
     * @throws PlimsollException where one cannot be written
     */
    public static List<Path> write(ArchivedRun run, List<Gate> gates) {
        ReportSettings settings = ReportSettings.ofRun(run.folder()).orElse(ReportSettings.DEFAULT);
        return settings.automatic() ? write(run, settings, gates) : List.of();
    }

    private static List<Path> write(ArchivedRun run, ReportSettings settings, List<Gate> gates) {
        Path folder = run.folder().resolve(ReportSettings.FOLDER);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw PlimsollException.failed(folder + " cannot be made: " + FileTrouble.reason(e) + ".", e);
        }
        List<Exporter> exporters = settings.formats().isEmpty() ? Exporters.usual() : Exporters.of(settings.formats());
        ExportOptions options = new ExportOptions(settings, gates);
        List<Path> files = new ArrayList<>();
        exporters.forEach(exporter -> files.addAll(exporter.export(run, options, folder)));
        return files;
    }
}

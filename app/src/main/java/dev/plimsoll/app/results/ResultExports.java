package dev.plimsoll.app.results;

import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.charts.viewer.ChartExports;
import dev.plimsoll.charts.viewer.ChartFile;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.Exporters;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** Writes charts and reports where the person wants them, off the JavaFX thread, and says when it is done. */
final class ResultExports implements ChartExports {
    private final Workbench workbench;

    ResultExports(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public void save(ChartFile file) {
        workbench
                .services()
                .dialogs()
                .save("Save " + file.description(), file.name(), file.description(), "*." + file.extension())
                .ifPresent(to -> workbench
                        .tasks()
                        .run(
                                "Writing " + to.getFileName(),
                                () -> {
                                    byte[] content = file.content().get();
                                    AtomicFile.write(to, out -> out.write(content));
                                    return to;
                                },
                                written -> done(String.valueOf(written.getFileName()), written),
                                failure -> workbench.notices().failure("The file could not be written.", failure)));
    }

    @Override
    public void copyPicture(BufferedImage picture) {
        workbench.services().clipboard().putImage(picture);
        workbench.notices().toast("Picture copied");
    }

    @Override
    public void copyData(String table) {
        copyText(table, "Data copied");
    }

    void copyText(String text, String said) {
        workbench.services().clipboard().putText(text);
        workbench.notices().toast(said);
    }

    /** Writes a report format into a folder that the person chooses. */
    void report(ArchivedRun run, String format, String title) {
        workbench
                .services()
                .dialogs()
                .folder(title)
                .ifPresent(folder -> workbench
                        .tasks()
                        .run(
                                title,
                                () -> Exporters.of(List.of(format)).stream()
                                        .flatMap(e -> e.export(run, ExportOptions.DEFAULT, folder).stream())
                                        .toList(),
                                files -> done(
                                        files.size() == 1
                                                ? String.valueOf(
                                                        files.getFirst().getFileName())
                                                : files.size() + " files",
                                        files.isEmpty() ? folder : files.getFirst()),
                                failure -> workbench.notices().failure("The report could not be written.", failure)));
    }

    private void done(String what, Path written) {
        workbench
                .notices()
                .toast(
                        what + " written",
                        List.of(new Notices.Remedy(
                                "Reveal", () -> workbench.services().browser().reveal(written))));
    }
}

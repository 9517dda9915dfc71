package dev.plimsoll.app.widgets;

import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.charts.viewer.ChartExports;
import dev.plimsoll.charts.viewer.ChartFile;
import dev.plimsoll.engine.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;

/** Lets charts leave the window: files by the system's dialogs, written in the background; pictures and data into the clipboard. JavaFX thread. */
public final class WindowExports implements ChartExports {
    private final Workbench workbench;

    /** For a window. */
    public WindowExports(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public void save(ChartFile file) {
        Optional<Path> place = workbench
                .services()
                .dialogs()
                .save("Save " + file.description(), file.name(), file.description(), "*." + file.extension());
        place.ifPresent(path -> workbench
                .tasks()
                .run(
                        "Saving " + path.getFileName(),
                        () -> {
                            byte[] content = file.content().get();
                            AtomicFile.write(path, out -> out.write(content));
                            return path;
                        },
                        saved -> workbench.notices().toast("Saved " + saved.getFileName() + "."),
                        failure ->
                                workbench.notices().failure(path.getFileName() + " could not be written.", failure)));
    }

    @Override
    public void copyPicture(BufferedImage picture) {
        workbench.services().clipboard().putImage(picture);
        workbench.notices().toast("The picture is in the clipboard.");
    }

    @Override
    public void copyData(String table) {
        workbench.services().clipboard().putText(table);
        workbench.notices().toast("The data is in the clipboard.");
    }
}

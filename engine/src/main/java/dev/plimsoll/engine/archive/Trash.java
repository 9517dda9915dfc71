package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a deleted run goes. Never final: it can be taken out again. */
@FunctionalInterface
public interface Trash {
    /** The folder beside the deleted one that takes it where the system has no trash. */
    String FOLDER = ".trash";

    /**
     * Takes a folder. Moves files: not for a thread that draws.
     *
     * @return where it is now, or empty where only the system knows
     * @throws PlimsollException where it could not be moved; it is then where it was
     */
    Optional<Path> take(Path folder);

    /** The system's trash where it has one that a program may use, else {@link #beside}. */
    static Trash system() {
        return folder -> {
            boolean taken = !GraphicsEnvironment.isHeadless()
                    && Desktop.isDesktopSupported()
                    && Desktop.getDesktop().isSupported(Desktop.Action.MOVE_TO_TRASH)
                    && Desktop.getDesktop().moveToTrash(folder.toAbsolutePath().toFile());
            return taken ? Optional.empty() : beside().take(folder);
        };
    }

    /** A folder {@value #FOLDER} beside what is deleted. */
    static Trash beside() {
        return folder -> {
            Path trash = folder.resolveSibling(FOLDER);
            Path place = trash.resolve(folder.getFileName());
            try {
                Files.createDirectories(trash);
                for (int n = 2; Files.exists(place); n++) {
                    place = trash.resolve(folder.getFileName() + "-" + n);
                }
                return Optional.of(Files.move(folder, place));
            } catch (IOException e) {
                throw PlimsollException.failed(
                        folder + " could not be moved to " + trash + ": " + FileTrouble.reason(e) + ".", e);
            }
        };
    }
}

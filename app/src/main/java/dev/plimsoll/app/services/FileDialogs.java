package dev.plimsoll.app.services;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The system's file dialogs. They block until the person decides. JavaFX thread. */
public interface FileDialogs {
    /**
     * Asks for a file to open.
     *
     * @param description of the kind of file: {@code Plimsoll workspace}
     * @param globs name patterns such as {@code *.plimsoll.json}; none for every file
     * @return empty where the person cancelled
     */
    Optional<Path> open(String title, String description, String... globs);

    /** Asks for files to open, as {@link #open}; empty where the person cancelled. */
    List<Path> openSeveral(String title, String description, String... globs);

    /** Asks where to save; an existing file was confirmed by the dialog. */
    Optional<Path> save(String title, String suggestedName, String description, String... globs);

    /** Asks for a folder. */
    Optional<Path> folder(String title);
}

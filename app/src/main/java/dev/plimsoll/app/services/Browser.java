package dev.plimsoll.app.services;

import java.net.URI;
import java.nio.file.Path;

/** What the desktop opens for us. Returns at once; any thread. */
public interface Browser {
    /** Opens a page in the person's browser. */
    void open(URI uri);

    /** Shows a file or folder in the desktop's file manager. */
    void reveal(Path path);
}

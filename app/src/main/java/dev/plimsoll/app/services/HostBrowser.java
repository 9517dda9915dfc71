package dev.plimsoll.app.services;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.HostServices;

/** The desktop's own, through JavaFX. */
public final class HostBrowser implements Browser {
    private final HostServices host;

    /** Opens through a running application. */
    public HostBrowser(HostServices host) {
        this.host = host;
    }

    @Override
    public void open(URI uri) {
        host.showDocument(uri.toString());
    }

    @Override
    public void reveal(Path path) {
        Path folder = Files.isDirectory(path) || path.getParent() == null ? path : path.getParent();
        host.showDocument(folder.toUri().toString());
    }
}

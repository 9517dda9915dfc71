package dev.plimsoll.app.services;

import java.awt.image.BufferedImage;

/** The system's clipboard. JavaFX thread. */
public interface Clipboard {
    /** Replaces its content with text. */
    void putText(String text);

    /** Replaces its content with a picture. */
    void putImage(BufferedImage image);
}

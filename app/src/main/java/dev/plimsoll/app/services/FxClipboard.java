package dev.plimsoll.app.services;

import java.awt.image.BufferedImage;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.input.ClipboardContent;

/** The desktop's own clipboard. */
public final class FxClipboard implements Clipboard {
    @Override
    public void putText(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        javafx.scene.input.Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public void putImage(BufferedImage image) {
        ClipboardContent content = new ClipboardContent();
        content.putImage(SwingFXUtils.toFXImage(image, null));
        javafx.scene.input.Clipboard.getSystemClipboard().setContent(content);
    }
}

package dev.plimsoll.charts.viewer;

import dev.plimsoll.charts.style.Fonts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** Colours and fonts of the charts for JavaFX. The same font files as AWT uses, so that screen and picture agree. */
final class FxPaint {
    private static final String REGULAR = name(Fonts.REGULAR);
    private static final String SEMIBOLD = name(Fonts.SEMIBOLD);

    static {
        // Drawn onto the canvas by family name.
        List.of(Fonts.MEDIUM, Fonts.MONO).forEach(FxPaint::name);
    }

    private FxPaint() {}

    static Color color(java.awt.Color color) {
        return Color.rgb(color.getRed(), color.getGreen(), color.getBlue(), color.getAlpha() / 255.0);
    }

    static Font regular(double size) {
        return new Font(REGULAR, size);
    }

    static Font semibold(double size) {
        return new Font(SEMIBOLD, size);
    }

    private static String name(String file) {
        try (InputStream in = Fonts.open(file)) {
            Font font = Font.loadFont(in, 12);
            return font == null ? Font.getDefault().getName() : font.getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

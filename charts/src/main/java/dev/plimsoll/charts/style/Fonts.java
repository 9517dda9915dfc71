package dev.plimsoll.charts.style;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * IBM Plex, bundled, so that a picture looks the same on every machine and on the screen. Works without a display.
 *
 * <p>The fonts are registered with AWT under their family names ({@code IBM Plex Sans}, {@code IBM Plex Sans Medm}, {@code IBM Plex
 * Sans SmBld}, {@code IBM Plex Mono}) when this class is first used. Other toolkits load the same files from {@link #open}.
 */
public final class Fonts {
    /** Weight 400. */
    public static final String REGULAR = "IBMPlexSans-Regular.ttf";
    /** Weight 500. */
    public static final String MEDIUM = "IBMPlexSans-Medium.ttf";
    /** Weight 600. */
    public static final String SEMIBOLD = "IBMPlexSans-SemiBold.ttf";
    /** Fixed width, weight 400. */
    public static final String MONO = "IBMPlexMono-Regular.ttf";

    private static final Font SANS = load(REGULAR);
    private static final Font SANS_MEDIUM = load(MEDIUM);
    private static final Font SANS_SEMIBOLD = load(SEMIBOLD);
    private static final Font FIXED = load(MONO);

    private Fonts() {}

    /** Text. */
    public static Font regular(double size) {
        return SANS.deriveFont((float) size);
    }

    /** Labels that stand out a little. */
    public static Font medium(double size) {
        return SANS_MEDIUM.deriveFont((float) size);
    }

    /** Titles and numbers that matter. */
    public static Font semibold(double size) {
        return SANS_SEMIBOLD.deriveFont((float) size);
    }

    /** Code. */
    public static Font mono(double size) {
        return FIXED.deriveFont((float) size);
    }

    /** A bundled font file by name; the caller closes it. */
    public static InputStream open(String file) {
        return Objects.requireNonNull(Fonts.class.getResourceAsStream("/dev/plimsoll/charts/fonts/" + file), file);
    }

    private static Font load(String file) {
        try (InputStream in = open(file)) {
            Font font = Font.createFont(Font.TRUETYPE_FONT, in);
            GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("bundled font " + file + " is broken", e);
        }
    }
}

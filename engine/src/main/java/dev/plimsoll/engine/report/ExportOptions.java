package dev.plimsoll.engine.report;

import java.util.List;

/**
 * How pictures look, and what the run was asked to meet.
 *
 * @param theme {@code light} or {@code dark}
 * @param width picture width in pixels at scale 1
 * @param height picture height
 * @param scale 1 or 2
 * @param gates expressions under which the run counts as failed
 */
public record ExportOptions(String theme, int width, int height, int scale, List<Gate> gates) {
    /** Light, 960 x 540, twice the pixels, no gates. */
    public static final ExportOptions DEFAULT = new ExportOptions("light", 960, 540, 2);

    public ExportOptions {
        gates = List.copyOf(gates);
    }

    /** Without gates. */
    public ExportOptions(String theme, int width, int height, int scale) {
        this(theme, width, height, scale, List.of());
    }

    /** The usual size in a theme. */
    public static ExportOptions of(String theme, List<Gate> gates) {
        return new ExportOptions(theme, DEFAULT.width, DEFAULT.height, DEFAULT.scale, gates);
    }
}

package dev.plimsoll.engine.report;

/**
 * How pictures look.
 *
 * @param theme {@code light} or {@code dark}
 * @param width picture width in pixels at scale 1
 * @param height picture height
 * @param scale 1 or 2
 */
public record ExportOptions(String theme, int width, int height, int scale) {
    /** Light, 960 x 540, twice the pixels. */
    public static final ExportOptions DEFAULT = new ExportOptions("light", 960, 540, 2);
}

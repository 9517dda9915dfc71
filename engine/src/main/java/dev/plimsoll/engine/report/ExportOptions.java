package dev.plimsoll.engine.report;

import java.util.List;

/**
 * How a report looks, and what the run was asked to meet.
 *
 * @param settings how it looks
 * @param gates expressions under which the run counts as failed
 */
public record ExportOptions(ReportSettings settings, List<Gate> gates) {
    /** Light, 960 x 540, twice the pixels, no gates. */
    public static final ExportOptions DEFAULT = new ExportOptions(ReportSettings.DEFAULT, List.of());

    public ExportOptions {
        gates = List.copyOf(gates);
    }

    /** The usual charts in another look. */
    public ExportOptions(String theme, int width, int height, int scale) {
        this(ReportSettings.DEFAULT.withTheme(theme).withSize(width, height, scale), List.of());
    }

    /** {@code light} or {@code dark}. */
    public String theme() {
        return settings.theme();
    }

    /** Picture width in pixels at scale 1. */
    public int width() {
        return settings.width();
    }

    /** Picture height. */
    public int height() {
        return settings.height();
    }

    /** Pixels of the file for each of its own. */
    public int scale() {
        return settings.scale();
    }
}

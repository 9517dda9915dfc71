package dev.plimsoll.charts.run;

import java.util.List;

/**
 * What a pointer near a point shows.
 *
 * @param x in data coordinates
 * @param y in data coordinates
 * @param lines first line is the heading
 * @param stage the stage it belongs to, 0-based; {@link #NO_STAGE} for none
 */
public record HoverPoint(double x, double y, List<String> lines, int stage) {
    /** The point belongs to no single stage. */
    public static final int NO_STAGE = -1;

    public HoverPoint {
        lines = List.copyOf(lines);
    }
}

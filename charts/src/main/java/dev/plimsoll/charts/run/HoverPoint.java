package dev.plimsoll.charts.run;

import java.util.List;

/**
 * What a pointer near a point shows.
 *
 * @param x in data coordinates
 * @param y in data coordinates
 * @param lines first line is the heading
 */
public record HoverPoint(double x, double y, List<String> lines) {
    public HoverPoint {
        lines = List.copyOf(lines);
    }
}

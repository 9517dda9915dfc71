package dev.plimsoll.charts.run;

import java.awt.Color;

/**
 * One entry of a legend.
 *
 * @param label its words
 * @param sign how it is drawn
 * @param color its colour
 */
public record LegendKey(String label, Sign sign, Color color) {
    /** What the series looks like, in short. */
    public enum Sign {
        LINE,
        FINE_LINE,
        DASHED_LINE,
        BAND,
        /** The same with a border, light inside. */
        FRAME,
        /** A short upright stroke. */
        MOMENT,
        CIRCLE,
        SQUARE,
        DIAMOND,
        TRIANGLE,
        /** From nothing to much of one colour: a heat map. */
        RAMP
    }
}

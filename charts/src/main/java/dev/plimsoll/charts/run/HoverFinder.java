package dev.plimsoll.charts.run;

import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** What lies under a pointer in a chart whose data are areas rather than points. Belongs to its chart's thread. */
@FunctionalInterface
public interface HoverFinder {
    /**
     * What lies at a place, or nothing.
     *
     * @param px in the pixels of the drawing
     * @param py in the pixels of the drawing
     * @param area where the data was drawn, between the axes
     */
    Optional<HoverPoint> at(double px, double py, Rectangle2D area);
}

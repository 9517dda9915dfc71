package dev.plimsoll.charts.viewer;

import dev.plimsoll.charts.run.HoverPoint;
import java.util.Optional;

/** What a user picks in a chart. JavaFX application thread. */
public interface ChartSelection {
    /** A range was dragged, in data coordinates (seconds of run time on a chart over time); empty once it is given up. */
    void range(Optional<XRange> range);

    /** A point was clicked; its stage is in it. */
    void point(HoverPoint point);
}

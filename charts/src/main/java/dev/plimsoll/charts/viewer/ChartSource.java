package dev.plimsoll.charts.viewer;

import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.style.ChartStyle;

/**
 * Builds a chart in a style, for example {@code charts::ttft}. Makes a new chart at every call, because a built chart belongs to one
 * thread; may be called on any thread.
 */
@FunctionalInterface
public interface ChartSource {
    /** The chart. */
    ChartView view(ChartStyle style);
}

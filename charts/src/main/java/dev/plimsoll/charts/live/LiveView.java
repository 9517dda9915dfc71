package dev.plimsoll.charts.live;

import dev.plimsoll.engine.trust.GrowthLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a run to show.
 *
 * @param from left end, s of run time
 * @param to right end, s of run time, greater
 * @param saturated where the target seems saturated
 */
public record LiveView(double from, double to, List<Saturated> saturated) {
    public LiveView {
        if (!(from < to)) {
            throw new IllegalArgumentException("not a stretch of time: " + from + " to " + to);
        }
        saturated = List.copyOf(saturated);
    }

    /**
     * A saturated stage.
     *
     * @param stage 0-based index
     * @param from since when, s of run time
     * @param growth the line through the requests in flight, where the growth detector spoke
     */
    public record Saturated(
            int stage, double from, @Nullable GrowthLine growth) {}
}

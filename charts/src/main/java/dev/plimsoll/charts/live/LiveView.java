package dev.plimsoll.charts.live;

import java.util.List;

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
     */
    public record Saturated(int stage, double from) {}
}

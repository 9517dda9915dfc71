package dev.plimsoll.engine.plan;

import java.util.List;

/**
 * A point of a rate that changes over time: linear between points, and that of the first or the last point before and after them.
 *
 * @param seconds after the stage's start, 0 or more
 * @param rate requests/s at that moment, 0 or more
 */
public record RatePoint(double seconds, double rate) {
    /**
     * The rate at a moment, requests/s.
     *
     * @param points at least one, their times ascending
     * @param seconds after the stage's start
     */
    public static double rateAt(List<RatePoint> points, double seconds) {
        if (seconds <= points.getFirst().seconds()) {
            return points.getFirst().rate();
        }
        for (int i = 1; i < points.size(); i++) {
            RatePoint from = points.get(i - 1);
            RatePoint to = points.get(i);
            if (seconds < to.seconds()) {
                return from.rate + (to.rate - from.rate) * (seconds - from.seconds) / (to.seconds - from.seconds);
            }
        }
        return points.getLast().rate();
    }
}

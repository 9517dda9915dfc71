package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.stats.SlopeDetector;
import java.util.ArrayDeque;

/**
 * The latest points (seconds, value) of one series with their slope: a share of all points ever seen, and no older than a limit.
 *
 * <p>A least-squares slope of a perfectly flat series is a rounding error, and so is its residual: its relative margin of error is 0
 * and it would count as rising. So a slope whose rise over the window is below 1 % of the mean is not rising.
 */
final class PointWindow {
    private static final double LEAST_RISE = 0.01;

    private record Point(double seconds, double value) {}

    private final ArrayDeque<Point> points = new ArrayDeque<>();
    private final SlopeDetector slope;
    private final double ratio;
    private final double longestSeconds;
    private final double violation;
    private long seen;
    private int violations;

    /**
     * An empty window.
     *
     * @param ratio share of all points ever seen that is kept, [0,1]
     * @param longestSeconds age beyond which a point is dropped, s
     * @param violation a value above it is a violation
     */
    PointWindow(SlopeDetector slope, double ratio, double longestSeconds, double violation) {
        this.slope = slope;
        this.ratio = ratio;
        this.longestSeconds = longestSeconds;
        this.violation = violation;
    }

    void add(double seconds, double value) {
        seen++;
        points.addLast(new Point(seconds, value));
        slope.add(seconds, value);
        violations += value > violation ? 1 : 0;
    }

    void prune(double nowSeconds) {
        double most = Math.floor(seen * ratio);
        while (!points.isEmpty()
                && (points.size() > most || nowSeconds - points.getFirst().seconds() > longestSeconds)) {
            Point oldest = points.removeFirst();
            slope.remove(oldest.seconds(), oldest.value());
            violations -= oldest.value() > violation ? 1 : 0;
        }
    }

    /** Whether the values rise, by an effective number of points, and by enough to matter. */
    boolean isRising(double effectiveSize) {
        if (!slope.isRising(effectiveSize)) {
            return false;
        }
        double length = points.getLast().seconds() - points.getFirst().seconds();
        return slope.slope().orElseThrow() * length
                >= LEAST_RISE * slope.meanY().orElseThrow();
    }

    int size() {
        return points.size();
    }

    int violations() {
        return violations;
    }

    SlopeDetector slope() {
        return slope;
    }
}

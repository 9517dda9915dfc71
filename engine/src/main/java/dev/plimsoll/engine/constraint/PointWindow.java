package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.stats.SlopeDetector;

/**
 * The latest points (seconds, value) of one series with their slope: a share of all points ever seen, and no older than a limit.
 *
 * <p>A least-squares slope of a perfectly flat series is a rounding error, and so is its residual: its relative margin of error is 0
 * and it would count as rising. So a slope whose rise over the window is below 1 % of the mean is not rising.
 */
final class PointWindow {
    private static final double LEAST_RISE = 0.01;

    /** Beyond a million points (50 s at 20 000 requests/s) the window is shorter than asked for, not larger. */
    private static final int MOST_POINTS = 1 << 20;

    private final PointRing points = new PointRing();
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
        points.addLast(seconds, value);
        slope.add(seconds, value);
        violations += value > violation ? 1 : 0;
    }

    void prune(double nowSeconds) {
        double most = Math.min(MOST_POINTS, Math.floor(seen * ratio));
        while (points.size() > most || (points.size() > 0 && nowSeconds - points.firstSeconds() > longestSeconds)) {
            slope.remove(points.firstSeconds(), points.firstValue());
            violations -= points.firstValue() > violation ? 1 : 0;
            points.removeFirst();
        }
    }

    /** Whether the values rise, by an effective number of points, and by enough to matter. */
    boolean isRising(double effectiveSize) {
        if (!slope.isRising(effectiveSize)) {
            return false;
        }
        double length = points.lastSeconds() - points.firstSeconds();
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

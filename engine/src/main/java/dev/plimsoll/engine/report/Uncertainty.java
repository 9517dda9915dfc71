package dev.plimsoll.engine.report;

import dev.plimsoll.engine.stats.TInterval;
import java.util.Arrays;
import java.util.List;

/**
 * What is drawn with its uncertainty: the one contract of whoever draws it, in a window or a file. Valid by construction; any thread.
 *
 * @param level confidence level of every interval: 0.90, 0.95 or 0.99
 * @param points single points, drawn where there are no series
 * @param series named series, drawn in place of the points
 */
public record Uncertainty(double level, List<BenchmarkPoint> points, List<Series> series) {
    public Uncertainty {
        points = List.copyOf(points);
        series = List.copyOf(series);
        double asked = level;
        if (Arrays.stream(TInterval.LEVELS).noneMatch(known -> known == asked)) {
            throw new IllegalArgumentException("a confidence level of " + level + "; there are 0.90, 0.95 and 0.99");
        }
    }

    /**
     * Points that belong together.
     *
     * @param name shown in the legend
     * @param points in the order of x
     */
    public record Series(String name, List<BenchmarkPoint> points) {
        public Series {
            points = points.stream()
                    .sorted((a, b) -> Double.compare(a.x(), b.x()))
                    .toList();
        }
    }

    /** What is drawn: the series, else the points as one series called {@code Mean}; empty where there is neither. */
    public List<Series> drawn() {
        return series.isEmpty() && !points.isEmpty() ? List.of(new Series("Mean", points)) : series;
    }
}

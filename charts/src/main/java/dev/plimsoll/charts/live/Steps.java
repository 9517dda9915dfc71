package dev.plimsoll.charts.live;

import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.engine.metrics.LiveCells;
import dev.plimsoll.engine.metrics.LiveSnapshot.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The shown points of a run, several to a step where there are more than a chart can show. Steps begin at whole multiples of their
 * width, so that a step which is complete never changes again while time goes on.
 */
final class Steps {
    private static final double[] WIDTHS = {1, 2, 3, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600};

    /** How several points become one. */
    enum Merge {
        /** For rates and levels. */
        MEAN,
        /** For the middle of a distribution. */
        MEDIAN,
        /** For a tail: no spike is lost. */
        MAX
    }

    private final List<List<Point>> steps = new ArrayList<>();
    private final double width;

    /** Points within a stretch of time, at most so many steps. */
    Steps(List<Point> points, LiveView view, int most) {
        this.width = width((view.to() - view.from()) / most);
        List<Point> step = new ArrayList<>();
        long number = Long.MIN_VALUE;
        for (Point point : points) {
            if (point.atSeconds() + point.seconds() <= view.from() || point.atSeconds() >= view.to()) {
                continue;
            }
            long own = (long) Math.floor((point.atSeconds() + 1e-6) / width);
            if (!step.isEmpty() && (own != number || step.getFirst().stage() != point.stage())) {
                steps.add(List.copyOf(step));
                step.clear();
            }
            number = own;
            step.add(point);
        }
        if (!step.isEmpty()) {
            steps.add(List.copyOf(step));
        }
    }

    static double width(double least) {
        return Arrays.stream(WIDTHS).filter(w -> w >= least).findFirst().orElse(WIDTHS[WIDTHS.length - 1]);
    }

    /** Seconds a step stands for. */
    double seconds() {
        return width;
    }

    int size() {
        return steps.size();
    }

    /** Start of a step, s of run time. */
    double from(int step) {
        return steps.get(step).getFirst().atSeconds();
    }

    /** End of a step, s of run time. */
    double to(int step) {
        Point last = steps.get(step).getLast();
        return last.atSeconds() + last.seconds();
    }

    int stage(int step) {
        return steps.get(step).getFirst().stage();
    }

    /** The latencies of a step. */
    List<LiveCells> latencies(int step) {
        return steps.get(step).stream().map(Point::latency).toList();
    }

    /** One value a step; NaN where there is none; a pause between two steps is a gap. Values at or below {@code least} are none. */
    Series series(String name, Function<Point, @Nullable Double> value, Merge merge, double least) {
        DoubleStream.Builder x = DoubleStream.builder();
        DoubleStream.Builder y = DoubleStream.builder();
        double end = Double.NaN;
        for (int i = 0; i < steps.size(); i++) {
            if (from(i) > end + 1.5) {
                x.add((end + from(i)) / 2);
                y.add(Double.NaN);
            }
            end = to(i);
            x.add((from(i) + end) / 2);
            y.add(merged(steps.get(i), value, merge, least));
        }
        return new Series(name, x.build().toArray(), y.build().toArray());
    }

    private static double merged(List<Point> step, Function<Point, @Nullable Double> value, Merge merge, double least) {
        double[] present = new double[step.size()];
        int n = 0;
        for (Point point : step) {
            Double v = value.apply(point);
            if (v != null && v > least) {
                present[n++] = v;
            }
        }
        if (n == 0) {
            return Double.NaN;
        }
        double[] values = Arrays.copyOf(present, n);
        return switch (merge) {
            case MEAN -> Arrays.stream(values).average().orElseThrow();
            case MAX -> Arrays.stream(values).max().orElseThrow();
            case MEDIAN -> {
                Arrays.sort(values);
                yield values[n / 2];
            }
        };
    }
}

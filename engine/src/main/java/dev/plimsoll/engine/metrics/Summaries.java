package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.stats.CountingDistribution;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.WeightedDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Distributions as the summaries and curves that are kept. */
final class Summaries {
    /** Most points of a curve. */
    static final int CURVE_POINTS = 300;

    private static final String[] NAMES = {"p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99", "p999"};
    private static final double[] PERCENTS = {1, 5, 10, 25, 50, 75, 90, 95, 99, 99.9};

    private Summaries() {}

    /** A distribution that is not empty. */
    static MetricSummary of(String unit, Distribution values) {
        double[] p = new double[PERCENTS.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = values.quantile(PERCENTS[i] / 100);
        }
        return summary(
                unit,
                values.count(),
                values.mean(),
                values.std(),
                values.min(),
                p,
                values.max(),
                1,
                tooFew(values.count()));
    }

    /** A counting distribution of microseconds that is not empty, in ms. */
    static MetricSummary ofMicroseconds(CountingDistribution values) {
        double[] p = values.percentiles(PERCENTS);
        return summary(
                "ms",
                values.count(),
                values.mean(),
                values.std(),
                values.min(),
                p,
                values.max(),
                1e-3,
                tooFew(values.count()));
    }

    /**
     * Values that do not count alike, not empty: percentiles without interpolation, standard deviation of the whole, the summed weight as
     * count. How many are too few goes by the number of values.
     */
    static MetricSummary ofWeighted(String unit, WeightedDistribution values, long number) {
        double[] p = new double[PERCENTS.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = values.quantile(PERCENTS[i] / 100).orElseThrow();
        }
        return summary(
                unit, values.count(), values.mean(), values.std(), values.min(), p, values.max(), 1, tooFew(number));
    }

    /** Names of the percentiles that are kept, ascending, of which {@code n} values are too few for. */
    static List<String> tooFew(long n) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < PERCENTS.length; i++) {
            if (Distribution.tooFew(n, PERCENTS[i])) {
                names.add(NAMES[i]);
            }
        }
        return List.copyOf(names);
    }

    private static MetricSummary summary(
            String unit,
            long count,
            OptionalDouble mean,
            OptionalDouble std,
            OptionalDouble min,
            double[] p,
            OptionalDouble max,
            double factor,
            List<String> tooFew) {
        return new MetricSummary(
                unit,
                count,
                scaled(mean, factor),
                scaled(std, factor),
                scaled(min, factor),
                p[0] * factor,
                p[1] * factor,
                p[2] * factor,
                p[3] * factor,
                p[4] * factor,
                p[5] * factor,
                p[6] * factor,
                p[7] * factor,
                p[8] * factor,
                p[9] * factor,
                scaled(max, factor),
                tooFew);
    }

    private static @Nullable Double scaled(OptionalDouble value, double factor) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble() * factor) : null;
    }

    /**
     * A distribution that is not empty as a curve: every value where there are few, else points evenly spaced in {@code -log(1-p)}, so
     * that each further nine has as many points as the one before.
     */
    static QuantileCurve curve(int stage, MetricDefinition metric, Distribution values) {
        int n = values.count();
        int points = Math.min(n, CURVE_POINTS);
        double[] fractions = new double[points];
        double[] at = new double[points];
        for (int i = 0; i < points; i++) {
            fractions[i] = points == 1 || i == points - 1
                    ? 1
                    : n <= CURVE_POINTS ? (double) i / (points - 1) : 1 - Math.exp(-Math.log(n) * i / (points - 1));
            at[i] = values.quantile(fractions[i]);
        }
        return new QuantileCurve(stage, metric.tag(), metric.unit(), fractions, at);
    }
}

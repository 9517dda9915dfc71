package dev.plimsoll.engine.report;

import dev.plimsoll.engine.stats.CountingDistribution;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.Finite;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One metric's block in AIPerf's files: percentiles interpolated at p/100*(n-1), as ours, and the deviation of a population, not of a
 * sample. A single figure has an {@code avg} alone.
 *
 * @param unit unit of the values
 * @param values by AIPerf's name of the statistic, in its order; finite
 */
public record AiperfStatistics(String unit, Map<String, Double> values) {
    private static final double[] PERCENTS = {1, 5, 10, 25, 50, 75, 90, 95, 99};
    private static final String[] NAMES = {"p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99"};

    public AiperfStatistics {
        values.forEach((name, value) -> Finite.require(value, name));
    }

    /** A single figure. */
    static AiperfStatistics of(String unit, double value) {
        return new AiperfStatistics(unit, Map.of("avg", value));
    }

    /** Of a distribution that is not empty. */
    static AiperfStatistics of(String unit, Distribution values) {
        double[] percentiles = new double[PERCENTS.length];
        for (int i = 0; i < percentiles.length; i++) {
            percentiles[i] = values.quantile(PERCENTS[i] / 100);
        }
        return of(
                unit,
                1,
                values.count(),
                values.mean().orElseThrow(),
                values.std().orElse(0),
                values.min().orElseThrow(),
                values.max().orElseThrow(),
                percentiles);
    }

    /** Of microseconds that are not empty, in ms. */
    static AiperfStatistics ofMicroseconds(CountingDistribution values) {
        return of(
                "ms",
                1e3,
                values.count(),
                values.mean().orElseThrow(),
                values.std().orElse(0),
                values.min().orElseThrow(),
                values.max().orElseThrow(),
                values.percentiles(PERCENTS));
    }

    private static AiperfStatistics of(
            String unit,
            double divisor,
            long count,
            double mean,
            double sampleStd,
            double min,
            double max,
            double[] percentiles) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("avg", mean / divisor);
        for (int i = 0; i < NAMES.length; i++) {
            values.put(NAMES[i], percentiles[i] / divisor);
        }
        values.put("min", min / divisor);
        values.put("max", max / divisor);
        values.put("std", sampleStd * Math.sqrt((count - 1.0) / count) / divisor);
        values.put("count", (double) count);
        values.put("sum", mean * count / divisor);
        return new AiperfStatistics(unit, values);
    }
}

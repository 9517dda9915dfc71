package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import dev.plimsoll.engine.stats.Finite;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One metric of one stage over the successful requests in its window. A statistic that does not exist is null and left out of JSON.
 *
 * @param unit unit of every value
 * @param count values
 * @param mean arithmetic mean
 * @param std sample standard deviation (n - 1)
 * @param min smallest
 * @param p1 percentile, linear interpolation at p/100*(n-1); the others alike
 * @param p5 percentile
 * @param p10 percentile
 * @param p25 percentile
 * @param p50 percentile
 * @param p75 percentile
 * @param p90 percentile
 * @param p95 percentile
 * @param p99 percentile
 * @param p999 99.9th percentile
 * @param max largest
 * @param tooFew names of the percentiles above with n(1-p) below 5, in ascending order: {@code ["p99", "p999"]}; n is the effective number
 *     where there is one
 * @param effective how many independent values a percentile is worth, by its name, where that is fewer than {@code count} because
 *     values that follow each other are alike; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricSummary(
        String unit,
        long count,
        @Nullable Double mean,
        @Nullable Double std,
        @Nullable Double min,
        @Nullable Double p1,
        @Nullable Double p5,
        @Nullable Double p10,
        @Nullable Double p25,
        @Nullable Double p50,
        @Nullable Double p75,
        @Nullable Double p90,
        @Nullable Double p95,
        @Nullable Double p99,
        @Nullable Double p999,
        @Nullable Double max,
        List<String> tooFew,
        @Nullable Map<String, Long> effective) {
    public MetricSummary {
        Finite.requireAll("a statistic", mean, std, min, p1, p5, p10, p25, p50, p75, p90, p95, p99, p999, max);
    }

    /** Fewest effective samples beyond a percentile for it to be printed without a mark. */
    public static final int FEWEST_BEYOND = Distribution.FEWEST_BEYOND;

    private static final Map<String, Double> PERCENTS = percents();

    /** Of values that do not depend on each other. */
    public MetricSummary(
            String unit,
            long count,
            @Nullable Double mean,
            @Nullable Double std,
            @Nullable Double min,
            @Nullable Double p1,
            @Nullable Double p5,
            @Nullable Double p10,
            @Nullable Double p25,
            @Nullable Double p50,
            @Nullable Double p75,
            @Nullable Double p90,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double p999,
            @Nullable Double max,
            List<String> tooFew) {
        this(unit, count, mean, std, min, p1, p5, p10, p25, p50, p75, p90, p95, p99, p999, max, tooFew, null);
    }

    /** Of values that do not depend on each other; empty for none. */
    public static Optional<MetricSummary> of(String unit, DoubleList values) {
        return values.size() == 0 ? Optional.empty() : Optional.of(Summaries.of(unit, Distribution.of(values)));
    }

    /** The same where some percentiles are worth fewer values; marks those that are worth too few. */
    MetricSummary withEffective(Map<String, Long> effective) {
        if (effective.isEmpty()) {
            return this;
        }
        List<String> few = PERCENTS.entrySet().stream()
                .filter(p -> Distribution.tooFew(effective.getOrDefault(p.getKey(), count), p.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return new MetricSummary(
                unit,
                count,
                mean,
                std,
                min,
                p1,
                p5,
                p10,
                p25,
                p50,
                p75,
                p90,
                p95,
                p99,
                p999,
                max,
                few,
                Collections.unmodifiableMap(new LinkedHashMap<>(effective)));
    }

    /** How many independent values a percentile is worth: its effective number, else the number of values. */
    public long effectiveCount(String percentile) {
        return effective == null ? count : effective.getOrDefault(percentile, count);
    }

    private static Map<String, Double> percents() {
        Map<String, Double> percents = new LinkedHashMap<>();
        for (int p : new int[] {1, 5, 10, 25, 50, 75, 90, 95, 99}) {
            percents.put("p" + p, (double) p);
        }
        percents.put("p999", 99.9);
        return percents;
    }

    /** The value of a percentile by name ({@code p50} ... {@code p999}, {@code mean}, {@code min}, {@code max}), null where absent. */
    public @Nullable Double stat(String name) {
        return switch (name) {
            case "mean" -> mean;
            case "std" -> std;
            case "min" -> min;
            case "p1" -> p1;
            case "p5" -> p5;
            case "p10" -> p10;
            case "p25" -> p25;
            case "p50" -> p50;
            case "p75" -> p75;
            case "p90" -> p90;
            case "p95" -> p95;
            case "p99" -> p99;
            case "p999" -> p999;
            case "max" -> max;
            default -> throw new IllegalArgumentException(name);
        };
    }
}

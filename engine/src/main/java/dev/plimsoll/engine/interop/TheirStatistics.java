package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One metric's statistics on their way from another program's names and units to ours. */
final class TheirStatistics {
    private static final Map<String, Double> PERCENTS = new LinkedHashMap<>();

    static {
        PERCENTS.put("p1", 1.0);
        PERCENTS.put("p5", 5.0);
        PERCENTS.put("p10", 10.0);
        PERCENTS.put("p25", 25.0);
        PERCENTS.put("p50", 50.0);
        PERCENTS.put("p75", 75.0);
        PERCENTS.put("p90", 90.0);
        PERCENTS.put("p95", 95.0);
        PERCENTS.put("p99", 99.0);
        PERCENTS.put("p999", 99.9);
    }

    private final String unit;
    private final int decimals;
    private final Map<String, Double> values = new HashMap<>();
    private long count;

    /**
     * Statistics in a unit of ours.
     *
     * @param unit unit of the result
     * @param decimals how far the decimal point moves to the right from their unit to ours: 3 from s to ms
     */
    TheirStatistics(String unit, int decimals) {
        this.unit = unit;
        this.decimals = decimals;
    }

    /** The names of our percentiles. */
    static Iterable<String> percentiles() {
        return PERCENTS.keySet();
    }

    /** A number in another unit, to the last digit: the point is moved in the decimal that was written. */
    static double shifted(double value, int decimals) {
        return decimals == 0
                ? value
                : BigDecimal.valueOf(value).movePointRight(decimals).doubleValue();
    }

    /** How many values there are; 0 where that is unknown. */
    TheirStatistics count(@Nullable Long known) {
        count = known == null ? 0 : known;
        return this;
    }

    /** A statistic by our name, in their unit; nothing where it is null. */
    TheirStatistics put(String name, @Nullable Double value) {
        if (value != null) {
            values.put(name, shifted(value, decimals));
        }
        return this;
    }

    /** The deviation of the values as a population, which all three programs print; ours is that of a sample. */
    TheirStatistics populationStd(@Nullable Double std) {
        return std == null || count < 2 ? this : put("std", std * Math.sqrt(count / (count - 1.0)));
    }

    /** Whether nothing was measured, where a program writes 0 for that. */
    boolean allZero() {
        return values.values().stream().allMatch(value -> value == 0);
    }

    /** The result; null where no statistic is known. */
    @Nullable
    MetricSummary build() {
        if (values.isEmpty()) {
            return null;
        }
        List<String> tooFew = new ArrayList<>();
        PERCENTS.forEach((name, percent) -> {
            if (count > 0 && values.containsKey(name) && Distribution.tooFew(count, percent)) {
                tooFew.add(name);
            }
        });
        return new MetricSummary(
                unit,
                count,
                values.get("mean"),
                values.get("std"),
                values.get("min"),
                values.get("p1"),
                values.get("p5"),
                values.get("p10"),
                values.get("p25"),
                values.get("p50"),
                values.get("p75"),
                values.get("p90"),
                values.get("p95"),
                values.get("p99"),
                values.get("p999"),
                values.get("max"),
                tooFew);
    }

    /** Of the values themselves, in their unit; null where there is none. */
    static @Nullable MetricSummary of(String unit, int decimals, DoubleList list) {
        if (list.size() == 0) {
            return null;
        }
        Distribution distribution = Distribution.of(list);
        TheirStatistics all = new TheirStatistics(unit, decimals).count((long) distribution.count());
        all.put("mean", distribution.mean().orElseThrow())
                .put("min", distribution.min().orElseThrow())
                .put("max", distribution.max().orElseThrow());
        distribution.std().ifPresent(std -> all.put("std", std));
        PERCENTS.forEach((name, percent) -> all.put(name, distribution.quantile(percent / 100)));
        return all.build();
    }
}

package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.metrics.MetricDefinition.Group;
import dev.plimsoll.engine.metrics.MetricDefinition.OneValue;
import dev.plimsoll.engine.stats.DesignEffect;
import dev.plimsoll.engine.stats.Distribution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many independent values the percentiles of a metric are worth: {@link DesignEffect} over the window's time. */
final class EffectiveSamples {
    private static final List<String> NAMES = List.of("p50", "p75", "p90", "p95", "p99", "p999");
    private static final double[] FRACTIONS = {0.5, 0.75, 0.9, 0.95, 0.99, 0.999};

    private EffectiveSamples() {}

    /**
     * A summary that knows what its percentiles are worth. Only times of requests are looked at: what the generator or a dataset does has
     * no memory of the server's queue.
     *
     * @param values the metric over the successful requests of the window, not empty
     */
    static MetricSummary into(
            MetricSummary summary,
            MetricDefinition metric,
            Distribution values,
            RequestColumns rows,
            StageWindow window) {
        if (metric.group() != Group.LATENCY || window.toNs() <= window.fromNs()) {
            return summary;
        }
        double[] limits = new double[FRACTIONS.length];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = values.quantile(FRACTIONS[i]);
        }
        DesignEffect effect = new DesignEffect(limits);
        OneValue one = new OneValue();
        double lengthNs = window.toNs() - window.fromNs();
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            if (row.successful() && window.takes(row)) {
                one.present = false;
                metric.formula().value(row, one);
                if (one.present) {
                    long start = window.startOf(row.intended(), row.sendStart());
                    effect.add((start - window.fromNs()) / lengthNs, one.value);
                }
            }
        }
        Map<String, Long> effective = new LinkedHashMap<>();
        for (int i = 0; i < limits.length; i++) {
            double of = effect.effect(i);
            if (of > 1) {
                effective.put(NAMES.get(i), (long) Math.floor(values.count() / of));
            }
        }
        return summary.withEffective(effective);
    }
}

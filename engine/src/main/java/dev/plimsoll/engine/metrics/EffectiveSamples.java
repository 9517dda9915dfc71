package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.metrics.MetricDefinition.Group;
import dev.plimsoll.engine.metrics.MetricDefinition.OneValue;
import dev.plimsoll.engine.stats.DesignEffect;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many independent values the percentiles of a metric are worth: {@link DesignEffect} over the window's time. */
final class EffectiveSamples {
    private static final List<String> NAMES = List.of("p50", "p75", "p90", "p95", "p99", "p999");
    private static final double[] FRACTIONS = {0.5, 0.75, 0.9, 0.95, 0.99, 0.999};

    private final RowChoice successful;
    private final double[] shares;

    /** For the successful requests of a window. */
    EffectiveSamples(RowChoice successful, StageWindow window) {
        this.successful = successful;
        this.shares = new double[window.toNs() > window.fromNs() ? successful.size() : 0];
        double lengthNs = window.toNs() - window.fromNs();
        for (int i = 0; i < shares.length; i++) {
            RequestColumns row = successful.at(i);
            shares[i] = (window.startOf(row.intended(), row.sendStart()) - window.fromNs()) / lengthNs;
        }
    }

    /**
     * A summary that knows what its percentiles are worth. Only times of requests are looked at, the router's among them: what the generator or a dataset does has
     * no memory of the server's queue.
     *
     * @param values the metric over those requests, not empty
     * @param inOrder the same values in the order of the requests
     */
    MetricSummary into(MetricSummary summary, MetricDefinition metric, Distribution values, DoubleList inOrder) {
        boolean ofRequests = metric.group() == Group.LATENCY || metric.group() == Group.ROUTER;
        if (!ofRequests || metric.flags().contains(Flag.ERROR_ONLY) || shares.length == 0) {
            return summary;
        }
        double[] limits = new double[FRACTIONS.length];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = values.quantile(FRACTIONS[i]);
        }
        DesignEffect effect = new DesignEffect(limits);
        if (inOrder.size() == shares.length) {
            for (int i = 0; i < shares.length; i++) {
                effect.add(shares[i], inOrder.get(i));
            }
        } else {
            addThoseThatHaveIt(effect, metric);
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

    private void addThoseThatHaveIt(DesignEffect effect, MetricDefinition metric) {
        OneValue one = new OneValue();
        for (int i = 0; i < shares.length; i++) {
            one.present = false;
            metric.formula().value(successful.at(i), one);
            if (one.present) {
                effect.add(shares[i], one.value);
            }
        }
    }
}

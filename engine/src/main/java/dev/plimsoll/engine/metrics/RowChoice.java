package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Metrics of some of the requests of a stage. */
final class RowChoice {
    private final RequestColumns rows;
    private final Predicate<RequestColumns> chosen;

    /** Those for which {@code chosen} holds when the cursor is on them. */
    RowChoice(RequestColumns rows, Predicate<RequestColumns> chosen) {
        this.rows = rows;
        this.chosen = chosen;
    }

    /** The values of a metric. */
    DoubleList values(MetricDefinition metric) {
        DoubleList values = new DoubleList();
        for (int i = 0; i < rows.size(); i++) {
            if (chosen.test(rows.at(i))) {
                metric.formula().value(rows, values);
            }
        }
        return values;
    }

    /** Summaries of the metrics that have values, in the order of the tags. */
    Map<String, MetricSummary> summaries(List<String> tags) {
        Map<String, MetricSummary> summaries = new LinkedHashMap<>();
        for (String tag : tags) {
            MetricDefinition metric = Metrics.byTag(tag).orElseThrow();
            Distribution values = Distribution.of(values(metric));
            if (values.count() > 0) {
                summaries.put(tag, Summaries.of(metric.unit(), values));
            }
        }
        return summaries;
    }
}

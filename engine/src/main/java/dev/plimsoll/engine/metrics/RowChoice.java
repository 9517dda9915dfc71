package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Some of the requests of a stage, chosen once, and their metrics. 4 bytes a request. One thread. */
final class RowChoice {
    private final RequestColumns rows;
    private final int[] numbers;

    /** Those for which {@code chosen} holds when the cursor is on them. */
    RowChoice(RequestColumns rows, Predicate<RequestColumns> chosen) {
        this.rows = rows;
        int[] found = new int[rows.size()];
        int n = 0;
        for (int i = 0; i < found.length; i++) {
            if (chosen.test(rows.at(i))) {
                found[n++] = i;
            }
        }
        this.numbers = Arrays.copyOf(found, n);
    }

    /** How many they are. */
    int size() {
        return numbers.length;
    }

    /** The i-th of them, under the cursor. */
    RequestColumns at(int i) {
        return rows.at(numbers[i]);
    }

    /** The values of a metric. */
    DoubleList values(MetricDefinition metric) {
        DoubleList values = new DoubleList(size());
        addTo(values, metric);
        return values;
    }

    /** Appends the values of a metric. */
    void addTo(DoubleList values, MetricDefinition metric) {
        MetricFormula formula = metric.formula();
        for (int number : numbers) {
            formula.value(rows.at(number), values);
        }
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

package dev.plimsoll.app.results;

import dev.plimsoll.engine.metrics.ClassSummary;
import dev.plimsoll.engine.metrics.MetricDefinition;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.Metrics;
import dev.plimsoll.engine.metrics.StageSummary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parts of the requests, stage by stage: the classes of a mixed dataset, or the models that were asked for.
 *
 * @param heads columns of metrics, in the order of the metrics
 * @param rows one per stage and class, the most frequent class of a stage first
 */
record ClassRows(List<Head> heads, List<Row> rows) {
    private static final List<String> STATISTICS = List.of("p50", "p99");

    /** What a class is told apart by; more would hide it. */
    private static final Set<String> METRICS = Set.of("ttft", "tpot", "latency", "routerWait");

    ClassRows {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /**
     * A column.
     *
     * @param name {@code TTFT p99}
     * @param unit as in files
     */
    record Head(String metric, String stat, String name, String unit) {}

    /** A class in a stage. */
    record Row(StageSummary stage, ClassSummary figures) {
        /** Its label; {@code none} for the requests without one. */
        String label(String none) {
            return figures.label().isEmpty() ? none : figures.label();
        }

        /** A statistic, null where the class has none. */
        @Nullable
        Double value(Head head) {
            MetricSummary metric = figures.metrics().get(head.metric());
            return metric == null ? null : metric.stat(head.stat());
        }

        /** Whether a statistic rests on too few of the class's requests. */
        boolean few(Head head) {
            MetricSummary metric = figures.metrics().get(head.metric());
            return metric != null && metric.tooFew().contains(head.stat());
        }
    }

    /** Of stages; {@code parts} says what of them. */
    static ClassRows of(List<StageSummary> stages, Function<StageSummary, List<ClassSummary>> parts) {
        List<Row> rows = new ArrayList<>();
        Set<Head> heads = new LinkedHashSet<>();
        for (StageSummary stage : stages) {
            for (ClassSummary each : parts.apply(stage)) {
                rows.add(new Row(stage, each));
                each.metrics().forEach((tag, metric) -> {
                    if (METRICS.contains(tag)) {
                        String name =
                                Metrics.byTag(tag).map(MetricDefinition::label).orElse(tag);
                        STATISTICS.forEach(stat -> heads.add(new Head(tag, stat, name + " " + stat, metric.unit())));
                    }
                });
            }
        }
        return new ClassRows(List.copyOf(heads), rows);
    }

    /**
     * Tab-separated with heads, for a spreadsheet.
     *
     * @param noun what one is: {@code Class}
     * @param none what stands for the requests without one
     */
    String tabs(String noun, String none) {
        StringBuilder text = new StringBuilder("Stage\t" + noun + "\tRequests\tErrors");
        heads.forEach(h -> text.append('\t').append(h.name()).append(", ").append(h.unit()));
        text.append("\tGood share\n");
        for (Row row : rows) {
            text.append(row.stage().index() + 1).append('\t').append(row.label(none));
            text.append('\t').append(row.figures().requests().created());
            text.append('\t').append(row.figures().requests().errored());
            for (Head head : heads) {
                Double value = row.value(head);
                text.append('\t').append(value == null ? "" : value.toString());
            }
            Double good = row.figures().goodShare();
            text.append('\t').append(good == null ? "" : good.toString()).append('\n');
        }
        return text.toString();
    }
}

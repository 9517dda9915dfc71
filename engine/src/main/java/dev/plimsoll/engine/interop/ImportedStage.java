package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One stage while another program's figures of it are gathered; what is never set is absent. */
final class ImportedStage {
    private final int index;
    private final Map<String, MetricSummary> metrics = new LinkedHashMap<>();
    private final Map<String, Map<String, MetricSummary>> compat = new LinkedHashMap<>();
    private final List<StageSummary.ErrorCount> errors = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Map<String, Object> strategy = Map.of();
    private String displayName;
    private double startSeconds;
    private double endSeconds;
    private double[] window = {0, 0};
    private StageSummary.Counts counts = new StageSummary.Counts(0, 0, 0, 0, 0);
    private double requestRate;
    private @Nullable Double promptRate;
    private @Nullable Double outputRate;
    private @Nullable Double goodput;
    private @Nullable Long promptTotal;
    private @Nullable Long outputTotal;
    private @Nullable Double concurrencyMean;
    private @Nullable Long concurrencyMax;

    ImportedStage(int index, String tool) {
        this.index = index;
        this.displayName = tool;
    }

    /** What the stage did: kind and values by our names; null values are left out. */
    void strategy(String kind, @Nullable Double rate, @Nullable Long streams, @Nullable Long maxConcurrency) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("kind", kind);
        put(described, "rate", rate);
        put(described, "streams", streams);
        put(described, "maxConcurrency", maxConcurrency);
        strategy = described;
        displayName = rate != null ? kind + "@" + rate : streams != null ? kind + "@" + streams : kind;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    /** When it ran, in seconds of the run, and which part of it was measured, in seconds of the stage. */
    void times(double start, double end, double from, double to) {
        startSeconds = start;
        endSeconds = end;
        window = new double[] {from, to};
    }

    void counts(long successful, long errored, long cancelled) {
        counts = new StageSummary.Counts(successful + errored + cancelled, successful, errored, cancelled, 0);
    }

    void metric(String tag, @Nullable MetricSummary summary) {
        if (summary != null) {
            metrics.put(tag, summary);
        }
    }

    /** A metric that the other program defines otherwise than we, by its own name. */
    void compat(String tool, String name, @Nullable MetricSummary summary) {
        if (summary != null) {
            compat.computeIfAbsent(tool, _ -> new LinkedHashMap<>()).put(name, summary);
        }
    }

    void rates(double requests, @Nullable Double promptTokens, @Nullable Double outputTokens, @Nullable Double good) {
        requestRate = requests;
        promptRate = promptTokens;
        outputRate = outputTokens;
        goodput = good;
    }

    void totals(@Nullable Double promptTokens, @Nullable Double outputTokens) {
        promptTotal = promptTokens == null ? null : (Long) Math.round(promptTokens);
        outputTotal = outputTokens == null ? null : (Long) Math.round(outputTokens);
    }

    void concurrency(@Nullable Double mean, @Nullable Double max) {
        concurrencyMean = mean;
        concurrencyMax = max == null ? null : (Long) Math.round(max);
    }

    void error(String kind, @Nullable Integer code, long count, String sample) {
        errors.add(new StageSummary.ErrorCount(kind, code, count, sample));
    }

    void note(String note) {
        notes.add(note);
    }

    RunSummary.Stage build() {
        boolean openLoop = strategy.get("kind") instanceof String kind
                && List.of("constant", "poisson").contains(kind);
        Double offered = openLoop && strategy.get("rate") instanceof Double rate ? rate : null;
        return new RunSummary.Stage(
                new StageSummary(
                        index,
                        strategy,
                        displayName,
                        openLoop,
                        "",
                        startSeconds,
                        endSeconds,
                        window,
                        counts,
                        counts,
                        errors,
                        metrics,
                        new StageSummary.Rates(offered, null, requestRate, promptRate, outputRate, goodput),
                        new StageSummary.Totals(promptTotal, outputTotal),
                        new StageSummary.Concurrency(concurrencyMean, concurrencyMax),
                        List.of(),
                        notes,
                        null,
                        null,
                        null,
                        Map.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        compat,
                        null),
                List.of());
    }
}

package dev.plimsoll.app.results;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricDefinition;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.Metrics;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Column;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.Objectives;
import dev.plimsoll.engine.report.StageColumns;
import dev.plimsoll.engine.report.StageNames;
import dev.plimsoll.engine.trust.Finding;
import dev.plimsoll.engine.trust.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stage table of a run: which columns there are, and one row per stage.
 *
 * @param columns columns of numbers
 * @param rows one per stage, in order
 */
record StageRows(List<Head> columns, List<Row> rows) {
    /** Metrics with columns in places of their own. */
    private static final Set<String> LEADING = Set.of("ttft", "tpot", "icl", "latency");

    /** What stands in place of our TPOT and latency where another program measured. */
    private static final Set<String> INSTEAD = Set.of("itl", "inter_token_latency_ms", "request_latency", "e2el");

    StageRows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column of numbers.
     *
     * @param column what it holds, row by row
     * @param shown whether it is shown before anyone chooses
     * @param group what it is about, among the columns that are not shown at first; empty for the leading ones
     * @param statistic of which metric it is which percentile, or null
     */
    record Head(
            Column column,
            boolean shown,
            String group,
            @Nullable Statistic statistic) {}

    /** A statistic of a metric: {@code ttft}, {@code p99}. */
    record Statistic(String metric, String stat) {}

    /**
     * A stage.
     *
     * @param at position in the columns
     * @param slo PASS, FAIL, INCONCLUSIVE or an em dash
     * @param severity worst finding about this stage
     * @param findings what was found about it, one sentence each
     * @param sloText its objectives with what was measured, one line each
     */
    record Row(
            int at,
            StageSummary stage,
            String strategy,
            boolean saturated,
            String slo,
            Severity severity,
            String findings,
            String sloText) {}

    static StageRows of(RunSummary summary) {
        return of(summary, false);
    }

    /**
     * The table of a run.
     *
     * @param adjusted whether a failed request counts as one that never answers
     */
    static StageRows of(RunSummary summary, boolean adjusted) {
        List<StageSummary> stages =
                summary.stages().stream().map(RunSummary.Stage::figures).toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            rows.add(row(summary, i, stages.get(i)));
        }
        return new StageRows(columns(stages, summary.run().importedFrom() != null, adjusted), rows);
    }

    private static List<Head> columns(List<StageSummary> stages, boolean imported, boolean adjusted) {
        StageColumns all = new StageColumns(stages);
        List<Head> heads = new ArrayList<>();
        heads.add(plain(all.offered(), stages.stream().anyMatch(StageSummary::openLoop)));
        heads.add(plain(all.sent(), false));
        heads.add(plain(all.achieved(), true));
        for (String tag : List.of("ttft", "tpot")) {
            if (all.has(tag)) {
                String tail = Objectives.tail(stages, tag);
                heads.add(metric(all, tag, "p50", true));
                heads.add(metric(all, tag, "p90", false));
                heads.add(metric(all, tag, tail, true));
            }
        }
        if (all.has("icl")) {
            heads.add(metric(all, "icl", "p99", false));
        }
        if (all.has("latency")) {
            heads.add(metric(all, "latency", "p50", true));
            heads.add(metric(all, "latency", "p99", !all.has("ttft")));
        }
        heads.add(plain(all.promptTokens(), false));
        heads.add(plain(all.outputTokens(), true));
        boolean goodput = stages.stream().anyMatch(s -> s.rates().goodput() != null);
        if (goodput) {
            heads.add(plain(all.goodput(), true));
        }
        heads.add(plain(all.count("Requests", s -> s.requests().created()), !goodput));
        boolean failed = stages.stream().anyMatch(s -> s.requests().errored() > 0);
        heads.add(plain(all.count("Errors", s -> s.requests().errored()), failed));
        stages.stream()
                .flatMap(s -> s.metrics().keySet().stream())
                .distinct()
                .filter(tag -> !LEADING.contains(tag))
                .forEach(tag -> {
                    String name =
                            Metrics.byTag(tag).map(MetricDefinition::label).orElse(tag);
                    heads.addAll(both(all, tag, name, imported && INSTEAD.contains(tag), group(tag)));
                });
        heads.addAll(compatible(stages, imported));
        heads.addAll(HonestyColumns.of(stages));
        heads.removeIf(h -> h.column().cells().stream().allMatch(c -> c.text().equals(Numbers.ABSENT)));
        return adjusted ? heads.stream().map(h -> AdjustedColumns.of(h, stages)).toList() : heads;
    }

    private static Head metric(StageColumns of, String tag, String stat, boolean shown) {
        return new Head(of.metric(tag, stat), shown, "", new Statistic(tag, stat));
    }

    private static List<Head> both(StageColumns of, String tag, String name, boolean shown, String group) {
        return List.of(
                new Head(of.metric(tag, "p50", name + " p50"), shown, group, new Statistic(tag, "p50")),
                new Head(of.metric(tag, "p99", name + " p99"), shown, group, new Statistic(tag, "p99")));
    }

    /** Figures as other programs define them, under their names: never beside ours without theirs. */
    private static List<Head> compatible(List<StageSummary> stages, boolean imported) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        stages.forEach(s -> s.compat()
                .forEach((tool, metrics) ->
                        names.computeIfAbsent(tool, _ -> new LinkedHashSet<>()).addAll(metrics.keySet())));
        List<Head> heads = new ArrayList<>();
        names.forEach((tool, metrics) -> {
            StageColumns theirs = new StageColumns(stages.stream()
                    .map(s -> withMetrics(s, s.compat().getOrDefault(tool, Map.of())))
                    .toList());
            for (String metric : metrics) {
                heads.addAll(both(
                        theirs,
                        metric,
                        Provenance.metric(tool, metric),
                        imported && INSTEAD.contains(metric),
                        "Compatible with " + Provenance.program(tool)));
            }
        });
        return heads;
    }

    /** The stage with other metrics in place of its own, and no objectives on them. */
    static StageSummary withMetrics(StageSummary stage, Map<String, MetricSummary> metrics) {
        return new StageSummary(
                stage.index(),
                stage.strategy(),
                stage.displayName(),
                stage.openLoop(),
                stage.scheduleSha256(),
                stage.startSeconds(),
                stage.endSeconds(),
                stage.windowSeconds(),
                stage.requests(),
                stage.windowRequests(),
                stage.errors(),
                metrics,
                stage.rates(),
                stage.totals(),
                stage.concurrency(),
                List.of(),
                stage.notes());
    }

    private static String group(String tag) {
        return Metrics.byTag(tag)
                .map(MetricDefinition::group)
                .map(StageRows::title)
                .orElse("Other");
    }

    private static String title(MetricDefinition.Group group) {
        return switch (group) {
            case LATENCY -> "Latency";
            case TOKENS -> "Tokens";
            case CONNECTION -> "Connection";
            case MODALITY -> "Images, sound, tools";
            case ROUTER -> "Model router";
            case GENERATOR -> "Load generator";
        };
    }

    private static Head plain(Column column, boolean shown) {
        return new Head(column, shown, "", null);
    }

    private static Row row(RunSummary summary, int at, StageSummary stage) {
        List<Finding> findings = summary.verdict().findings().stream()
                .filter(f -> Objects.equals(f.stage(), stage.index()))
                .toList();
        Severity worst = findings.stream()
                .map(Finding::severity)
                .max(Severity::compareTo)
                .orElse(Severity.NOTE);
        return new Row(
                at,
                stage,
                StageNames.of(stage),
                summary.saturation().stream().anyMatch(s -> s.stage() == stage.index()),
                StageColumns.sloWord(stage),
                worst,
                findings.stream().map(f -> sentence(f.measured())).collect(Collectors.joining("\n")),
                stage.slos().stream().map(StageRows::objective).collect(Collectors.joining("\n")));
    }

    private static String objective(StageSummary.SloResult slo) {
        Double measured = slo.measured();
        String text = MetricNames.of(slo) + ": " + slo.met();
        return measured == null ? text : text + ", measured " + Numbers.duration(measured);
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    /** What a cell is sorted by; null where it has no value. */
    static @Nullable Double number(String text) {
        if (text.equals(AdjustedColumns.INFINITE)) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            return Double.valueOf(text.replace(",", "").replace('−', '-'));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The shown columns, tab-separated with heads, for a spreadsheet. */
    String tabs(List<Head> shown) {
        StringBuilder text = new StringBuilder("#\tStrategy");
        shown.forEach(h -> text.append('\t').append(h.column().head()));
        text.append("\tSLOs\n");
        for (Row row : rows) {
            text.append(row.stage().index() + 1).append('\t').append(row.strategy());
            shown.forEach(h -> text.append('\t')
                    .append(h.column().cells().get(row.at()).text().replace(",", "")));
            text.append('\t').append(row.slo()).append('\n');
        }
        return text.toString();
    }
}

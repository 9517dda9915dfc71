package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricDefinition;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.Metrics;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.Counts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code summary.csv}: one row per stage. */
final class StageCsv {
    private static final List<String> STATS =
            List.of("mean", "std", "min", "p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99", "p999", "max");
    private static final List<String> COUNTS = List.of("created", "successful", "errored", "cancelled", "dropped");

    private StageCsv() {}

    static void write(RunSummary summary, Appendable out) throws IOException {
        CsvText csv = new CsvText(out);
        csv.header(header()).endRow();
        for (RunSummary.Stage stage : summary.stages()) {
            row(summary, stage, csv);
        }
    }

    private static List<String> header() {
        List<String> names = new ArrayList<>(List.of(
                "stage_index",
                "strategy",
                "strategy_kind",
                "open_loop",
                "schedule_sha256",
                "start_s",
                "end_s",
                "window_from_s",
                "window_to_s"));
        COUNTS.forEach(name -> names.add("requests_" + name));
        COUNTS.forEach(name -> names.add("window_requests_" + name));
        names.addAll(List.of(
                "offered_requests_per_s",
                "sent_requests_per_s",
                "achieved_requests_per_s",
                "goodput_requests_per_s",
                "prompt_tokens_per_s",
                "output_tokens_per_s",
                "total_prompt_tokens",
                "total_output_tokens",
                "concurrency_mean",
                "concurrency_max"));
        for (MetricDefinition metric : Metrics.all()) {
            names.add(CsvText.column(metric.tag(), "_count", ""));
            STATS.forEach(stat -> names.add(CsvText.column(metric.tag(), "_" + stat, metric.unit())));
        }
        names.addAll(StageViewCsv.header());
        names.addAll(RouterCsv.header());
        names.addAll(List.of("slos", "stopped_by", "saturated_at_s", "verdict"));
        return names;
    }

    private static void row(RunSummary summary, RunSummary.Stage row, CsvText csv) throws IOException {
        StageSummary stage = row.figures();
        csv.number(stage.index()).text(StageNames.of(stage));
        csv.text(String.valueOf(stage.strategy().getOrDefault("kind", "")))
                .yesNo(stage.openLoop())
                .text(stage.scheduleSha256());
        csv.number(stage.startSeconds()).number(stage.endSeconds());
        csv.number(stage.windowSeconds()[0]).number(stage.windowSeconds()[1]);
        counts(stage.requests(), csv);
        counts(stage.windowRequests(), csv);
        csv.number(stage.rates().offered())
                .number(stage.rates().sent())
                .number(stage.rates().requests())
                .number(stage.rates().goodput())
                .number(stage.rates().promptTokens())
                .number(stage.rates().outputTokens())
                .whole(stage.totals().promptTokens())
                .whole(stage.totals().outputTokens())
                .number(stage.concurrency().mean())
                .whole(stage.concurrency().max());
        for (MetricDefinition metric : Metrics.all()) {
            metric(stage.metrics().get(metric.tag()), csv);
        }
        StageViewCsv.row(stage, csv);
        RouterCsv.row(row.router(), csv);
        csv.text(stage.slos().isEmpty() ? "" : StageColumns.sloWord(stage).replace(Numbers.ABSENT, ""));
        csv.text(row.stoppedBy().stream().map(RunSummary.StoppedBy::kind).collect(Collectors.joining(" ")));
        csv.number(summary.saturation().stream()
                .filter(s -> s.stage() == stage.index())
                .map(s -> (Double) s.atSeconds())
                .findFirst()
                .orElse(null));
        csv.text(summary.verdict().value().name()).endRow();
    }

    private static void counts(Counts counts, CsvText csv) throws IOException {
        csv.number(counts.created())
                .number(counts.successful())
                .number(counts.errored())
                .number(counts.cancelled())
                .number(counts.dropped());
    }

    private static void metric(@Nullable MetricSummary metric, CsvText csv) throws IOException {
        csv.number(metric == null ? 0L : metric.count());
        for (String stat : STATS) {
            csv.number(metric == null ? null : metric.stat(stat));
        }
    }
}

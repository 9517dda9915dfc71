package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSeries;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.Counts;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import dev.plimsoll.engine.trust.Finding;
import dev.plimsoll.engine.trust.SaturationReport;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.TrustReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Small runs to report on: stages by their achieved rate and TTFT p99. */
final class SampleRun implements ArchivedRun {
    private final RunSummary summary;
    private final List<RequestRecord> records;

    SampleRun(RunSummary summary, List<RequestRecord> records) {
        this.summary = summary;
        this.records = records;
    }

    /** A synchronous stage and three Poisson stages, the last one saturated and with errors. */
    static SampleRun typical() {
        return new SampleRun(
                of(
                        closed(0, 1.38, 64),
                        open(1, 20, 19.9, 90),
                        open(2, 40, 39.4, 399),
                        withErrors(open(3, 44, 41.8, 2826), "queue is full")),
                List.of(
                        record(0, RequestStatus.COMPLETED, null, null),
                        record(
                                1,
                                RequestStatus.ERRORED,
                                new RequestError(ErrorKind.HTTP, 429, "=cmd|' /C calc'!A1", 1),
                                "@label")));
    }

    static RunSummary of(StageSummary... stages) {
        List<RunSummary.Stage> rows = new ArrayList<>();
        for (StageSummary stage : stages) {
            rows.add(new RunSummary.Stage(stage, List.of(new RunSummary.StoppedBy("c0", "max_duration", Map.of()))));
        }
        return new RunSummary(
                1,
                new RunSummary.RunHead(
                        "run-1",
                        "Sweep chat-short",
                        "2026-11-21T14:02:00Z",
                        "2026-11-21T14:12:03Z",
                        "sealed",
                        "1.0.0",
                        "vllm-h100",
                        "Llama-3.1-8B-Instruct",
                        null),
                TrustReport.of(
                        List.of(
                                new Finding("few-samples", Severity.NOTE, 0, "a p99 rests on 84 requests", "500", ""),
                                new Finding(
                                        "hiccup",
                                        Severity.SUSPECT,
                                        3,
                                        "this machine paused for 14 ms at 9:52",
                                        "10 ms",
                                        "repeat stage 4 with nothing else running here.")),
                        27),
                List.of(new SaturationReport(
                        stages.length - 1,
                        31.2,
                        List.of("over_saturation"),
                        "the server takes in 44 req/s but completes 42.8")),
                rows);
    }

    static StageSummary closed(int index, double achieved, double ttftP99) {
        return stage(index, Map.of("kind", "synchronous"), false, null, achieved, ttftP99, true);
    }

    static StageSummary open(int index, double offered, double achieved, double ttftP99) {
        return stage(
                index, Map.of("kind", "poisson", "rate", offered), true, offered, achieved, ttftP99, achieved < 10);
    }

    /** A stage that a comparison of policies ran under one of them. */
    static StageSummary under(int index, String policy) {
        return stage(index, Map.of("kind", "constant", "rate", 2.0, "policy", policy), true, 2.0, 2.0, 90, true);
    }

    private static StageSummary stage(
            int index,
            Map<String, Object> strategy,
            boolean openLoop,
            @Nullable Double offered,
            double achieved,
            double ttftP99,
            boolean few) {
        long requests = Math.round(achieved * 55);
        Map<String, MetricSummary> metrics = new LinkedHashMap<>();
        metrics.put("ttft", metric("ms", requests, ttftP99 / 2, ttftP99, few));
        metrics.put("tpot", metric("ms", requests, 12.25, 24.1, few));
        metrics.put("latency", metric("ms", requests, 2250, 7260, few));
        metrics.put("sendLag", metric("us", requests, 27, 56, few));
        SloResult slo = new SloResult(
                "ttft", "p99", 500, ttftP99, few ? "INCONCLUSIVE" : ttftP99 <= 500 ? "PASS" : "FAIL", 0.99);
        return new StageSummary(
                index,
                strategy,
                "stage-" + index,
                openLoop,
                "",
                60.0 * index,
                60.0 * index + 60,
                new double[] {5, 60},
                new Counts(requests + 2, requests, 0, 2, 0),
                new Counts(requests, requests, 0, 0, 0),
                List.of(),
                metrics,
                new StageSummary.Rates(offered, achieved, achieved, achieved * 512, achieved * 128, achieved * 0.99),
                new StageSummary.Totals(requests * 512L, requests * 128L),
                new StageSummary.Concurrency(achieved * 2.25, 99L),
                List.of(slo),
                List.of());
    }

    private static MetricSummary metric(String unit, long count, double p50, double p99, boolean few) {
        return new MetricSummary(
                unit,
                count,
                p50 * 1.1,
                p50 / 3,
                p50 / 2,
                p50 * 0.6,
                p50 * 0.7,
                p50 * 0.75,
                p50 * 0.9,
                p50,
                p50 * 1.1,
                p50 * 1.2,
                p50 * 1.3,
                p99,
                p99 * 1.1,
                p99 * 1.2,
                few ? List.of("p99", "p999") : List.of("p999"));
    }

    /** The stage with as many errors as successes. */
    static StageSummary withErrors(StageSummary s, String sample) {
        long good = s.windowRequests().successful();
        Counts counts = new Counts(2 * good, good, good, 0, 0);
        return new StageSummary(
                s.index(),
                s.strategy(),
                s.displayName(),
                s.openLoop(),
                s.scheduleSha256(),
                s.startSeconds(),
                s.endSeconds(),
                s.windowSeconds(),
                counts,
                counts,
                List.of(new StageSummary.ErrorCount("http", 429, good, sample)),
                s.metrics(),
                s.rates(),
                s.totals(),
                s.concurrency(),
                s.slos(),
                s.notes());
    }

    static RequestRecord record(int stage, RequestStatus status, @Nullable RequestError error, @Nullable String label) {
        long start = 1_000_000_000L * stage;
        long no = RequestTimings.ABSENT;
        boolean good = status == RequestStatus.COMPLETED;
        return new RequestRecord(
                new RequestInfo(RequestInfo.idOf(stage, 7), stage, 7, -1, 0, 0, 7, 0, RequestInfo.NO_PARENTS, label),
                status,
                error,
                null,
                new RequestTimings(
                        start,
                        start + 1,
                        start + 2,
                        start + 27_000,
                        start + 30_000,
                        good ? start + 1_000_000 : no,
                        good ? start + 1_100_000 : no,
                        good ? start + 1_127_000 : no,
                        good ? start + 1_127_000 : no,
                        good ? start + 5_127_000 : no,
                        start + 6_000_000,
                        no,
                        no,
                        no),
                good ? new int[] {1100, 2000, 2000} : RequestRecord.NO_CONTENT_TIMES,
                0,
                good ? new TokenCounts(12, 3, -1, -1, 3, 1, TokenSource.USAGE) : TokenCounts.UNKNOWN,
                good ? new WireFacts(200, 300, 900, 5, 3, 4, 0, true, 0, "req-9") : WireFacts.NONE);
    }

    @Override
    public Path folder() {
        return Path.of("run-1");
    }

    @Override
    public RunSummary summary() {
        return summary;
    }

    @Override
    public String runJson() {
        return "{}";
    }

    @Override
    public List<StageFigures> figures() {
        return summary.stages().stream()
                .map(s -> new StageFigures(s.figures(), series(s.figures()), List.of()))
                .toList();
    }

    private static StageSeries series(StageSummary stage) {
        double[] some = {1, 2.5, StageSeries.ABSENT};
        double[] none = new double[3];
        Arrays.fill(none, StageSeries.ABSENT);
        return new StageSeries(
                stage.index(),
                stage.startSeconds(),
                1,
                stage.openLoop() ? some : none,
                some,
                some,
                some,
                some,
                some,
                some,
                some,
                some,
                some,
                some,
                some,
                some);
    }

    @Override
    public void forEachRecord(Consumer<RequestRecord> action) {
        records.forEach(action);
    }

    @Override
    public List<String> events() {
        return List.of();
    }
}

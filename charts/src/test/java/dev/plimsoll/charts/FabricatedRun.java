package dev.plimsoll.charts;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.trust.Finding;
import dev.plimsoll.engine.trust.GrowthLine;
import dev.plimsoll.engine.trust.SaturationReport;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.TrustReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Invented but coherent runs to draw: a sweep of a server that saturates near 42 req/s, and what else must be drawable. The same
 * every time.
 */
public final class FabricatedRun implements ArchivedRun {
    private final RunSummary summary;
    private final List<StageFigures> figures;
    private final String runJson;
    private Path folder = Path.of("sweep");

    private FabricatedRun(RunSummary summary, List<StageFigures> figures, String runJson) {
        this.summary = summary;
        this.figures = figures;
        this.runJson = runJson;
    }

    /** Ten stages of a minute: synchronous, throughput, eight Poisson rates; the last one saturates after 31 s. */
    public static FabricatedRun sweep() {
        return run(
                sweepStages(),
                verdict(),
                List.of(
                        new SaturationReport(1, 20, List.of("knee"), "more streams no longer raise the throughput"),
                        new SaturationReport(
                                9,
                                31,
                                List.of("over_saturation", "in_flight_growth", "achieved_offered"),
                                "the server takes in 44 req/s but completes 42.8",
                                new GrowthLine(6, 46, 265, 4.1, 3.3, 4.8, 0.9))));
    }

    /** One Poisson stage of ten seconds. */
    public static FabricatedRun single() {
        FabricatedStage stage =
                FabricatedStage.poisson(0, 20, 19.8, 45, 77, 9.3, 1100).seconds(10);
        return run(List.of(stage), TrustReport.of(List.of(), 29), List.of());
    }

    /** Twenty Poisson stages, all within the objectives. */
    public static FabricatedRun many() {
        List<FabricatedStage> stages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double rate = 2 + 2 * i;
            stages.add(FabricatedStage.poisson(i, rate, rate * 0.99, 40 + i, 80 + 3 * i, 8 + i * 0.5, 900 + 40 * i));
        }
        return run(stages, TrustReport.of(List.of(), 29), List.of());
    }

    /** Every request failed. */
    public static FabricatedRun withoutSuccess() {
        List<FabricatedStage> stages = List.of(
                FabricatedStage.poisson(0, 10, 0, 40, 80, 8, 900).failing("connection refused"),
                FabricatedStage.poisson(1, 20, 0, 40, 80, 8, 900).failing("connection refused"));
        return run(stages, TrustReport.of(List.of(), 20), List.of());
    }

    /** No stage at all: ended before the first request. */
    public static FabricatedRun empty() {
        return run(List.of(), TrustReport.of(List.of(), 0), List.of());
    }

    /** The sweep without objectives. */
    public static FabricatedRun withoutSlos() {
        return run(
                sweepStages().stream().map(FabricatedStage::withoutSlos).toList(),
                TrustReport.of(List.of(), 29),
                List.of());
    }

    /** The sweep over an endpoint that does not stream. */
    public static FabricatedRun notStreaming() {
        return run(
                sweepStages().stream()
                        .map(FabricatedStage::withoutSlos)
                        .map(FabricatedStage::notStreaming)
                        .toList(),
                TrustReport.of(List.of(), 29),
                List.of());
    }

    /** Streams only. */
    public static FabricatedRun closedLoops() {
        List<FabricatedStage> stages = new ArrayList<>();
        int[] streams = {1, 2, 4, 8, 16, 32};
        for (int i = 0; i < streams.length; i++) {
            double rate = 42.0 * streams[i] / (streams[i] + 12);
            stages.add(FabricatedStage.closed(
                    i,
                    Map.of("kind", "concurrent", "streams", streams[i]),
                    rate,
                    36 + 3.0 * streams[i],
                    70 + 9.0 * streams[i],
                    6 + streams[i] * 0.5,
                    600 + 25 * streams[i]));
        }
        return run(stages, TrustReport.of(List.of(), 29), List.of());
    }

    /** Three rates, the first two of them run four and two times. */
    public static FabricatedRun repeated() {
        double[][] runs = {{10, 40}, {10, 42}, {10, 39}, {10, 43}, {20, 60}, {20, 66}, {30, 110}};
        List<FabricatedStage> stages = new ArrayList<>();
        for (int i = 0; i < runs.length; i++) {
            double rate = runs[i][0];
            double ttft = runs[i][1];
            stages.add(FabricatedStage.poisson(i, rate, rate * (0.98 + 0.005 * (i % 4)), ttft, ttft * 2, 8, 900));
        }
        return run(stages, TrustReport.of(List.of(), 29), List.of());
    }

    /** Killed in its fourth stage. */
    public static FabricatedRun interrupted() {
        FabricatedRun whole = run(sweepStages().subList(0, 4), verdict(), List.of());
        RunSummary.RunHead head = whole.summary.run();
        return new FabricatedRun(
                new RunSummary(
                        1,
                        new RunSummary.RunHead(
                                head.id(),
                                head.name(),
                                head.startedAt(),
                                null,
                                "interrupted",
                                head.version(),
                                head.target(),
                                head.model(),
                                "the process was killed"),
                        whole.summary.verdict(),
                        List.of(),
                        whole.summary.stages()),
                whole.figures,
                whole.runJson);
    }

    /** Two stages that tell everything a stage can tell beside its metrics. */
    public static FabricatedRun telling() {
        FabricatedRun run = run(sweepStages().subList(6, 8), verdict(), List.of());
        return new FabricatedRun(telling(run.summary, "long prompts"), run.figures, run.runJson);
    }

    private static RunSummary telling(RunSummary summary, String label) {
        return new RunSummary(
                1,
                summary.run(),
                summary.verdict(),
                summary.saturation(),
                summary.stages().stream()
                        .map(s -> new RunSummary.Stage(FabricatedViews.of(s.figures(), label), s.stoppedBy()))
                        .toList());
    }

    /** Everything that comes from outside carries this text. */
    public static FabricatedRun saying(String hostile) {
        return saying(hostile, sweepStages());
    }

    /** The same with two stages, for what is made of many such runs. */
    public static FabricatedRun sayingBriefly(String hostile) {
        return saying(hostile, sweepStages().subList(2, 4));
    }

    private static FabricatedRun saying(String hostile, List<FabricatedStage> of) {
        List<FabricatedStage> stages =
                of.stream().map(s -> s.named(hostile).failing(hostile)).toList();
        FabricatedRun run = run(stages, verdict(), List.of());
        RunSummary.RunHead head = run.summary.run();
        return new FabricatedRun(
                new RunSummary(
                        1,
                        new RunSummary.RunHead(
                                hostile,
                                hostile,
                                head.startedAt(),
                                head.endedAt(),
                                "aborted",
                                hostile,
                                hostile,
                                hostile,
                                hostile),
                        TrustReport.of(List.of(new Finding("x", Severity.INVALID, 0, hostile, hostile, hostile)), 1),
                        List.of(new SaturationReport(1, 1, List.of(hostile), hostile)),
                        telling(run.summary, hostile).stages()),
                run.figures,
                "{\"name\": \"" + hostile + "\"}");
    }

    private static List<FabricatedStage> sweepStages() {
        return List.of(
                FabricatedStage.closed(0, Map.of("kind", "synchronous"), 1.38, 36, 64, 5.6, 600),
                FabricatedStage.closed(
                        1, Map.of("kind", "throughput", "maxConcurrency", 512), 42.4, 9179, 9629, 23.8, 11_770),
                FabricatedStage.poisson(2, 6.2, 6.16, 40, 69, 6.3, 710),
                FabricatedStage.poisson(3, 11.4, 11.3, 42, 65, 7.0, 830),
                FabricatedStage.poisson(4, 16.6, 16.7, 43, 82, 8.0, 940),
                FabricatedStage.poisson(5, 21.8, 21.8, 45, 77, 9.3, 1100),
                FabricatedStage.poisson(6, 27.0, 26.7, 47, 86, 10.9, 1270),
                FabricatedStage.poisson(7, 36.0, 36.4, 56, 109, 15.9, 1790),
                FabricatedStage.poisson(8, 40.0, 39.4, 63, 399, 20.5, 2250),
                FabricatedStage.poisson(9, 44.0, 41.7, 869, 2826, 23.9, 3840).saturates());
    }

    private static TrustReport verdict() {
        return TrustReport.of(
                List.of(
                        new Finding(
                                "hiccup",
                                Severity.SUSPECT,
                                9,
                                "this machine paused for 14 ms at 9:52",
                                "10 ms",
                                "repeat stage 10 with nothing else running there; the pause touches 3 of 2,643"
                                        + " requests."),
                        new Finding(
                                "few-samples",
                                Severity.NOTE,
                                0,
                                "the p99 rests on 76 requests",
                                "500 requests",
                                "lengthen the stage, or read its p90 instead.")),
                27);
    }

    private static FabricatedRun run(
            List<FabricatedStage> stages, TrustReport verdict, List<SaturationReport> saturation) {
        RunSummary summary = new RunSummary(
                1,
                new RunSummary.RunHead(
                        "20261121-140200-sweep-chat-short",
                        "Sweep chat-short",
                        "2026-11-21T14:02:00Z",
                        "2026-11-21T14:12:03Z",
                        "sealed",
                        "1.0.0",
                        "vllm-h100",
                        "Llama-3.1-8B-Instruct",
                        null),
                verdict,
                saturation,
                stages.stream()
                        .map(s -> new RunSummary.Stage(
                                s.summary(), List.of(new RunSummary.StoppedBy("c0", "max_duration", Map.of()))))
                        .toList());
        return new FabricatedRun(
                summary, stages.stream().map(FabricatedStage::figures).toList(), """
                    {"benchmark": "sweep", "target": {"id": "vllm-h100", "url": "http://10.20.0.14:30000"}, "seed": 42}\
                    """);
    }

    /** The same in a folder. */
    public FabricatedRun in(Path place) {
        FabricatedRun placed = new FabricatedRun(summary, figures, runJson);
        placed.folder = place;
        return placed;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public RunSummary summary() {
        return summary;
    }

    @Override
    public String runJson() {
        return runJson;
    }

    @Override
    public List<StageFigures> figures() {
        return figures;
    }

    @Override
    public void forEachRecord(Consumer<RequestRecord> action) {}

    @Override
    public List<String> events() {
        return List.of();
    }
}

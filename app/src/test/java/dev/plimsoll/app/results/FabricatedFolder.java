package dev.plimsoll.app.results;

import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.plan.TransientPlan;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A run folder on disk of an invented but coherent run: a sweep of a server that saturates near 42 req/s. The same every time.
 *
 * @param seconds length of each stage
 * @param errors whether stage 8 answers one request in eight with 429 and a few break off
 * @param labelled whether the requests are of two classes, and go to two models behind a router
 */
record FabricatedFolder(int seconds, boolean errors, boolean labelled) {
    private static final double SECOND_NS = 1e9;
    private static final double MS_NS = 1e6;
    private static final String RUN_JSON = """
        {
          "schemaVersion" : 1,
          "id" : "20261121-140200-sweep-chat-short",
          "name" : "Sweep chat-short",
          "benchmark" : "sweep",
          "startedAt" : "2026-11-21T14:02:00Z",
          "version" : "1.0.0",
          "target" : "vllm-h100",
          "model" : "Llama-3.1-8B-Instruct",
          "machine" : { "os" : "Linux 6.8", "arch" : "amd64", "cpus" : 32, "memoryBytes" : 137438953472 },
          "jvm" : { "version" : "25.0.1+8", "vendor" : "Eclipse Adoptium" },
          "dataset" : { "kind" : "file", "path" : "chat-short.jsonl", "order" : "shuffle", "rows" : 12000 },
          "plan" : {
            "target" : { "kind" : "http", "url" : "http://10.20.0.14:30000", "endpoint" : "chat", "stream" : true, "headers" : { } },
            "profile" : { "kind" : "sweep", "size" : 10 },
            "constraints" : [ { "kind" : "max_duration", "seconds" : 60 }, { "kind" : "over_saturation", "mode" : "monitor" } ],
            "slos" : [ { "metric" : "ttft", "percentile" : 99, "max" : 500, "unit" : "ms" }, { "metric" : "tpot", "percentile" : 99, "max" : 30, "unit" : "ms" } ],
            "warmup" : { "value" : 5 },
            "seed" : 42,
            "workers" : 4
          }
        }
        """;

    /** Requests of one class. */
    FabricatedFolder(int seconds, boolean errors) {
        this(seconds, errors, false);
    }

    private record Stage(
            int index,
            Map<String, Object> strategy,
            double offered,
            double rate,
            double ttft,
            double tail,
            double tpot) {
        boolean open() {
            return strategy.get("kind").equals("poisson");
        }

        String name() {
            return open() ? "poisson@" + offered : strategy.get("kind") + "";
        }
    }

    private static Stage poisson(int index, double offered, double rate, double ttft, double tail, double tpot) {
        return new Stage(index, Map.of("kind", "poisson", "rate", offered), offered, rate, ttft, tail, tpot);
    }

    private static List<Stage> stages() {
        return List.of(
                new Stage(0, Map.of("kind", "synchronous"), 0, 1.38, 36, 64, 5.6),
                new Stage(1, Map.of("kind", "throughput", "maxConcurrency", 512), 0, 42.4, 9179, 9629, 23.8),
                poisson(2, 6.2, 6.16, 40, 69, 6.3),
                poisson(3, 11.4, 11.3, 42, 65, 7.0),
                poisson(4, 16.6, 16.7, 43, 82, 8.0),
                poisson(5, 21.8, 21.8, 45, 77, 9.3),
                poisson(6, 27.0, 26.7, 47, 86, 10.9),
                poisson(7, 36.0, 36.4, 56, 109, 15.9),
                poisson(8, 40.0, 39.4, 63, 399, 20.5),
                poisson(9, 44.0, 41.7, 869, 2826, 23.9));
    }

    /** Writes it sealed; the folder. */
    Path sealed(Path runs) {
        return sealed(runs, "20261121-140200-sweep-chat-short");
    }

    /** Writes it sealed under a name. */
    Path sealed(Path runs, String id) {
        RunFolder folder = written(runs, id);
        folder.close();
        List<RunSummary.Stage> figures = new ArrayList<>();
        for (RunSummary.Stage stage : RunReader.open(folder.path()).summary().stages()) {
            figures.add(new RunSummary.Stage(
                    stage.figures(),
                    List.of(new RunSummary.StoppedBy("c0", "max_duration", Map.of())),
                    labelled ? router() : null));
        }
        folder.seal(new RunSummary(
                1,
                new RunSummary.RunHead(
                        id,
                        "Sweep chat-short",
                        "2026-11-21T14:02:00Z",
                        "2026-11-21T14:12:03Z",
                        "sealed",
                        "1.0.0",
                        "vllm-h100",
                        "Llama-3.1-8B-Instruct",
                        null),
                verdict(),
                List.of(
                        new SaturationReport(1, 20, List.of("knee"), "more streams no longer raise the throughput"),
                        new SaturationReport(
                                9,
                                31,
                                List.of("over_saturation", "achieved_offered"),
                                "the server takes in 44 req/s but completes 42.8")),
                figures));
        return folder.path();
    }

    /** What a router of two models did that take turns. */
    private static RouterStage router() {
        RouterStage.Requests requests = new RouterStage.Requests(240, 1, 3, 0, 2);
        MetricSummary waits = times(240, 12, 310, 2840, 6200, List.of("p99", "p999"));
        return new RouterStage(
                "fifo+matrix",
                34,
                1,
                33,
                2,
                0.16,
                requests,
                waits,
                List.of(
                        new RouterStage.Model(
                                "chat",
                                requests,
                                17,
                                1,
                                times(1, 18800, 18800, 18800, 18800, List.of("p50")),
                                null,
                                null,
                                waits,
                                4),
                        new RouterStage.Model("code", requests, 16, 1, null, waits, waits, waits, 19)),
                List.of(),
                List.of(
                        new RouterStage.Pair("chat", "code", times(16, 9000, 9100, 9800, 10100, List.of("p90", "p99"))),
                        new RouterStage.Pair(null, "chat", times(1, 18800, 18800, 18800, 18800, List.of("p50")))),
                null,
                0.91,
                62.4,
                null);
    }

    private static MetricSummary times(
            long count, double least, double half, double most99, double most, List<String> few) {
        return new MetricSummary(
                "ms", count, half, 1.0, least, least, least, least, half, half, half, most99, most99, most99, most,
                most, few);
    }

    /** Writes it as a crash leaves it. */
    Path interrupted(Path runs, String id) {
        RunFolder folder = written(runs, id);
        folder.close();
        return folder.path();
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
                                "repeat stage 10 with nothing else running here; the pause touches 3 of 2,643"
                                        + " requests."),
                        few(0, 84),
                        few(2, 372)),
                27);
    }

    private static Finding few(int stage, int requests) {
        return new Finding(
                "few-samples",
                Severity.NOTE,
                stage,
                "the p99 rests on " + requests + " requests",
                "500 requests",
                "lengthen the stage, or read its p90 instead.");
    }

    private RunFolder written(Path runs, String id) {
        RunFolder folder = RunFolder.create(runs, id, RUN_JSON, "none", 1);
        for (Stage stage : stages()) {
            long start = (long) (stage.index() * (seconds + 0.5) * SECOND_NS);
            folder.event(start, "stage_begin", Map.of("facts", facts(stage, start, RequestTimings.ABSENT)));
            long end = start + (long) (seconds * SECOND_NS);
            write(folder, stage, start, end);
            folder.event(end, "stage_end", Map.of("facts", facts(stage, start, end)));
        }
        return folder;
    }

    private StageFacts facts(Stage stage, long start, long end) {
        return new StageFacts(
                stage.index(),
                new LinkedHashMap<>(stage.strategy()),
                stage.name(),
                stage.open(),
                "",
                start,
                end,
                seconds,
                0,
                TransientPlan.shorthand(5.0 / 60),
                TransientPlan.NONE,
                List.of(new SloPlan("ttft", 99.0, 500, "ms"), new SloPlan("tpot", 99.0, 30, "ms")),
                List.of());
    }

    private void write(RunFolder folder, Stage stage, long start, long end) {
        SplittableRandom random = new SplittableRandom(stage.index() + 5);
        double sigma = Math.log(stage.tail() / stage.ttft()) / 2.326;
        double at = start + 0.01 * SECOND_NS;
        double perSecond = stage.open() ? stage.offered() : stage.rate();
        for (long n = 0; at < end; n++) {
            long intended = (long) at;
            double into = (at - start) / (end - start);
            double growth = stage.index() == 9 ? 0.25 + 2.2 * into : 1;
            double ttft = stage.ttft() * growth * Math.exp(Math.min(2.2, gaussian(random)) * sigma * 0.96);
            double tpot = Math.max(1, stage.tpot() * (1 + 0.07 * gaussian(random)));
            int output = (int) Math.clamp(126 + 40 * gaussian(random), 12, 240);
            append(folder, stage, n, intended, ttft, tpot, output, random);
            at += stage.open() ? -Math.log(1 - random.nextDouble()) / perSecond * SECOND_NS : SECOND_NS / perSecond;
            while (folder.queueDepth() > 50_000) {
                Thread.onSpinWait();
            }
        }
    }

    private void append(
            RunFolder folder,
            Stage stage,
            long n,
            long intended,
            double ttft,
            double tpot,
            int output,
            SplittableRandom random) {
        long sent = intended + 12_000 + random.nextInt(38_000);
        long first = sent + (long) (ttft * MS_NS);
        int[] deltas = new int[output];
        deltas[0] = (int) (ttft * 1000);
        double sum = 0;
        for (int i = 1; i < output; i++) {
            double gap = tpot * (1 + 0.15 * gaussian(random)) * (random.nextInt(90) == 0 ? 2 : 1);
            deltas[i] = Math.max(50, (int) (gap * 1000));
            sum += deltas[i] * 1e3;
        }
        long last = first + (long) sum;
        boolean refused = errors && stage.index() == 7 && n % 8 == 3;
        boolean broken = errors && stage.index() == 9 && n % 400 == 7;
        RequestInfo info = new RequestInfo(
                RequestInfo.idOf(stage.index(), n),
                stage.index(),
                stage.open() ? n : -1,
                stage.open() ? -1 : (int) (n % 512),
                0,
                (int) (n % 4),
                n,
                0,
                RequestInfo.NO_PARENTS,
                labelled ? (n % 3 == 0 ? "long" : "short") : null,
                labelled ? (n % 5 == 0 ? "code" : "chat") : null);
        long absent = RequestTimings.ABSENT;
        if (refused) {
            folder.append(
                    new RequestRecord(
                            info,
                            RequestStatus.ERRORED,
                            new RequestError(ErrorKind.HTTP, 429, "Too many requests: the queue holds 256", 1),
                            null,
                            new RequestTimings(
                                    intended,
                                    intended,
                                    intended,
                                    sent,
                                    sent + 9000,
                                    sent + 2_000_000,
                                    absent,
                                    absent,
                                    absent,
                                    absent,
                                    sent + 2_100_000,
                                    absent,
                                    absent,
                                    absent),
                            RequestRecord.NO_CONTENT_TIMES,
                            0,
                            new TokenCounts(420, -1, -1, -1, 160, 1, TokenSource.NONE),
                            new WireFacts(429, 2210, 180, 0, 0, 1, 0, true, 0, null)),
                    null);
            return;
        }
        int prompt = 180 + random.nextInt(1100);
        folder.append(
                new RequestRecord(
                        info,
                        broken ? RequestStatus.ERRORED : RequestStatus.COMPLETED,
                        broken ? RequestError.of(ErrorKind.RESET, "Connection reset by peer after 61 events") : null,
                        null,
                        new RequestTimings(
                                intended,
                                intended,
                                intended,
                                sent,
                                sent + 9000,
                                first - 400_000,
                                first - 300_000,
                                first,
                                first,
                                last,
                                last + 800_000,
                                absent,
                                absent,
                                absent),
                        deltas,
                        0,
                        new TokenCounts(prompt, output, -1, -1, 160, 1, TokenSource.USAGE),
                        new WireFacts(200, 2210, 60L * output, output + 2, output, output, 0, true, 0, null)),
                null);
    }

    private static double gaussian(SplittableRandom random) {
        return random.nextGaussian();
    }
}

package dev.plimsoll.engine.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import dev.plimsoll.engine.report.AiperfExporter;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.GuideLlmExporter;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.trust.TrustReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What we write in another program's shape and read again is what we wrote. */
class RoundTripTest {
    private static final long NO = RequestTimings.ABSENT;

    @TempDir
    Path folder;

    static Stream<Random> seeds() {
        return LongStream.range(0, 20).mapToObj(Random::new);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aGuideLlmReportReadAgainGivesItsFigures(Random random) throws IOException {
        Path file = new GuideLlmExporter()
                .export(run(random), ExportOptions.DEFAULT, folder)
                .getFirst();
        RunSummary read = ResultImporters.summary(file);
        JsonNode written = JsonMapper.shared().readTree(Files.readString(file)).get("benchmarks");
        for (int i = 0; i < written.size(); i++) {
            StageSummary stage = read.stages().get(i).figures();
            JsonNode metrics = written.get(i).get("metrics");
            assertEquals(
                    metrics.at("/request_totals/successful").asLong(),
                    stage.requests().successful());
            assertEquals(
                    metrics.at("/request_totals/errored").asLong(),
                    stage.requests().errored());
            same(
                    metrics.at("/time_to_first_token_ms/successful"),
                    stage.metrics().get("ttft"),
                    1);
            same(metrics.at("/request_latency/successful"), stage.metrics().get("latency"), 1000);
            same(
                    metrics.at("/inter_token_latency_ms/successful"),
                    stage.compat().getOrDefault("guidellm", Map.of()).get("inter_token_latency_ms"),
                    1);
            assertEquals(
                    metrics.at("/requests_per_second/successful/mean").asDouble(),
                    stage.rates().requests());
            assertEquals(
                    metrics.at("/request_concurrency/total/mean").asDouble(),
                    stage.concurrency().mean());
        }
    }

    private static void same(JsonNode written, @Nullable MetricSummary read, double factor) {
        if (read == null) {
            assertEquals(0, written.get("max").asDouble(), "absent, so nothing was measured");
            return;
        }
        assertEquals(written.get("count").asLong(), read.count());
        for (String stat : List.of("p1", "p10", "p50", "p90", "p99", "p999")) {
            String theirs = stat.length() == 2 ? "p0" + stat.charAt(1) : stat;
            double want = written.get("percentiles").get(theirs).asDouble() * factor;
            assertEquals(want, Objects.requireNonNull(read.stat(stat)), 1e-9 * want, stat);
        }
        double mean = written.get("mean").asDouble() * factor;
        assertEquals(mean, Objects.requireNonNull(read.mean()), 1e-9 * mean);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aiperfsSummaryAndItsLinesTellTheSame(Random random) {
        ArchivedRun run = run(random);
        List<Path> files = new AiperfExporter().export(run, ExportOptions.DEFAULT, folder);
        for (int i = 0; i < files.size(); i += 2) {
            StageSummary summary =
                    ResultImporters.summary(files.get(i)).stages().getFirst().figures();
            StageSummary lines = ResultImporters.summary(files.get(i + 1))
                    .stages()
                    .getFirst()
                    .figures();
            assertEquals(summary.requests(), lines.requests());
            assertEquals(summary.metrics().keySet(), lines.metrics().keySet());
            assertEquals(summary.compat().keySet(), lines.compat().keySet());
            assertEquals(summary.errors(), lines.errors());
            assertEquals(summary.rates().requests(), lines.rates().requests(), 1e-6);
            summary.metrics().forEach((tag, metric) -> {
                for (String stat : List.of("mean", "std", "min", "p5", "p50", "p95", "p99", "max")) {
                    Double want = metric.stat(stat);
                    Double got =
                            Objects.requireNonNull(lines.metrics().get(tag)).stat(stat);
                    assertEquals(want == null, got == null, tag + " " + stat);
                    if (want != null && got != null) {
                        assertEquals(want, got, 1e-9 * Math.max(1, Math.abs(want)), tag + " " + stat);
                    }
                }
            });
            double[] ttft = ttfts(run, i / 2);
            if (ttft.length > 1) {
                MetricSummary read = Objects.requireNonNull(summary.metrics().get("ttft"));
                Distribution ours = Distribution.of(ttft);
                assertEquals(ours.quantile(0.95), Objects.requireNonNull(read.p95()), 1e-9);
                assertEquals(ours.std().orElseThrow(), Objects.requireNonNull(read.std()), 1e-9);
            }
        }
        assertTrue(files.size() >= 2);
    }

    private static double[] ttfts(ArchivedRun run, int stage) {
        List<Double> values = new ArrayList<>();
        run.forEachRecord(r -> {
            if (r.info().stage() == stage
                    && r.status() == RequestStatus.COMPLETED
                    && RequestTimings.has(r.timings().firstToken())) {
                values.add((r.timings().firstToken() - r.timings().sendStart()) / 1e6);
            }
        });
        return values.stream().mapToDouble(v -> v).toArray();
    }

    /** Stages of 60 s with requests of every kind. */
    private static ArchivedRun run(Random random) {
        List<RequestRecord> records = new ArrayList<>();
        List<RunSummary.Stage> stages = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int s = 0; s < count; s++) {
            ImportedStage stage = new ImportedStage(s, "test");
            stage.strategy("poisson", 10.0, null, null);
            stage.times(60 * s, 60 * s + 60, 0, 60);
            stages.add(stage.build());
            int requests = 1 + random.nextInt(40);
            for (int i = 0; i < requests; i++) {
                records.add(record(random, s, i));
            }
        }
        RunSummary summary = new RunSummary(
                1,
                new RunSummary.RunHead(
                        "id", "n", "2026-11-21T14:02:00.123456789Z", null, "sealed", "1", "t", null, null),
                TrustReport.of(List.of(), 1),
                List.of(),
                stages);
        return new Given(summary, records);
    }

    private static RequestRecord record(Random random, int stage, int number) {
        RequestStatus status = switch (random.nextInt(6)) {
            case 0 -> RequestStatus.ERRORED;
            case 1 -> RequestStatus.CANCELLED;
            default -> RequestStatus.COMPLETED;
        };
        boolean streamed = status == RequestStatus.COMPLETED && random.nextInt(4) > 0;
        long sent = stage * 60_000_000_000L + random.nextInt(1, 50) * 1_000_000_000L + random.nextInt(1000);
        int[] deltasUs =
                streamed ? random.ints(1 + random.nextInt(5), 0, 90_000).toArray() : new int[0];
        long firstUs = streamed ? deltasUs[0] : 0;
        long lastUs = IntStream.of(deltasUs).asLongStream().sum();
        long end = sent + lastUs * 1000 + 1_000_000 + random.nextInt(3_000_000);
        return new RequestRecord(
                new RequestInfo(RequestInfo.idOf(stage, number), stage, number, -1, 0, 0, number, 0, new long[0], null),
                status,
                status == RequestStatus.ERRORED ? new RequestError(ErrorKind.HTTP, 429, "queue", -1) : null,
                status == RequestStatus.CANCELLED ? "end" : null,
                new RequestTimings(
                        sent,
                        sent,
                        sent,
                        sent,
                        sent,
                        streamed ? sent + firstUs * 1000 : NO,
                        NO,
                        streamed ? sent + firstUs * 1000 : NO,
                        NO,
                        streamed ? sent + lastUs * 1000 : NO,
                        end,
                        NO,
                        NO,
                        NO),
                deltasUs,
                0,
                new TokenCounts(random.nextInt(100), random.nextInt(1, 60), -1, -1, -1, 1, TokenSource.USAGE),
                WireFacts.NONE);
    }

    private record Given(RunSummary summary, List<RequestRecord> records) implements ArchivedRun {
        @Override
        public Path folder() {
            return Path.of("run");
        }

        @Override
        public String runJson() {
            return "{}";
        }

        @Override
        public List<StageFigures> figures() {
            return List.of();
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
}

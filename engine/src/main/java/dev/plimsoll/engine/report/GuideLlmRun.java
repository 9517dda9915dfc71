package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.metrics.GuideLlmBenchmark;
import dev.plimsoll.engine.metrics.GuideLlmRequestStats;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests of a run as GuideLLM would have seen them: times of day in seconds, requests that never started left out. */
final class GuideLlmRun {
    private static final double NS_PER_SECOND = 1e9;

    private final double originSeconds;
    private final Map<Integer, List<One>> stages = new LinkedHashMap<>();

    private GuideLlmRun(double originSeconds) {
        this.originSeconds = originSeconds;
    }

    /** One request with its name. */
    record One(String id, GuideLlmBenchmark.Request request) {}

    static GuideLlmRun of(ArchivedRun run) {
        Instant start = Instant.parse(run.summary().run().startedAt());
        GuideLlmRun read = new GuideLlmRun(start.getEpochSecond() + start.getNano() / NS_PER_SECOND);
        run.forEachRecord(read::take);
        return read;
    }

    private void take(RequestRecord record) {
        RequestTimings times = record.timings();
        if (!RequestTimings.has(times.sendStart())) {
            return;
        }
        GuideLlmBenchmark.Group group = switch (record.status()) {
            case COMPLETED -> GuideLlmBenchmark.Group.SUCCESSFUL;
            case ERRORED -> GuideLlmBenchmark.Group.ERRORED;
            default -> GuideLlmBenchmark.Group.INCOMPLETE;
        };
        int iterations = record.wire().contentEvents();
        GuideLlmRequestStats stats = GuideLlmRequestStats.of(
                new GuideLlmRequestStats.Times(
                        seconds(times.sendStart()),
                        record.status() == RequestStatus.CANCELLED ? null : seconds(times.end()),
                        seconds(times.sendStart()),
                        seconds(times.end()),
                        seconds(times.firstToken()),
                        seconds(times.firstOutputToken()),
                        seconds(times.lastToken()),
                        iterations),
                known(record.tokens().prompt()),
                known(record.tokens().output()));
        stages.computeIfAbsent(record.info().stage(), _ -> new ArrayList<>())
                .add(new One(
                        Long.toString(record.info().requestId()),
                        new GuideLlmBenchmark.Request(
                                group, stats, record.wire().events())));
    }

    /** The requests of a stage. */
    List<One> requests(int stage) {
        return stages.getOrDefault(stage, List.of());
    }

    /** Time of day of a second of the run. */
    double at(double runSeconds) {
        return originSeconds + runSeconds;
    }

    /** The figures of a stage over its measured window. */
    GuideLlmBenchmark benchmark(StageSummary stage) {
        double start = at(stage.startSeconds());
        return GuideLlmBenchmark.of(
                requests(stage.index()).stream().map(One::request).toList(),
                start + stage.windowSeconds()[0],
                start + stage.windowSeconds()[1]);
    }

    private @Nullable Double seconds(long runTimeNs) {
        return RequestTimings.has(runTimeNs) ? Double.valueOf(originSeconds + runTimeNs / NS_PER_SECOND) : null;
    }

    private static @Nullable Integer known(int tokens) {
        return tokens < 0 ? null : Integer.valueOf(tokens);
    }
}

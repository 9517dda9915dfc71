package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.report.AiperfBenchmark;
import dev.plimsoll.engine.stats.DoubleList;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** AIPerf's {@code profile_export.jsonl}: one line per request, compiled to a benchmark as AIPerf does. Its warm-up is left out. */
public final class AiperfRecordsImporter implements ResultImporter {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int MOST_PROBLEMS = 20;

    @Override
    public String tool() {
        return AiperfImporter.TOOL;
    }

    @Override
    public String description() {
        return "AIPerf's profile_export.jsonl";
    }

    @Override
    public boolean knows(ResultFile file) {
        return file.first().path("metrics").isObject()
                && file.first().path("metadata").has("request_start_ns");
    }

    @Override
    public RunSummary read(ResultFile file) {
        List<Problem> problems = new ArrayList<>();
        AiperfBenchmark benchmark = new AiperfBenchmark();
        Times times = new Times();
        file.forEach((line, number) -> {
            if (problems.size() < MOST_PROBLEMS) {
                request(ResultView.of(file, number, line, problems), benchmark, times);
            }
        });
        ResultView.refuse(file, problems);
        ImportedStage stage = AiperfImporter.stage(ResultView.of(file, 0, asSummary(benchmark), problems));
        return ImportedSummary.of(
                file,
                tool(),
                AiperfImporter.NAME,
                null,
                null,
                times.first == Long.MAX_VALUE ? "" : instant(times.first),
                times.last == Long.MIN_VALUE ? null : instant(times.last),
                null,
                null,
                List.of(stage.build()));
    }

    /** When the first request began and the last one ended, time of day in ns. */
    private static final class Times {
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(long start, @Nullable Long end) {
            first = Math.min(first, start);
            last = Math.max(last, end == null ? start : end);
        }
    }

    private static void request(ResultView line, AiperfBenchmark benchmark, Times times) {
        ResultView metadata = line.at("metadata");
        String phase = metadata.text("benchmark_phase");
        if (phase != null && !phase.equals("profiling")) {
            return;
        }
        Long start = metadata.count("request_start_ns");
        if (start == null) {
            if (!metadata.has("request_start_ns")) {
                metadata.at("request_start_ns").wrong("is missing");
            }
            return;
        }
        times.add(start, metadata.count("request_end_ns"));
        ResultView metrics = line.at("metrics");
        ResultView error = line.at("error");
        if (error.isPresent()) {
            Long code = error.has("code") ? error.count("code") : null;
            benchmark.failed(
                    code == null ? 0 : code.intValue(),
                    Objects.requireNonNullElse(error.text("type"), "unknown"),
                    Objects.requireNonNullElse(error.text("message"), ""));
        } else {
            Double latency = metrics.at("request_latency").number("value");
            benchmark.successful(start, latency == null ? 0 : ns(latency, metrics));
        }
        for (String tag : metrics.names()) {
            ResultView metric = metrics.at(tag);
            DoubleList values = metric.numbers("value");
            String unit = metric.text("unit");
            for (int i = 0; i < values.size(); i++) {
                benchmark.value(tag, unit == null ? "" : unit, values.get(i));
            }
        }
    }

    private static long ns(double latency, ResultView metrics) {
        String unit = metrics.at("request_latency").text("unit");
        int decimals = "ns".equals(unit) ? 0 : "us".equals(unit) ? 3 : "sec".equals(unit) ? 9 : 6;
        return BigDecimal.valueOf(latency).movePointRight(decimals).longValue();
    }

    private static JsonNode asSummary(AiperfBenchmark benchmark) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        benchmark.blocks().forEach((tag, block) -> {
            ObjectNode node = root.putObject(tag).put("unit", block.unit());
            block.values().forEach(node::put);
        });
        for (AiperfBenchmark.ErrorCount each : benchmark.errors()) {
            ObjectNode node = root.withArray("error_summary").addObject().put("count", each.count());
            ObjectNode details =
                    node.putObject("error_details").put("type", each.type()).put("message", each.message());
            if (each.code() > 0) {
                details.put("code", each.code());
            }
        }
        return root;
    }

    private static String instant(long ns) {
        return Instant.ofEpochSecond(ns / NS_PER_SECOND, ns % NS_PER_SECOND).toString();
    }
}

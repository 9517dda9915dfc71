package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * GuideLLM's {@code benchmarks.json}: the reports of its versions 0.1 to 0.3 ("v1", where a benchmark holds {@code args} and
 * {@code run_stats}), and those with {@code metadata.version} 1 and 2. Every benchmark is a stage.
 *
 * <p>It writes 0 for what was not measured: a latency whose every statistic is 0 is absent here.
 */
public final class GuideLlmImporter implements ResultImporter {
    private static final String NAME = "GuideLLM";
    private static final String TOOL = "guidellm";

    /** Where one of its metrics goes; without a tag it is defined otherwise, by tokens, and keeps its own name. */
    private record Target(@Nullable String tag, String unit, int decimals) {}

    private static final Map<String, Target> METRICS = new LinkedHashMap<>();

    /** Its percentiles by ours: p01 is the first, p001 the 0.1th, which we do not have. */
    private static final Map<String, String> PERCENTILES = new LinkedHashMap<>();

    static {
        METRICS.put("time_to_first_token_ms", new Target("ttft", "ms", 0));
        METRICS.put("time_to_first_output_token_ms", new Target("ttfo", "ms", 0));
        METRICS.put("time_per_output_token_ms", new Target(null, "ms", 0));
        METRICS.put("inter_token_latency_ms", new Target(null, "ms", 0));
        METRICS.put("request_latency", new Target("latency", "ms", 3));
        METRICS.put("prompt_token_count", new Target("promptTokens", "tok", 0));
        METRICS.put("output_token_count", new Target("outputTokens", "tok", 0));
        METRICS.put("total_token_count", new Target("totalTokens", "tok", 0));
        for (String ours : TheirStatistics.percentiles()) {
            PERCENTILES.put(ours, ours.length() == 2 ? "p0" + ours.charAt(1) : ours);
        }
    }

    @Override
    public String tool() {
        return TOOL;
    }

    @Override
    public String description() {
        return "GuideLLM's benchmarks.json";
    }

    @Override
    public boolean knows(ResultFile file) {
        return file.first().path("benchmarks").isArray();
    }

    @Override
    public RunSummary read(ResultFile file) {
        List<Problem> problems = new ArrayList<>();
        ResultView root = ResultView.of(file, problems);
        List<ResultView> benchmarks = root.elements("benchmarks");
        if (benchmarks.isEmpty() && problems.isEmpty()) {
            root.at("benchmarks").wrong("holds no benchmark");
        }
        Double first = benchmarks.stream()
                .map(GuideLlmImporter::start)
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(null);
        List<RunSummary.Stage> stages = new ArrayList<>();
        Double last = null;
        for (ResultView benchmark : benchmarks) {
            ImportedStage stage = new ImportedStage(stages.size(), NAME);
            Double end = read(benchmark, first, stage);
            last = end == null || last != null && last > end ? last : end;
            stages.add(stage.build());
        }
        ResultView.refuse(file, problems);
        ResultView metadata = root.at("config").at("metadata");
        ResultView backend = root.at("config")
                .at("spec")
                .at("backend")
                .firstOf(
                        root.at("config").at("spec").at("backend"),
                        benchmarks.getFirst().at("config").at("backend"),
                        root.at("args"),
                        benchmarks.getFirst().at("worker"),
                        metadata);
        return ImportedSummary.of(
                file,
                tool(),
                NAME,
                root.at("metadata").text("guidellm_version"),
                metadata.text("run"),
                first == null ? "" : instant(first),
                last == null ? null : instant(last),
                either(backend.text("target"), backend.text("backend_target")),
                either(backend.text("model"), backend.text("backend_model")),
                stages);
    }

    /** Reads one benchmark; returns when it ended, time of day in s. */
    private static @Nullable Double read(ResultView benchmark, @Nullable Double first, ImportedStage stage) {
        strategy(
                benchmark
                        .at("config")
                        .at("strategy")
                        .firstOf(
                                benchmark.at("config").at("strategy"),
                                benchmark.at("args").at("strategy"),
                                benchmark.at("scheduler").at("strategy")),
                stage);
        Double start = start(benchmark);
        Double end = end(benchmark);
        Double told = benchmark.number("duration");
        double seconds = told != null ? told : start == null || end == null ? 0 : end - start;
        double before = orZero(benchmark.number("warmup_duration"));
        double after = orZero(benchmark.number("cooldown_duration"));
        double begin = start == null || first == null ? 0 : start - first;
        stage.times(begin, begin + before + seconds + after, before, before + seconds);
        ResultView metrics = benchmark.at("metrics");
        if (!metrics.isPresent()) {
            metrics.wrong("is missing");
            return end;
        }
        counts(benchmark, stage);
        METRICS.forEach((name, target) -> metric(metrics.at(name).at("successful"), name, target, stage));
        ResultView prompts = metrics.at("prompt_token_count").at("successful");
        ResultView outputs = metrics.at("output_token_count").at("successful");
        stage.totals(sum(prompts), sum(outputs));
        stage.rates(
                orZero(metrics.at("requests_per_second").at("successful").number("mean")),
                positive(metrics.at("prompt_tokens_per_second").at("total").number("mean")),
                positive(metrics.at("output_tokens_per_second").at("total").number("mean")),
                null);
        ResultView concurrency = metrics.at("request_concurrency").at("total");
        stage.concurrency(concurrency.number("mean"), concurrency.number("max"));
        stage.note("GuideLLM's percentiles are values that occurred; ours lie between two.");
        stage.note(
                "Its token rates are those of the requests in the window, over the time from their first to their last"
                        + " token.");
        return end;
    }

    private static void strategy(ResultView strategy, ImportedStage stage) {
        String type = strategy.text("type_");
        String kind = type == null ? "unknown" : type.equals("async") ? "constant" : type;
        stage.strategy(
                kind,
                strategy.number("rate"),
                kind.equals("concurrent") ? strategy.count("streams") : null,
                kind.equals("concurrent") ? null : strategy.count("max_concurrency"));
    }

    private static void counts(ResultView benchmark, ImportedStage stage) {
        ResultView totals = benchmark
                .at("metrics")
                .at("request_totals")
                .firstOf(
                        benchmark.at("metrics").at("request_totals"),
                        benchmark.at("request_totals"),
                        benchmark.at("run_stats").at("requests_made"));
        if (!totals.isPresent()) {
            totals.wrong("is missing");
            return;
        }
        stage.counts(
                orZero(totals.count("successful")),
                orZero(totals.count("errored")),
                orZero(totals.count("incomplete")));
    }

    private static void metric(ResultView block, String name, Target target, ImportedStage stage) {
        TheirStatistics statistics = new TheirStatistics(target.unit(), target.decimals()).count(block.count("count"));
        statistics
                .put("mean", block.number("mean"))
                .put("min", block.number("min"))
                .put("max", block.number("max"));
        ResultView percentiles = block.at("percentiles");
        PERCENTILES.forEach((ours, theirs) -> statistics.put(ours, percentiles.number(theirs)));
        Long count = block.count("count");
        if (count != null && count == 0 || statistics.allZero()) {
            return;
        }
        if (target.tag() == null) {
            stage.compat(
                    TOOL, name, statistics.put("std", block.number("std_dev")).build());
        } else {
            stage.metric(
                    target.tag(),
                    statistics.populationStd(block.number("std_dev")).build());
        }
    }

    private static @Nullable Double sum(ResultView block) {
        Double sum = block.number("total_sum");
        Double mean = block.number("mean");
        Long count = block.count("count");
        return positive(sum != null ? sum : mean == null || count == null ? null : (Double) (mean * count));
    }

    private static @Nullable Double start(ResultView benchmark) {
        return either(benchmark.number("start_time"), benchmark.at("run_stats").number("start_time"));
    }

    private static @Nullable Double end(ResultView benchmark) {
        return either(benchmark.number("end_time"), benchmark.at("run_stats").number("end_time"));
    }

    private static String instant(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1000)).toString();
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static @Nullable Double positive(@Nullable Double value) {
        return value == null || value <= 0 ? null : value;
    }

    private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
        return one != null ? one : other;
    }
}

package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.metrics.GuideLlmBenchmark;
import dev.plimsoll.engine.metrics.GuideLlmBenchmark.Group;
import dev.plimsoll.engine.metrics.GuideLlmBenchmark.Summary;
import dev.plimsoll.engine.metrics.GuideLlmRequestStats;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.stats.Finite;
import dev.plimsoll.engine.stats.FiniteJson;
import dev.plimsoll.engine.stats.WeightedDistribution;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code benchmarks.json} in the shape of GuideLLM (report version 2), for whatever reads its files. The figures are computed by its
 * rules, not ours (docs/metrics.md): where nothing was measured it says 0.
 */
public final class GuideLlmExporter implements Exporter {
    private static final JsonMapper JSON =
            FiniteJson.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /** GuideLLM's names: p001 is the 0.1th, p01 the first percentile. */
    private static final List<String> PERCENTILES =
            List.of("p001", "p01", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "p99", "p999");

    @Override
    public String format() {
        return "guidellm";
    }

    @Override
    public String description() {
        return "benchmarks.json in GuideLLM's shape, its figures by its own rules";
    }

    @Override
    public boolean usual() {
        return false;
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        Path file = folder.resolve("benchmarks.json");
        GuideLlmRun requests = GuideLlmRun.of(run);
        AtomicFile.write(file, out -> {
            try (JsonGenerator json = JSON.createGenerator(out)) {
                write(run.summary(), requests, json);
            }
        });
        return List.of(file);
    }

    private static void write(RunSummary summary, GuideLlmRun run, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("metadata");
        json.writeStartObject();
        json.writeNumberProperty("version", 2);
        json.writeStringProperty(
                "guidellm_version", "written by Plimsoll " + summary.run().version());
        json.writeStringProperty("platform", System.getProperty("os.name", ""));
        json.writeEndObject();
        json.writeName("config");
        json.writeStartObject();
        json.writeName("metadata");
        json.writeStartObject();
        json.writeStringProperty("run", summary.run().name());
        json.writeStringProperty("target", summary.run().target());
        String model = summary.run().model();
        if (model != null) {
            json.writeStringProperty("model", model);
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeName("benchmarks");
        json.writeStartArray();
        for (RunSummary.Stage stage : summary.stages()) {
            benchmark(summary, stage.figures(), run, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void benchmark(RunSummary summary, StageSummary stage, GuideLlmRun run, JsonGenerator json) {
        double start = run.at(stage.startSeconds());
        double from = start + stage.windowSeconds()[0];
        double to = start + stage.windowSeconds()[1];
        double end = run.at(stage.endSeconds());
        json.writeStartObject();
        json.writeStringProperty("type_", "generative_benchmark");
        json.writeName("config");
        json.writeStartObject();
        json.writeStringProperty("id_", summary.run().id() + "-" + stage.index());
        json.writeStringProperty("run_id", summary.run().id());
        json.writeNumberProperty("run_index", stage.index());
        json.writeName("strategy");
        strategy(stage, json);
        json.writeEndObject();
        number(json, "start_time", from);
        number(json, "end_time", to);
        number(json, "duration", to - from);
        number(json, "warmup_duration", stage.windowSeconds()[0]);
        number(json, "cooldown_duration", Math.max(0, end - to));
        GuideLlmBenchmark figures = run.benchmark(stage);
        json.writeName("metrics");
        metrics(figures, json);
        json.writeName("requests");
        requests(run.requests(stage.index()), json);
        json.writeEndObject();
    }

    private static void strategy(StageSummary stage, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type_", String.valueOf(stage.strategy().get("kind")));
        for (String name : List.of("rate", "streams", "maxConcurrency")) {
            if (stage.strategy().get(name) instanceof Number value) {
                number(json, name.equals("maxConcurrency") ? "max_concurrency" : name, value.doubleValue());
            }
        }
        json.writeEndObject();
    }

    private static void metrics(GuideLlmBenchmark figures, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("request_totals");
        json.writeStartObject();
        figures.counts().forEach((group, count) -> json.writeNumberProperty(group.text(), count));
        json.writeEndObject();
        figures.metrics().forEach((name, groups) -> {
            json.writeName(name);
            json.writeStartObject();
            groups.forEach((group, summary) -> {
                json.writeName(group.text());
                distribution(summary, json);
            });
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private static void distribution(Summary summary, JsonGenerator json) {
        WeightedDistribution d = summary.distribution();
        double mean = d.mean().orElse(0);
        json.writeStartObject();
        number(json, "mean", mean);
        number(json, "median", d.quantile(0.5).orElse(0));
        number(json, "mode", d.mode().orElse(0));
        number(json, "variance", d.variance().orElse(0));
        number(json, "std_dev", d.std().orElse(0));
        number(json, "min", d.min().orElse(0));
        number(json, "max", d.max().orElse(0));
        json.writeNumberProperty("count", summary.count());
        number(json, "total_sum", mean * summary.count());
        json.writeName("percentiles");
        json.writeStartObject();
        for (String name : PERCENTILES) {
            number(
                    json,
                    name,
                    d.quantile(Double.parseDouble("0." + name.substring(1))).orElse(0));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void requests(List<GuideLlmRun.One> requests, JsonGenerator json) {
        json.writeStartObject();
        for (Group group : List.of(Group.SUCCESSFUL, Group.INCOMPLETE, Group.ERRORED)) {
            json.writeName(group.text());
            json.writeStartArray();
            for (GuideLlmRun.One one : requests) {
                if (one.request().group() == group) {
                    request(one, json);
                }
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void request(GuideLlmRun.One one, JsonGenerator json) {
        GuideLlmRequestStats stats = one.request().stats();
        json.writeStartObject();
        json.writeStringProperty("request_id", one.id());
        known(json, "request_start_time", stats.requestStartTime());
        known(json, "request_end_time", stats.requestEndTime());
        known(json, "request_latency", stats.requestLatency());
        known(json, "prompt_tokens", stats.promptTokens());
        known(json, "output_tokens", stats.outputTokens());
        known(json, "total_tokens", stats.totalTokens());
        known(json, "time_to_first_token_ms", stats.timeToFirstTokenMs());
        known(json, "time_to_first_output_token_ms", stats.timeToFirstOutputTokenMs());
        known(json, "time_per_output_token_ms", stats.timePerOutputTokenMs());
        known(json, "inter_token_latency_ms", stats.interTokenLatencyMs());
        known(json, "tokens_per_second", stats.tokensPerSecond());
        known(json, "output_tokens_per_second", stats.outputTokensPerSecond());
        json.writeEndObject();
    }

    private static void known(JsonGenerator json, String name, @Nullable Number value) {
        if (value != null) {
            number(json, name, value.doubleValue());
        }
    }

    /** The gate: what is not finite does not get into a file. */
    private static void number(JsonGenerator json, String name, double value) {
        json.writeNumberProperty(name, Finite.or(value, 0));
    }
}

package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** AIPerf's {@code profile_export_aiperf.json}: one benchmark, which is one stage. */
public final class AiperfImporter implements ResultImporter {
    static final String NAME = "AIPerf";
    static final String TOOL = "aiperf";

    /** Where one of its metrics goes (without a tag it keeps its own name), and how far the decimal point moves to our unit. */
    private record Target(@Nullable String tag, String unit, Map<String, Integer> decimals) {}

    private static final Map<String, Integer> MS = Map.of("ms", 0, "sec", 3, "s", 3, "us", -3, "ns", -6);
    private static final Map<String, Integer> TOKENS = Map.of("tokens", 0);
    private static final Map<String, Target> METRICS = new LinkedHashMap<>();

    static {
        METRICS.put("time_to_first_token", new Target("ttft", "ms", MS));
        METRICS.put("time_to_first_output_token", new Target("ttfo", "ms", MS));
        METRICS.put("inter_token_latency", new Target("itl", "ms", MS));
        METRICS.put("inter_chunk_latency", new Target("icl", "ms", MS));
        METRICS.put("request_latency", new Target(null, "ms", MS));
        METRICS.put("input_sequence_length", new Target("promptTokens", "tok", TOKENS));
        METRICS.put("output_sequence_length", new Target("outputTokens", "tok", TOKENS));
        METRICS.put("reasoning_token_count", new Target("reasoningTokens", "tok", TOKENS));
        METRICS.put("usage_prompt_cache_read_tokens", new Target("cachedTokens", "tok", TOKENS));
        METRICS.put("osl_mismatch_diff_pct", new Target("outputLengthMismatch", "ratio", Map.of("%", -2)));
        METRICS.put(
                "output_token_throughput_per_user",
                new Target(null, "tok/s", Map.of("tokens/sec/user", 0, "tokens/sec", 0, "tokens/s/user", 0)));
    }

    @Override
    public String tool() {
        return TOOL;
    }

    @Override
    public String description() {
        return "AIPerf's profile_export_aiperf.json";
    }

    @Override
    public boolean knows(ResultFile file) {
        return file.size() == 1
                && (file.first().has("aiperf_version")
                        || file.first().path("request_latency").has("unit")
                        || file.first().path("request_throughput").has("unit"));
    }

    @Override
    public RunSummary read(ResultFile file) {
        List<Problem> problems = new ArrayList<>();
        ResultView root = ResultView.of(file, problems);
        ImportedStage stage = stage(root);
        ResultView.refuse(file, problems);
        ResultView endpoint = root.at("input_config").at("endpoint");
        return ImportedSummary.of(
                file,
                tool(),
                NAME,
                root.text("aiperf_version"),
                null,
                Objects.requireNonNullElse(instant(root.text("start_time")), ""),
                instant(root.text("end_time")),
                firstText(endpoint, "url", "urls"),
                firstText(endpoint, "model_names", "model"),
                List.of(stage.build()));
    }

    /** The stage that a summary of AIPerf's tells of. */
    static ImportedStage stage(ResultView root) {
        ImportedStage stage = new ImportedStage(0, NAME);
        Long successful = root.at("request_count").count("avg");
        if (!root.at("request_count").isPresent()) {
            root.at("request_count").wrong("is missing");
        }
        Long errored = root.at("error_request_count").count("avg");
        stage.counts(successful == null ? 0 : successful, errored == null ? 0 : errored, 0);
        METRICS.forEach((name, target) -> metric(root.at(name), name, target, successful, stage));
        double seconds = Objects.requireNonNullElse(duration(root.at("benchmark_duration")), 0.0);
        stage.times(0, seconds, 0, seconds);
        strategy(root.at("input_config"), stage);
        figures(root, stage);
        errors(root, stage);
        return stage;
    }

    /** Rates, totals and concurrency, and what must be known of them. */
    private static void figures(ResultView root, ImportedStage stage) {
        Double requests = root.at("request_throughput").number("avg");
        stage.rates(
                requests == null ? 0 : requests,
                root.at("input_token_throughput").number("avg"),
                root.at("output_token_throughput").number("avg"),
                root.at("goodput").number("avg"));
        stage.totals(root.at("total_isl").number("avg"), root.at("total_osl").number("avg"));
        ResultView concurrency = root.at("effective_concurrency");
        stage.concurrency(concurrency.number("avg"), concurrency.number("max"));
        stage.note(
                "AIPerf's rates are whole requests over the time from the first start to the last end of a successful"
                        + " one; ours are what happened in the window.");
    }

    private static void metric(
            ResultView block, String name, Target target, @Nullable Long successful, ImportedStage stage) {
        if (!block.isPresent()) {
            return;
        }
        String unit = Objects.requireNonNullElse(block.text("unit"), "");
        Integer decimals = target.decimals().get(unit);
        if (decimals == null) {
            block.at("unit").wrong("'" + unit + "' is not a unit of " + name);
            return;
        }
        Long count = block.count("count");
        if (count == null && !"icl".equals(target.tag())) {
            count = successful; // older files do not tell; a metric of a request has at most one value for each
        }
        TheirStatistics statistics = new TheirStatistics(target.unit(), decimals).count(count);
        statistics
                .put("mean", block.number("avg"))
                .put("min", block.number("min"))
                .put("max", block.number("max"))
                .populationStd(block.number("std"));
        TheirStatistics.percentiles().forEach(p -> {
            if (!p.equals("p999")) {
                statistics.put(p, block.number(p));
            }
        });
        if (target.tag() == null) {
            stage.compat(TOOL, name, statistics.build());
        } else {
            stage.metric(target.tag(), statistics.build());
        }
    }

    private static @Nullable Double duration(ResultView block) {
        Double value = block.number("avg");
        Integer decimals = MS.get(Objects.requireNonNullElse(block.text("unit"), "sec"));
        return value == null || decimals == null ? null : (Double) TheirStatistics.shifted(value, decimals - 3);
    }

    private static void strategy(ResultView config, ImportedStage stage) {
        ResultView load = config.at("loadgen");
        Double rate = load.number("request_rate");
        Long concurrency = load.count("concurrency");
        if (rate != null) {
            String pattern = Objects.requireNonNullElse(
                    load.text("arrival_pattern"),
                    Objects.requireNonNullElse(load.text("request_rate_mode"), "poisson"));
            stage.strategy(pattern, rate, null, concurrency);
        } else if (concurrency != null) {
            stage.strategy("concurrent", null, concurrency, null);
        } else {
            stage.strategy("unknown", null, null, null);
        }
    }

    private static void errors(ResultView root, ImportedStage stage) {
        if (!root.has("error_summary")) {
            return;
        }
        for (ResultView each : root.elements("error_summary")) {
            ResultView details = each.at("error_details");
            Long code = details.has("code") ? details.count("code") : null;
            Long count = each.count("count");
            stage.error(
                    Objects.requireNonNullElse(details.text("type"), "unknown"),
                    code == null ? null : Integer.valueOf(code.intValue()),
                    count == null ? 0 : count,
                    Objects.requireNonNullElse(details.text("message"), ""));
        }
    }

    /** A time of day; one without a zone, as AIPerf writes it, is taken as UTC. */
    static @Nullable String instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeException withoutZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toString();
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    private static @Nullable String firstText(ResultView object, String... names) {
        for (String name : names) {
            String text = object.text(name);
            if (text != null) {
                return text;
            }
            if (object.has(name) && !object.at(name).isText()) {
                List<String> all = object.texts(name);
                return all.isEmpty() ? null : all.getFirst();
            }
        }
        return null;
    }
}

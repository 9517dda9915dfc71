package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.stats.DoubleList;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file of {@code vllm bench serve} ({@code benchmark_serving.py} before), and what {@code --append-result} makes of several runs:
 * every result is a stage. With {@code --save-detailed} the distributions are computed from the requests, else they are the statistics
 * that were chosen to be kept.
 */
public final class VllmImporter implements ResultImporter {
    private static final String NAME = "vLLM bench";
    private static final String TOOL = "vllm";
    /** Its request latency ends with the last content, ours with the end of the answer. */
    private static final String LATENCY = "e2el";

    /** Its names in milliseconds, by our tags: what it calls TPOT is our ITL, what it calls ITL are our gaps. */
    private static final Map<String, String> METRICS = new LinkedHashMap<>();

    static {
        METRICS.put("ttft", "ttft");
        METRICS.put("tpot", "itl");
        METRICS.put("itl", "icl");
    }

    @Override
    public String tool() {
        return TOOL;
    }

    @Override
    public String description() {
        return "the JSON of vllm bench serve";
    }

    @Override
    public boolean knows(ResultFile file) {
        return file.first().path("request_throughput").isNumber()
                && file.first().path("completed").isNumber();
    }

    @Override
    public RunSummary read(ResultFile file) {
        List<Problem> problems = new ArrayList<>();
        List<RunSummary.Stage> stages = new ArrayList<>();
        double[] at = {0};
        file.forEach((value, number) -> {
            ImportedStage stage = new ImportedStage(number, NAME);
            at[0] += read(ResultView.of(file, number, value, problems), at[0], stage);
            stages.add(stage.build());
        });
        ResultView.refuse(file, problems);
        ResultView first = ResultView.of(file, problems);
        return ImportedSummary.of(
                file,
                tool(),
                NAME,
                null,
                first.text("label"),
                Objects.requireNonNullElse(instant(first.text("date")), ""),
                null,
                Objects.requireNonNullElse(
                        first.text("endpoint_type"), Objects.requireNonNullElse(first.text("backend"), "")),
                first.text("model_id"),
                stages);
    }

    /** Reads one result that begins at a second of the run; returns how long it took. */
    private static double read(ResultView result, double begin, ImportedStage stage) {
        double seconds = result.required("duration");
        stage.times(begin, begin + seconds, 0, seconds);
        strategy(result, stage);
        Long completed = result.count("completed");
        if (completed == null && !result.has("completed")) {
            result.at("completed").wrong("is missing");
        }
        Long failed = result.count("failed");
        Long asked = result.count("num_prompts");
        long good = completed == null ? 0 : completed;
        stage.counts(good, failed != null ? failed : asked != null ? Math.max(0, asked - good) : 0, 0);
        METRICS.forEach((name, tag) -> stage.metric(tag, statistics(result, name, tag, good)));
        stage.compat(TOOL, LATENCY, statistics(result, LATENCY, LATENCY, good));
        if (result.has("ttfts") && result.has("errors")) {
            new VllmDetails(result).addTo(stage);
        }
        Double input = result.number("total_input_tokens");
        stage.rates(
                result.required("request_throughput"),
                input == null || seconds <= 0 ? null : (Double) (input / seconds),
                result.number("output_throughput"),
                goodput(result));
        stage.totals(input, result.number("total_output_tokens"));
        stage.concurrency(null, result.number("max_concurrent_requests"));
        stage.note("vLLM's rates are whole requests over the time from the first start to the last end; ours are what"
                + " happened in the window.");
        return seconds;
    }

    private static void strategy(ResultView result, ImportedStage stage) {
        Long most = result.count("max_concurrency");
        ResultView asked = result.at("request_rate");
        if (asked.isText() || !asked.isPresent()) {
            stage.strategy(most == null ? "throughput" : "concurrent", null, most, null);
            return;
        }
        Double burstiness = result.number("burstiness");
        String kind = burstiness == null || burstiness == 1 ? "poisson" : "gamma";
        stage.strategy(kind, result.number("request_rate"), null, most);
    }

    /** The statistics it kept, of all requests; null where it kept none. */
    private static @Nullable MetricSummary statistics(ResultView result, String name, String tag, long completed) {
        // a gap has no count of its own in the file, and a request may have many
        TheirStatistics statistics =
                new TheirStatistics("ms", 0).count(tag.equals("icl") ? null : Long.valueOf(completed));
        statistics
                .put("mean", result.number("mean_" + name + "_ms"))
                .put("p50", result.number("median_" + name + "_ms"))
                .populationStd(result.number("std_" + name + "_ms"));
        for (String percentile : TheirStatistics.percentiles()) {
            String theirs = percentile.equals("p999") ? "p99.9" : percentile;
            statistics.put(percentile, result.number(theirs + "_" + name + "_ms"));
        }
        return statistics.allZero() ? null : statistics.build();
    }

    /** Older versions wrote the name with a colon. */
    private static @Nullable Double goodput(ResultView result) {
        return result.has("request_goodput") ? result.number("request_goodput") : result.number("request_goodput:");
    }

    /** {@code 20250131-142030}, without a zone: taken as UTC. */
    private static @Nullable String instant(@Nullable String date) {
        if (date == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(date, DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"))
                    .toInstant(ZoneOffset.UTC)
                    .toString();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The requests one by one, as {@code --save-detailed} keeps them: lists of equal length, seconds. */
    private static final class VllmDetails {
        private static final int MS = 3;
        private final List<ResultView> ttfts;
        private final List<ResultView> gaps;
        private final List<ResultView> outputs;
        private final List<ResultView> inputs;
        private final List<ResultView> latencies;
        private final List<ResultView> errors;

        VllmDetails(ResultView result) {
            ttfts = list(result, "ttfts");
            gaps = list(result, "itls");
            outputs = list(result, "output_lens");
            inputs = list(result, "input_lens");
            latencies = list(result, "latencies");
            errors = list(result, "errors");
        }

        private static List<ResultView> list(ResultView result, String name) {
            return result.has(name) ? result.elements(name) : List.of();
        }

        void addTo(ImportedStage stage) {
            DoubleList ttft = new DoubleList();
            DoubleList icl = new DoubleList();
            DoubleList output = new DoubleList();
            DoubleList input = new DoubleList();
            DoubleList itl = new DoubleList();
            DoubleList latency = new DoubleList();
            for (int i = 0; i < errors.size(); i++) {
                if (!errors.get(i).asText().isEmpty()) {
                    continue;
                }
                add(ttft, ttfts, i);
                add(output, outputs, i);
                add(input, inputs, i);
                add(latency, latencies, i);
                double sum = 0;
                DoubleList own = i < gaps.size() ? gaps.get(i).asNumbers() : new DoubleList();
                for (int k = 0; k < own.size(); k++) {
                    icl.add(own.get(k));
                    sum += own.get(k);
                }
                double tokens = i < outputs.size() && outputs.get(i).asNumbers().size() == 1
                        ? outputs.get(i).asNumbers().get(0)
                        : 0;
                if (tokens > 1 && own.size() > 0) {
                    itl.add(sum / (tokens - 1));
                }
            }
            stage.metric("ttft", TheirStatistics.of("ms", MS, ttft));
            stage.metric("itl", TheirStatistics.of("ms", MS, itl));
            stage.metric("icl", TheirStatistics.of("ms", MS, icl));
            stage.compat(TOOL, LATENCY, TheirStatistics.of("ms", MS, latency));
            stage.metric("promptTokens", TheirStatistics.of("tok", 0, input));
            stage.metric("outputTokens", TheirStatistics.of("tok", 0, output));
        }

        private static void add(DoubleList to, List<ResultView> from, int i) {
            if (i < from.size()) {
                DoubleList values = from.get(i).asNumbers();
                if (values.size() == 1) {
                    to.add(values.get(0));
                }
            }
        }
    }
}

package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.metrics.GuideLlmBenchmark.Group;
import dev.plimsoll.engine.metrics.GuideLlmBenchmark.Summary;
import dev.plimsoll.engine.stats.WeightedDistribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whole benchmarks as GuideLLM compiles them, window and all; what part is measured is judged by {@link BenchmarkWindowVectorTest}. */
class GuideLlmBenchmarkVectorTest {
    /** Shares closer than this are the same but for the last digits of doubles around 1000 s. */
    private static final double TIE = 1e-7;

    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/benchmark_compile").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMetricOfEveryGroupAgrees(JsonNode vector) {
        JsonNode expected = vector.get("expected");
        JsonNode timings = expected.get("timings");
        List<GuideLlmBenchmark.Request> requests = new ArrayList<>();
        vector.get("input").get("requests_in_completion_order").forEach(r -> requests.add(request(r)));
        GuideLlmBenchmark got = GuideLlmBenchmark.of(
                requests,
                timings.get("finalized_measure_start").asDouble(),
                timings.get("finalized_measure_end").asDouble());
        for (Group group : Group.values()) {
            assertEquals(
                    expected.get("request_totals").get(group.text()).asInt(),
                    got.counts().get(group));
        }
        expected.properties().stream()
                .filter(e -> !List.of("request_totals", "timings", "running").contains(e.getKey()))
                .forEach(e -> {
                    Map<Group, Summary> groups = got.metrics().get(e.getKey());
                    assertTrue(groups != null, "no metric " + e.getKey());
                    for (Group group : Group.values()) {
                        check(e.getValue().get(group.text()), groups.get(group), e.getKey() + " " + group.text());
                    }
                });
    }

    private static GuideLlmBenchmark.Request request(JsonNode r) {
        Group group = switch (r.get("status").asString()) {
            case "completed" -> Group.SUCCESSFUL;
            case "errored" -> Group.ERRORED;
            default -> Group.INCOMPLETE;
        };
        int iterations = r.get("token_iterations").asInt();
        GuideLlmRequestStats.Times times = new GuideLlmRequestStats.Times(
                time(r, "request_start"),
                time(r, "request_end"),
                time(r, "resolve_start"),
                time(r, "resolve_end"),
                time(r, "first_token_iteration"),
                time(r, "first_output_token_iteration"),
                time(r, "last_token_iteration"),
                iterations);
        return new GuideLlmBenchmark.Request(
                group,
                GuideLlmRequestStats.of(times, whole(r, "prompt_tokens"), whole(r, "output_tokens")),
                r.get("request_iterations").asInt());
    }

    private static void check(JsonNode expected, Summary got, String what) {
        assertEquals(expected.get("count").asLong(), got.count(), what + " count");
        WeightedDistribution d = got.distribution();
        if (rule("guidellm/benchmark_compile", "empty-is-absent").applies(d.isEmpty())) {
            return;
        }
        expected.properties().stream()
                .filter(e -> !e.getKey().equals("count"))
                .forEach(e -> check(e.getKey(), e.getValue().asDouble(), got, what + " " + e.getKey()));
    }

    private static void check(String statistic, double expected, Summary of, String what) {
        WeightedDistribution d = of.distribution();
        switch (statistic) {
            case "mean" -> near(expected, d.mean().orElseThrow(), what);
            case "mode" -> mode(expected, d, what);
            case "variance" -> near(expected, d.variance().orElseThrow(), what);
            case "std_dev" -> near(expected, d.std().orElseThrow(), what);
            case "min" -> near(expected, d.min().orElseThrow(), what);
            case "max" -> near(expected, d.max().orElseThrow(), what);
            case "total_sum" -> near(expected, d.mean().orElseThrow() * of.count(), what);
            case "median" -> quantile(expected, d, 0.5, what);
            case "p001" -> quantile(expected, d, 0.001, what);
            case "p999" -> quantile(expected, d, 0.999, what);
            default -> {
                assertTrue(statistic.matches("p\\d\\d"), "unknown statistic " + statistic);
                quantile(expected, d, Double.parseDouble("0." + statistic.substring(1)), what);
            }
        }
    }

    private static void quantile(double expected, WeightedDistribution d, double fraction, String what) {
        double below = d.quantile(fraction - TIE).orElseThrow();
        double above = d.quantile(fraction + TIE).orElseThrow();
        if (rule("guidellm/benchmark_compile", "rounding-decides").applies(below != above)) {
            assertTrue(expected >= below - 1e-6 * below && expected <= above + 1e-6 * above, what);
        } else {
            near(expected, d.quantile(fraction).orElseThrow(), what);
        }
    }

    /** Rates of events at equal distances are alike but for their last digits, which decide how much weight each value gathers. */
    private static void mode(double expected, WeightedDistribution d, String what) {
        if (rule("guidellm/benchmark_compile", "rounding-decides").applies(what.contains("_per_second"))) {
            assertTrue(Arrays.stream(d.values()).anyMatch(v -> Math.abs(v - expected) <= 1e-6 * Math.abs(v)), what);
        } else {
            near(expected, d.mode().orElseThrow(), what);
        }
    }

    /** Local rates are gaps of doubles around 1000 s: their last digits are noise. */
    private static void near(double expected, double got, String what) {
        assertEquals(expected, got, 1e-6 * Math.max(1, Math.abs(expected)), what);
    }

    private static @Nullable Double time(JsonNode r, String name) {
        return r.get(name).isNull() ? null : Double.valueOf(r.get(name).asDouble());
    }

    private static @Nullable Integer whole(JsonNode r, String name) {
        return r.get(name).isNull() ? null : Integer.valueOf(r.get(name).asInt());
    }
}

package dev.plimsoll.engine.stats;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.CompatibilityRules.Rule;
import dev.plimsoll.engine.VectorFiles;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's distributions: of weighted values, of rates between events, of how many intervals are open. */
class WeightedDistributionVectorTest {
    private static Stream<JsonNode> family(String name) {
        return VectorFiles.family(name).stream().flatMap(f -> f.cases().stream());
    }

    static Stream<JsonNode> values() {
        return family("guidellm/distribution_from_values");
    }

    static Stream<JsonNode> shares() {
        return family("guidellm/percentiles_from_pdf");
    }

    static Stream<JsonNode> merges() {
        return family("guidellm/merge_times");
    }

    static Stream<JsonNode> rates() {
        return family("guidellm/rate_distribution");
    }

    static Stream<JsonNode> concurrencies() {
        return family("guidellm/concurrency_distribution");
    }

    static Stream<JsonNode> groups() {
        return family("guidellm/status_distribution");
    }

    @ParameterizedTest
    @MethodSource("values")
    void weightedValuesHaveTheSameDistribution(JsonNode vector) {
        JsonNode input = vector.get("input");
        WeightedDistribution d = ofValues(input.get("values"));
        JsonNode count = input.path("count");
        check(
                vector.get("expected"),
                d,
                count.isNumber() ? count.asLong() : d.count(),
                rule("guidellm/distribution_from_values", "empty-is-absent"));
    }

    @ParameterizedTest
    @MethodSource("shares")
    void sharesHaveTheSamePercentilesAndMustSumToOne(JsonNode vector) {
        JsonNode pdf = vector.get("input").get("pdf");
        double[] values = IntStream.range(0, pdf.size())
                .mapToDouble(i -> pdf.get(i).get(0).asDouble())
                .toArray();
        double[] shares = IntStream.range(0, pdf.size())
                .mapToDouble(i -> pdf.get(i).get(1).asDouble())
                .toArray();
        if (vector.get("expected").has("raises")) {
            assertThrows(IllegalArgumentException.class, () -> WeightedDistribution.ofShares(values, shares));
            return;
        }
        WeightedDistribution d = WeightedDistribution.ofShares(values, shares);
        if (!rule("guidellm/percentiles_from_pdf", "empty-is-absent").applies(d.isEmpty())) {
            percentiles(vector.get("expected"), d);
        }
    }

    @ParameterizedTest
    @MethodSource("merges")
    void closeMomentsAreOne(JsonNode vector) {
        JsonNode rows = vector.get("input").get("times_weights");
        TimedWeights merged = TimedWeights.of(column(rows, 0), column(rows, 1), threshold(vector.get("input"), 0));
        JsonNode expected = vector.get("expected");
        assertEquals(expected.size(), merged.size());
        for (int i = 0; i < merged.size(); i++) {
            near(expected.get(i).get(0).asDouble(), merged.time(i), "time " + i);
            near(expected.get(i).get(1).asDouble(), merged.weight(i), "weight " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("rates")
    void localRatesHaveTheSameDistribution(JsonNode vector) {
        JsonNode input = vector.get("input");
        check(
                vector.get("expected"),
                rates(input.get("event_times"), input),
                rule("guidellm/rate_distribution", "empty-is-absent"));
    }

    @ParameterizedTest
    @MethodSource("concurrencies")
    void openIntervalsHaveTheSameDistribution(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode intervals = input.get("intervals");
        double from = input.path("start_time").asDouble(Double.NEGATIVE_INFINITY);
        double to = input.path("end_time").asDouble(Double.POSITIVE_INFINITY);
        DoubleList times = new DoubleList();
        DoubleList weights = new DoubleList();
        long touching = 0;
        for (JsonNode interval : intervals) {
            if (interval.get(1).asDouble() >= from && interval.get(0).asDouble() <= to) {
                double weight = interval.size() > 2 ? interval.get(2).asDouble() : 1;
                times.add(interval.get(0).asDouble());
                weights.add(weight);
                times.add(interval.get(1).asDouble());
                weights.add(-weight);
                touching++;
            }
        }
        TimedWeights all = TimedWeights.of(
                times.toArray(), weights.toArray(), threshold(input, TimedWeights.USUAL_THRESHOLD_SECONDS));
        TimedWeights inWindow = Double.isFinite(from) ? all.cumulativeWithin(from, to) : all;
        check(
                vector.get("expected"),
                inWindow.levels(),
                touching,
                rule("guidellm/concurrency_distribution", "empty-is-absent"));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void theTotalIsTheDistributionOfAllGroupsTogether(JsonNode vector) {
        JsonNode input = vector.get("input");
        String[] names = {"successful", "incomplete", "errored"};
        tools.jackson.databind.node.ArrayNode all = tools.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        for (String name : names) {
            check(
                    vector.get("expected").get(name),
                    group(input, input.get(name)),
                    rule("guidellm/status_distribution", "empty-is-absent"));
            input.get(name).forEach(all::add);
        }
        check(
                vector.get("expected").get("total"),
                group(input, all),
                rule("guidellm/status_distribution", "empty-is-absent"));
    }

    private record Counted(WeightedDistribution distribution, long count) {}

    private static Counted group(JsonNode input, JsonNode values) {
        return switch (input.get("kind").asString()) {
            case "from_values" -> {
                WeightedDistribution d = ofValues(values);
                yield new Counted(d, d.count());
            }
            case "rate" -> rates(values, input);
            default -> throw new AssertionError("unknown kind of distribution " + input.get("kind"));
        };
    }

    private static Counted rates(JsonNode events, JsonNode input) {
        DoubleList times = new DoubleList();
        DoubleList weights = new DoubleList();
        double from = input.path("start_time").asDouble(Double.NEGATIVE_INFINITY);
        double to = input.path("end_time").asDouble(Double.POSITIVE_INFINITY);
        double sum = 0;
        int rows = 0;
        for (JsonNode event : events) {
            double time = event.isArray() ? event.get(0).asDouble() : event.asDouble();
            double weight = event.isArray() ? event.get(1).asDouble() : 1;
            if (time >= from && time <= to) {
                times.add(time);
                weights.add(weight);
                sum += weight;
                rows++;
            }
        }
        for (double edge : new double[] {from, to}) {
            if (Double.isFinite(edge)) {
                times.add(edge);
                weights.add(0);
            }
        }
        TimedWeights merged = TimedWeights.of(
                times.toArray(), weights.toArray(), threshold(input, TimedWeights.USUAL_THRESHOLD_SECONDS));
        return new Counted(merged.rates(), merged.size() < 2 ? rows : (long) Math.rint(sum));
    }

    /** What is not said is the usual threshold; null means that only equal times are one. */
    private static double threshold(JsonNode input, double usual) {
        JsonNode threshold = input.path("threshold");
        return threshold.isNumber() ? threshold.asDouble() : threshold.isNull() ? 0 : usual;
    }

    private static WeightedDistribution ofValues(JsonNode values) {
        return WeightedDistribution.of(column(values, 0), column(values, 1));
    }

    /** A column of rows that may be bare numbers of weight 1. */
    private static double[] column(JsonNode rows, int column) {
        return IntStream.range(0, rows.size())
                .mapToDouble(i -> {
                    JsonNode row = rows.get(i);
                    return row.isArray() ? row.get(column).asDouble() : column == 0 ? row.asDouble() : 1;
                })
                .toArray();
    }

    private static void check(JsonNode expected, Counted counted, Rule emptyIsAbsent) {
        check(expected, counted.distribution(), counted.count(), emptyIsAbsent);
    }

    private static void check(JsonNode expected, WeightedDistribution d, long count, Rule emptyIsAbsent) {
        assertEquals(expected.get("count").asLong(), count, "count");
        if (emptyIsAbsent.applies(d.isEmpty())) {
            assertTrue(
                    d.mean().isEmpty() && d.quantile(0.5).isEmpty() && d.mode().isEmpty());
            return;
        }
        near(expected.get("mean"), d.mean(), "mean");
        near(expected.get("median"), d.quantile(0.5), "median");
        near(expected.get("mode"), d.mode(), "mode");
        near(expected.get("variance"), d.variance(), "variance");
        near(expected.get("std_dev"), d.std(), "std_dev");
        near(expected.get("min"), d.min(), "min");
        near(expected.get("max"), d.max(), "max");
        near(expected.get("total_sum").asDouble(), d.mean().orElseThrow() * count, "total_sum");
        percentiles(expected.get("percentiles"), d);
        pdf(expected.get("pdf"), d);
    }

    private static void percentiles(JsonNode expected, WeightedDistribution d) {
        expected.properties().forEach(p -> {
            double fraction = switch (p.getKey()) {
                case "p001" -> 0.001;
                case "p999" -> 0.999;
                default -> Double.parseDouble("0." + p.getKey().substring(1));
            };
            near(p.getValue(), d.quantile(fraction), p.getKey());
        });
    }

    /** As many values as asked for, evenly by their place. */
    private static void pdf(@Nullable JsonNode expected, WeightedDistribution d) {
        if (expected == null || expected.isNull()) {
            return;
        }
        int wanted = expected.size();
        for (int i = 0; i < wanted; i++) {
            int place = wanted < 2 ? 0 : (int) ((long) i * (d.values().length - 1) / (wanted - 1));
            near(expected.get(i).get(0).asDouble(), d.values()[place], "pdf value " + i);
            near(expected.get(i).get(1).asDouble(), d.shares()[place], "pdf share " + i);
        }
    }

    private static void near(JsonNode expected, OptionalDouble got, String what) {
        near(expected.asDouble(), got.orElseThrow(), what);
    }

    private static void near(double expected, double got, String what) {
        assertEquals(expected, got, 1e-8 * Math.max(1, Math.abs(expected)), what);
    }
}

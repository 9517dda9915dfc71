package dev.plimsoll.engine.stats;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Means over what is finite, fields that must be finite, slices of time, quantiles of buckets. */
class SmallStatisticsVectorTest {
    private static Stream<JsonNode> family(String name) {
        return VectorFiles.family(name).stream().flatMap(f -> f.cases().stream());
    }

    static Stream<JsonNode> means() {
        return family("aiperf/nan_safe_stats");
    }

    static Stream<JsonNode> fields() {
        return family("aiperf/finite_float_field");
    }

    static Stream<JsonNode> slices() {
        return family("aiperf/timeslice_assignment");
    }

    static Stream<JsonNode> buckets() {
        return family("aiperf/prometheus_histogram_quantile");
    }

    @ParameterizedTest
    @MethodSource("means")
    void whatIsNotFiniteCountsForNothing(JsonNode vector) {
        List<@Nullable Object> values = new ArrayList<>();
        boolean coerced = false;
        for (JsonNode value : vector.get("input").get("values")) {
            values.add(plain(value));
            coerced |= value.isString() || value.isBoolean();
        }
        if (rule("aiperf/nan_safe_stats", "text-is-no-number").applies(coerced)) {
            assertEquals(Finite.mean(values.stream().filter(Finite::isFinite).toList()), Finite.mean(values));
            return;
        }
        JsonNode expected = vector.get("expected");
        same(expected.get("mean"), Finite.mean(values), "mean");
        for (int lost = 0; lost <= 2; lost++) {
            same(expected.get("std_ddof" + lost), Finite.std(values, lost), "std " + lost);
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldHoldsAFiniteNumberOrNothing(JsonNode vector) {
        JsonNode value = vector.get("input").get("value");
        boolean coerced = value.isString() || value.isBoolean();
        boolean valid = vector.get("expected").get("valid").asBoolean()
                && !rule("aiperf/finite_float_field", "text-is-no-number").applies(coerced);
        assertEquals(valid, value.isNull() || Finite.isFinite(plain(value)));
    }

    @ParameterizedTest
    @MethodSource("slices")
    void aRequestBelongsToTheSliceInWhichItStarted(JsonNode vector) {
        JsonNode input = vector.get("input");
        long[] starts = new long[input.get("start_ns").size()];
        long end = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = input.get("start_ns").get(i).asLong();
            end = Math.max(end, Math.max(starts[i], input.get("end_ns").get(i).asLong(0)));
        }
        List<TimeSlices.Slice> slices =
                TimeSlices.of(starts, end, input.get("slice_ns").asLong());
        JsonNode expected = vector.get("expected");
        assertEquals(expected.size(), slices.size());
        for (int i = 0; i < slices.size(); i++) {
            TimeSlices.Slice got = slices.get(i);
            JsonNode wanted = expected.get(i);
            assertEquals(wanted.get("index_in_grid").asInt(), got.index());
            assertEquals(wanted.get("start_ns").asLong(), got.fromNs());
            assertEquals(wanted.get("end_ns").asLong(), got.toNs());
            assertEquals(wanted.get("complete").asBoolean(), got.complete());
            List<Integer> requests = new ArrayList<>();
            wanted.get("record_indices").forEach(r -> requests.add(r.asInt()));
            assertEquals(requests, got.requests());
        }
    }

    @ParameterizedTest
    @MethodSource("buckets")
    void aQuantileIsInterpolatedInsideItsBucket(JsonNode vector) {
        Map<Double, Double> cumulative = new HashMap<>();
        vector.get("input")
                .get("cumulative_buckets")
                .properties()
                .forEach(b -> cumulative.put(
                        b.getKey().equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(b.getKey()),
                        b.getValue().asDouble()));
        vector.get("expected").properties().forEach(p -> {
            double percent = Double.parseDouble(p.getKey().replaceAll("^p|_estimate$", ""));
            OptionalDouble got = BucketQuantile.of(cumulative, percent / 100);
            if (p.getValue().isNull()) {
                assertTrue(got.isEmpty(), p.getKey());
            } else {
                assertEquals(p.getValue().asDouble(), got.orElseThrow(), 1e-9, p.getKey());
            }
        });
    }

    private static void same(JsonNode expected, OptionalDouble got, String what) {
        if (expected.has("$float")) {
            rule("aiperf/nan_safe_stats", "overflow-is-absent").inForce();
            assertTrue(got.isEmpty(), what);
        } else if (expected.isNull()) {
            assertTrue(got.isEmpty(), what);
        } else {
            assertEquals(
                    expected.asDouble(), got.orElseThrow(), 1e-9 * Math.max(1, Math.abs(expected.asDouble())), what);
        }
    }

    private static @Nullable Object plain(JsonNode value) {
        if (value.has("$float")) {
            return Double.valueOf(value.get("$float").asString());
        }
        return value.isNumber()
                ? (Object) value.asDouble()
                : value.isBoolean() ? (Object) value.asBoolean() : value.isString() ? value.asString() : null;
    }
}

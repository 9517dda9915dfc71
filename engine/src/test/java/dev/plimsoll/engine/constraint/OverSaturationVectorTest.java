package dev.plimsoll.engine.constraint;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.stats.SlopeDetector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for the over-saturation detector, event by event. */
class OverSaturationVectorTest {
    static Stream<Arguments> cases() {
        return VectorFiles.family("guidellm/osd_event_series").stream()
                .flatMap(f -> f.cases().stream()
                        .map(c -> Arguments.of(
                                c.get("input").get("name").asString(),
                                c,
                                f.root().get("event_sets"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decisionsAreGuideLlms(String name, JsonNode vector, JsonNode eventSets) {
        JsonNode input = vector.get("input");
        boolean enforce = !text(input.get("params"), "mode", text(input, "mode", "enforce"))
                .equals("monitor");
        Constraint constraint = new OverSaturationConstraint(
                plan(input.get("params"), enforce), number(input.get("params"), "eps", SlopeDetector.EPSILON));
        double start = input.get("start_time").asDouble();
        Map<String, Integer> numbers = new HashMap<>();
        JsonNode events = eventSets.get(input.get("events").asString());
        JsonNode first = vector.get("expected").get("first");
        List<double[]> started = new ArrayList<>();
        List<double[]> finished = new ArrayList<>();
        Set<Integer> counted = new HashSet<>();
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i);
            double t = event.get(0).asDouble();
            int number = numbers.computeIfAbsent(event.get(2).asString(), id -> numbers.size());
            RequestStatus status = RequestStatus.ofText(event.get(1).asString());
            SchedulerUpdateAction action = constraint.evaluate(
                    States.state(
                            States.ns(start),
                            States.ns(start + t),
                            RequestTimings.ABSENT,
                            event.get(3).asLong(),
                            event.get(3).asLong(),
                            0,
                            0,
                            0),
                    States.update(
                            number,
                            status,
                            States.ns(start + t),
                            time(start, event.get(4)),
                            time(start, event.get(5))));
            if (status == RequestStatus.IN_PROGRESS) {
                started.add(new double[] {t, event.get(3).asDouble()});
            } else if ((status == RequestStatus.FIRST_TOKEN || status == RequestStatus.COMPLETED)
                    && !event.get(4).isNull()
                    && !event.get(5).isNull()
                    && counted.add(number)) {
                finished.add(
                        new double[] {t, event.get(5).asDouble() - event.get(4).asDouble()});
            }
            JsonNode expected = vector.get("expected").get("per_event").get(i);
            String where = name + ", event " + i;
            assertEquals(expected.get(1).asInt(), action.metadata().get("concurrentN"), where);
            assertEquals(expected.get(2).asInt(), action.metadata().get("ttftN"), where);
            assertEquals(expected.get(3).asInt(), action.metadata().get("ttftViolations"), where);
            boolean flat = rule("guidellm/osd_event_series", "flat-series")
                    .applies(expected.get(0).asInt() == 1
                            && (isFlat(started, expected.get(1).asInt())
                                    || isFlat(finished, expected.get(2).asInt())));
            boolean saturated = expected.get(0).asInt() == 1 && !flat;
            assertEquals(saturated, action.warns(), where);
            assertEquals(saturated && enforce ? Queuing.STOP : Queuing.CONTINUE, action.queuing(), where);
            assertEquals(saturated && enforce ? Processing.STOP_ALL : Processing.CONTINUE, action.processing(), where);
            if (!first.isNull() && first.get("event_index").asInt() == i) {
                assertMetadata(first.get("metadata"), action, where);
            }
            if (i == events.size() - 1) {
                assertMetadata(vector.get("expected").get("last").get("metadata"), action, where);
            }
        }
    }

    /** Whether the least-squares line through the last n points rises by less than 1 % of their mean; false without points. */
    private static boolean isFlat(List<double[]> series, int n) {
        List<double[]> window = series.subList(series.size() - n, series.size());
        if (window.size() < 2) {
            return false;
        }
        double meanX = window.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        double meanY = window.stream().mapToDouble(p -> p[1]).average().orElseThrow();
        double sxx = window.stream()
                .mapToDouble(p -> (p[0] - meanX) * (p[0] - meanX))
                .sum();
        double sxy = window.stream()
                .mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY))
                .sum();
        return sxy / sxx * (window.getLast()[0] - window.getFirst()[0]) < 0.01 * meanY;
    }

    private static void assertMetadata(JsonNode expected, SchedulerUpdateAction action, String where) {
        if (rule("guidellm/osd_event_series", "flat-series")
                .applies(
                        roundingError(expected.get("concurrent_slope")) || roundingError(expected.get("ttft_slope")))) {
            return; // which rounding error it is does not matter
        }
        same(expected.get("ttft_slope"), action.metadata().get("ttftSlope"), where);
        same(expected.get("ttft_slope_moe"), action.metadata().get("ttftSlopeMoe"), where);
        same(expected.get("concurrent_slope"), action.metadata().get("concurrentSlope"), where);
        same(expected.get("concurrent_slope_moe"), action.metadata().get("concurrentSlopeMoe"), where);
    }

    private static boolean roundingError(JsonNode slope) {
        return !slope.isNull() && Math.abs(slope.asDouble()) < 1e-9;
    }

    private static void same(JsonNode expected, Object actual, String where) {
        if (rule("guidellm/osd_event_series", "metadata-absent").applies(expected.isNull())) {
            assertEquals(null, actual, where);
        } else {
            double value = expected.asDouble();
            // the vectors' times carry the noise of a start at 1000 s, which a margin near 0 magnifies
            assertEquals(value, (Double) actual, 1e-6 * Math.max(1, Math.abs(value)), where);
        }
    }

    private static long time(double start, JsonNode seconds) {
        return seconds.isNull() ? RequestTimings.ABSENT : States.ns(start + seconds.asDouble());
    }

    private static ConstraintPlan.OverSaturation plan(JsonNode params, boolean enforce) {
        params.propertyNames().forEach(key -> {
            switch (key) {
                case "mode",
                        "minimum_duration",
                        "minimum_ttft",
                        "maximum_window_seconds",
                        "moe_threshold",
                        "maximum_window_ratio",
                        "minimum_window_size",
                        "confidence",
                        "eps" -> {}
                default -> throw new AssertionError("unknown parameter " + key);
            }
        });
        return new ConstraintPlan.OverSaturation(
                "c0",
                StoppingScope.CURRENT,
                enforce,
                number(params, "minimum_duration", 30),
                number(params, "maximum_window_seconds", 120),
                number(params, "moe_threshold", 2),
                number(params, "minimum_ttft", 2.5),
                number(params, "maximum_window_ratio", 0.75),
                (int) number(params, "minimum_window_size", 5),
                number(params, "confidence", 0.95));
    }

    private static double number(JsonNode params, String name, double otherwise) {
        return params.has(name) ? params.get(name).asDouble() : otherwise;
    }

    private static String text(JsonNode params, String name, String otherwise) {
        return params.has(name) ? params.get(name).asString() : otherwise;
    }
}

package dev.plimsoll.engine.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.HashMap;
import java.util.Map;
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
        boolean enforce = !"monitor".equals(text(input.get("params"), "mode", "enforce"));
        Constraint constraint = Constraints.create(plan(input.get("params"), enforce), 0);
        double start = input.get("start_time").asDouble();
        Map<String, Integer> numbers = new HashMap<>();
        JsonNode events = eventSets.get(input.get("events").asString());
        JsonNode first = vector.get("expected").get("first");
        boolean everSaturated = false;
        SchedulerUpdateAction action = null;
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i);
            long now = States.ns(start + event.get(0).asDouble());
            int number = numbers.computeIfAbsent(event.get(2).asString(), id -> numbers.size());
            action = constraint.evaluate(
                    States.state(
                            States.ns(start),
                            now,
                            RequestTimings.ABSENT,
                            0,
                            event.get(3).asLong(),
                            0,
                            0,
                            0),
                    States.update(
                            number,
                            RequestStatus.ofText(event.get(1).asString()),
                            now,
                            time(start, event.get(4)),
                            time(start, event.get(5))));
            JsonNode expected = vector.get("expected").get("per_event").get(i);
            String where = name + ", event " + i;
            assertEquals(expected.get(1).asInt(), action.metadata().get("concurrentN"), where);
            assertEquals(expected.get(2).asInt(), action.metadata().get("ttftN"), where);
            assertEquals(expected.get(3).asInt(), action.metadata().get("ttftViolations"), where);
            if (flat(action)) {
                // rule flat-series: a rise that is a rounding error is none, whatever its margin
                assertFalse(action.warns(), where);
            } else {
                assertEquals(expected.get(0).asInt() == 1, action.warns(), where);
            }
            assertEquals(action.warns() && enforce, action.queuing() == Queuing.STOP, where);
            assertEquals(action.warns() && enforce, action.processing() == Processing.STOP_ALL, where);
            if (!first.isNull() && first.get("event_index").asInt() == i && !flat(action)) {
                assertMetadata(first.get("metadata"), action, where);
            }
            everSaturated |= action.warns();
        }
        if (action != null && !flat(action)) {
            assertMetadata(vector.get("expected").get("last").get("metadata"), action, name + ", last");
            assertEquals(vector.get("expected").get("ever_over_saturated").asBoolean(), everSaturated, name);
        }
    }

    /** A slope so small that its rise over the longest window there is (120 s) is below 1 % of anything the series holds. */
    private static boolean flat(SchedulerUpdateAction action) {
        return small(action, "concurrentSlope") || small(action, "ttftSlope");
    }

    private static boolean small(SchedulerUpdateAction action, String key) {
        return action.metadata().get(key) instanceof Double slope && Math.abs(slope) < 1e-9;
    }

    private static void assertMetadata(JsonNode expected, SchedulerUpdateAction action, String where) {
        same(expected.get("ttft_slope"), action.metadata().get("ttftSlope"), where);
        same(expected.get("ttft_slope_moe"), action.metadata().get("ttftSlopeMoe"), where);
        same(expected.get("concurrent_slope"), action.metadata().get("concurrentSlope"), where);
        same(expected.get("concurrent_slope_moe"), action.metadata().get("concurrentSlopeMoe"), where);
    }

    private static void same(JsonNode expected, Object actual, String where) {
        if (expected.isNull()) {
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

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
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for what constraints say, step by step. */
class ConstraintActionsVectorTest {
    private static final double START = 1000;

    /** Our times are whole nanoseconds, and a difference of two of them is one off at most. */
    private static final double TOLERANCE_S = 2e-9;

    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/constraint_actions").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void actionsAreGuideLlms(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode index = input.get("index");
        Constraint constraint = constraint(input.get("args"), index.isNull() ? 0 : Math.max(0, index.asInt()));
        for (int i = 0; i < input.get("steps").size(); i++) {
            JsonNode step = input.get("steps").get(i);
            JsonNode expected = vector.get("expected").get(i);
            SchedulerUpdateAction action = constraint.evaluate(state(step), update(i, step));
            String where = input.get("name").asString() + ", step " + i;
            if (rule("guidellm/constraint_actions", "late-first-request").applies(isLate(input.get("args"), step))) {
                assertStopsAtTheLatest(action, step, where);
                continue;
            }
            assertEquals(expected.get("request_queuing").asString(), lower(action.queuing()), where);
            assertEquals(expected.get("request_processing").asString(), lower(action.processing()), where);
            assertEquals(expected.get("stopping_scope").asString(), lower(action.scope()), where);
            if (rule("guidellm/constraint_actions", "constraint-whole-counts")
                    .applies(hasFractionalCount(input.get("args")))) {
                continue; // what it tells of the limit is the whole number
            }
            assertMetadata(metadata(expected.get("metadata")), numbers(action.metadata()), where);
            assertProgress(expected.get("progress"), action.progress(), where);
        }
    }

    /** Whether more than half a second passed before the first request started. */
    private static boolean isLate(JsonNode args, JsonNode step) {
        return args.has("seconds")
                && step.has("start_requests_time")
                && step.get("start_requests_time").asDouble() > START + 0.5;
    }

    private static void assertStopsAtTheLatest(SchedulerUpdateAction action, JsonNode step, String where) {
        double stop = START + 0.5 + (Double) action.metadata().get("maxDuration");
        boolean stops = step.get("now").asDouble() >= stop;
        assertEquals(stops ? Queuing.STOP : Queuing.CONTINUE, action.queuing(), where);
        assertEquals(stops ? Processing.STOP_LOCAL : Processing.CONTINUE, action.processing(), where);
        assertNumber(
                stops ? Double.valueOf(stop) : null, (Double) action.metadata().get("stopTime"), where);
        assertEquals(
                step.get("now").asDouble() - step.get("start_requests_time").asDouble(),
                (Double) action.metadata().get("elapsedTime"),
                TOLERANCE_S,
                where);
    }

    private static Constraint constraint(JsonNode args, int index) {
        String kind = args.get(args.has("kind") ? "kind" : "type_").asString();
        boolean noMinimum = rule("guidellm/constraint_actions", "global-minimum-null")
                .applies(args.path("minimum").isNull());
        StoppingScope scope = args.has("stopping_scope")
                ? StoppingScope.valueOf(args.get("stopping_scope").asString().toUpperCase(Locale.ROOT))
                : StoppingScope.CURRENT;
        if (kind.equals(ExhaustedConstraint.KIND)) {
            return new ExhaustedConstraint(args.get("num_requests").asLong());
        }
        ConstraintPlan plan = switch (kind) {
            case "max_requests" ->
                new ConstraintPlan.MaxRequests(
                        "c0", scope, list(args.get("count"), ConstraintActionsVectorTest::whole));
            case "max_duration" ->
                new ConstraintPlan.MaxDuration("c0", scope, list(args.get("seconds"), JsonNode::asDouble));
            case "max_errors" ->
                new ConstraintPlan.MaxErrors("c0", scope, list(args.get("count"), ConstraintActionsVectorTest::whole));
            case "max_error_rate" ->
                new ConstraintPlan.MaxErrorRate("c0", scope, list(args.get("rate"), JsonNode::asDouble), (int)
                        args.get("window").asDouble());
            case "max_global_error_rate" ->
                new ConstraintPlan.MaxGlobalErrorRate(
                        "c0",
                        scope,
                        list(args.get("rate"), JsonNode::asDouble),
                        noMinimum ? 0 : (int) args.get("minimum").asDouble());
            default -> throw new AssertionError("unknown kind " + kind);
        };
        return Constraints.create(plan, index);
    }

    private static boolean hasFractionalCount(JsonNode args) {
        return args.has("count")
                && list(args.get("count"), JsonNode::asDouble).stream().anyMatch(count -> count != Math.rint(count));
    }

    private static Long whole(JsonNode count) {
        return (long) Math.ceil(count.asDouble());
    }

    private static <T> List<T> list(JsonNode limit, Function<JsonNode, T> element) {
        List<T> limits = new ArrayList<>();
        if (limit.isArray()) {
            limit.forEach(node -> limits.add(element.apply(node)));
        } else {
            limits.add(element.apply(limit));
        }
        return limits;
    }

    private static SchedulerState state(JsonNode step) {
        long first = step.has("start_requests_time")
                ? States.ns(step.get("start_requests_time").asDouble())
                : RequestTimings.ABSENT;
        return States.state(
                States.ns(START),
                States.ns(step.get("now").asDouble()),
                first,
                count(step, "created"),
                0,
                count(step, "processed"),
                count(step, "errored"),
                0);
    }

    private static long count(JsonNode step, String name) {
        return step.has(name) ? step.get(name).asLong() : 0;
    }

    private static RequestUpdate update(int number, JsonNode step) {
        RequestStatus status =
                step.has("status") ? RequestStatus.ofText(step.get("status").asString()) : RequestStatus.IN_PROGRESS;
        String end = step.has("request_end") ? "request_end" : step.has("resolve_end") ? "resolve_end" : "now";
        return States.update(number, status, States.ns(step.get(end).asDouble()));
    }

    /** Names in our spelling. */
    private static Map<String, Object> metadata(JsonNode expected) {
        Map<String, Object> values = new TreeMap<>();
        expected.properties().forEach(e -> {
            if (!rule("guidellm/constraint_actions", "metadata-absent")
                    .applies(e.getValue().isNull())) {
                values.put(camel(e.getKey()), value(e.getValue()));
            }
        });
        if (rule("guidellm/constraint_actions", "global-minimum-null")
                .applies(expected.path("min_processed").isNull())) {
            values.put("minProcessed", 0.0);
        }
        return values;
    }

    private static Object value(JsonNode node) {
        return node.isBoolean() ? (Object) node.asBoolean() : (Object) node.asDouble();
    }

    private static Map<String, Object> numbers(Map<String, Object> metadata) {
        Map<String, Object> values = new TreeMap<>();
        metadata.forEach(
                (key, value) -> values.put(key, value instanceof Number n ? Double.valueOf(n.doubleValue()) : value));
        return values;
    }

    private static String camel(String snake) {
        StringBuilder text = new StringBuilder();
        for (String word : snake.split("_")) {
            text.append(text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return text.toString();
    }

    private static void assertProgress(JsonNode expected, SchedulerProgress progress, String where) {
        assertNumber(number(expected.get("remaining_requests")), progress.remainingRequests(), where);
        assertNumber(number(expected.get("total_requests")), progress.totalRequests(), where);
        assertNumber(number(expected.get("remaining_duration")), progress.remainingSeconds(), where);
        assertNumber(number(expected.get("total_duration")), progress.totalSeconds(), where);
        assertNumber(number(expected.get("stop_time")), progress.stopTimeSeconds(), where);
    }

    private static void assertMetadata(Map<String, Object> expected, Map<String, Object> actual, String where) {
        assertEquals(expected.keySet(), actual.keySet(), where);
        expected.forEach((key, value) -> {
            if (value instanceof Double number) {
                assertNumber(number, (Double) actual.get(key), where + " " + key);
            } else {
                assertEquals(value, actual.get(key), where + " " + key);
            }
        });
    }

    private static void assertNumber(@Nullable Double expected, @Nullable Double actual, String where) {
        if (expected == null || actual == null) {
            assertEquals(expected, actual, where);
        } else {
            assertEquals(expected, actual, TOLERANCE_S, where);
        }
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNull() ? null : Double.valueOf(node.asDouble());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

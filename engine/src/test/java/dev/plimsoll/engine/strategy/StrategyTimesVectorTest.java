package dev.plimsoll.engine.strategy;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.plan.Timetable;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for when requests start. */
class StrategyTimesVectorTest {
    /** A ramp and each of its steps are cut to whole nanoseconds; the noise of the vectors' start at 1000 s is far below one. */
    private static final double TOLERANCE_NS = 2.0;

    static Stream<JsonNode> constantTimes() {
        return cases("guidellm/strategy_constant_times");
    }

    static Stream<JsonNode> poissonTimes() {
        return cases("guidellm/strategy_poisson_times");
    }

    static Stream<JsonNode> rampTimes() {
        return cases("guidellm/strategy_ramp_times");
    }

    static Stream<JsonNode> traceTimes() {
        return cases("guidellm/strategy_trace_times");
    }

    private static Stream<JsonNode> cases(String family) {
        return VectorFiles.family(family).stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("constantTimes")
    void constantSlotsLieWhereGuideLlmPutsThem(JsonNode vector) {
        JsonNode input = vector.get("input");
        assertEquals("constant", input.get("kind").asString());
        double rate = input.get("rate").asDouble();
        double ramp = input.get("rampup_duration").asDouble();
        ArrivalSchedule.Cursor slots = Strategies.of(new StrategyPlan.Constant(rate, null, ramp))
                .schedule()
                .cursor();
        int n = 0;
        for (JsonNode expected : vector.get("expected")) {
            n++;
            double seconds = expected.asDouble();
            if (rule("guidellm/strategy_constant_times", "constant-ramp-first").applies(n == 1 && ramp > 0)) {
                double inRamp = StrictMath.sqrt(2.0 * ramp / rate);
                seconds = 1.0 <= rate * ramp / 2 ? inRamp : ramp + (1.0 - rate * ramp / 2) / rate;
            }
            assertEquals(seconds * 1e9, slots.nextOffsetNs(), TOLERANCE_NS, "slot " + (n - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("poissonTimes")
    void poissonSlotsAreThePrefixSumOfTheGaps(JsonNode vector) {
        double rate = vector.get("input").get("rate").asDouble();
        rule("guidellm/strategy_poisson_times", "poisson-one-generator").inForce();
        JsonNode uniforms = vector.get("expected").get("uniforms");
        ArrivalSchedule schedule = new RandomSchedule(rate, new Ramp(0), () -> {
            int[] next = {0};
            return RandomSchedule.exponential(() -> uniforms.get(next[0]++).asDouble());
        });
        ArrivalSchedule.Cursor slots = schedule.cursor();
        for (JsonNode time : vector.get("expected").get("times")) {
            assertEquals(time.asDouble() * 1e9, slots.nextOffsetNs(), TOLERANCE_NS);
        }
    }

    @ParameterizedTest
    @MethodSource("rampTimes")
    void streamsStartAlongTheRamp(JsonNode vector) {
        JsonNode input = vector.get("input");
        double[] expected = numbers(vector.get("expected"));
        double ramp = input.get("rampup_duration").asDouble();
        switch (input.get("kind").asString()) {
            case "concurrent" -> {
                int streams = input.get("streams").asInt();
                Strategy strategy = Strategies.of(new StrategyPlan.Concurrent(streams, ramp));
                if (rule("guidellm/strategy_ramp_times", "stream-completions").applies(input.has("script"))) {
                    // before anything completed, call i is the start of stream i
                    JsonNode script = input.get("script");
                    for (int i = 0;
                            i + 1 < streams
                                    && i < script.size()
                                    && script.get(i).asString().equals("next");
                            i++) {
                        assertEquals(expected[i] * 1e9, strategy.streamStartNs(i + 1), TOLERANCE_NS);
                    }
                } else {
                    rule("guidellm/strategy_ramp_times", "stream-order").inForce();
                    double[] first = Arrays.copyOf(expected, streams);
                    Arrays.sort(first);
                    assertStarts(first, strategy);
                }
            }
            case "throughput" -> {
                Integer cap = input.get("max_concurrency").isNull()
                        ? null
                        : Integer.valueOf(input.get("max_concurrency").asInt());
                Strategy strategy = Strategies.of(new StrategyPlan.Throughput(cap, ramp));
                int starts = Math.min(expected.length, cap == null ? Integer.MAX_VALUE : cap);
                rule("guidellm/strategy_ramp_times", "throughput-from-zero").inForce();
                double step = cap == null ? ramp / Strategy.UNLIMITED_CONCURRENCY : ramp / cap;
                assertStarts(
                        IntStream.range(0, starts)
                                .mapToDouble(k -> cap == null ? k * step : expected[k] - step)
                                .toArray(),
                        strategy);
            }
            default -> throw new AssertionError("unknown kind in " + input);
        }
    }

    @ParameterizedTest
    @MethodSource("traceTimes")
    void theRowsOfATraceStartWhenGuideLlmStartsThem(JsonNode vector) {
        JsonNode input = vector.get("input");
        ConversationTiming timing = Strategies.of(
                        new StrategyPlan.Trace(input.get("time_scale").asDouble(), null, Timetable.UNREAD))
                .timing(Long.MAX_VALUE);
        JsonNode resolved = vector.get("expected").get("resolved");
        for (int i = 0; i < resolved.size(); i++) {
            JsonNode own = input.get("relative_timestamps").get(i);
            long ownNs = own.isNull() ? RequestTimings.ABSENT : Math.round(own.asDouble() * 1e9);
            Conversation timed = timing.timed(Conversations.of(i, 1, ownNs));
            assertEquals(
                    resolved.get(i).asDouble() * 1e9,
                    timed.turns().getFirst().settings().relativeTimestampNs(),
                    TOLERANCE_NS);
        }
    }

    private static void assertStarts(double[] seconds, Strategy strategy) {
        for (int k = 0; k < seconds.length; k++) {
            assertEquals(seconds[k] * 1e9, strategy.streamStartNs(k), TOLERANCE_NS, "stream " + k);
        }
    }

    private static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}

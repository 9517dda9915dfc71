package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for what part of a benchmark is measured. */
class BenchmarkWindowVectorTest {
    /** A double of about 1000 s is exact to a tenth of a nanosecond, the sums of a few of them to one. */
    private static final double TOLERANCE_NS = 2;

    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/benchmark_compile").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theMeasuredPartIsGuideLlms(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode timings = vector.get("expected").get("timings");
        List<JsonNode> requests = StreamSupport.stream(
                        input.get("requests_in_completion_order").spliterator(), false)
                .toList();
        assertTrue(!requests.isEmpty());
        long[] starts = requests.stream()
                .mapToLong(r -> time(r.hasNonNull("request_start") ? r.get("request_start") : r.get("resolve_start")))
                .toArray();
        long[] ends = requests.stream()
                .mapToLong(r -> time(r.hasNonNull("request_end") ? r.get("request_end") : r.get("resolve_end")))
                .toArray();
        long stageStart = time(input.get("scheduler_start_time"));
        StageFacts facts = new StageFacts(
                0,
                Map.of(),
                "",
                true,
                "",
                stageStart,
                time(requests.getLast().get("resolve_end")),
                input.get("max_duration").asDouble(0),
                input.get("max_requests").asLong(0),
                phase(input.get("warmup")),
                phase(input.get("cooldown")),
                List.of(),
                List.of());
        MeasurementWindow window = MeasurementWindow.of(facts, starts, ends);
        boolean fromStart = rule("guidellm/benchmark_compile", "window-from-stage-start")
                .applies(input.get("warmup").isNull());
        assertEquals(
                fromStart ? stageStart : time(timings.get("finalized_measure_start")), window.fromNs(), TOLERANCE_NS);
        long end = time(timings.get("finalized_measure_end"));
        if (rule("guidellm/benchmark_compile", "window-from-stage-start")
                .applies(input.get("cooldown").isNull() && facts.limitSeconds() > 0)) {
            end = Math.min(end, stageStart + Math.round(facts.limitSeconds() * 1e9));
        }
        assertEquals(end, window.toNs(), TOLERANCE_NS);
    }

    /** As in a workspace file: below 1 a share, else a length. */
    private static TransientPlan phase(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return TransientPlan.NONE;
        }
        double number = value.asDouble();
        return number < 1
                ? new TransientPlan(number, null, TransientPlan.Mode.PREFER_DURATION)
                : new TransientPlan(null, number, TransientPlan.Mode.PREFER_DURATION);
    }

    private static long time(JsonNode seconds) {
        return seconds.isNull() ? RequestTimings.ABSENT : Math.round(seconds.asDouble() * 1e9);
    }
}

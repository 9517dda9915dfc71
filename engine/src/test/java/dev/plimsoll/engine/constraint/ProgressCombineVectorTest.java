package dev.plimsoll.engine.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's golden values for joining progress. */
class ProgressCombineVectorTest {
    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/progress_combine").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void progressJoinsAsInGuideLlm(JsonNode vector) {
        SchedulerProgress progress = SchedulerProgress.UNKNOWN;
        for (int i = 0; i < vector.get("input").size(); i++) {
            JsonNode other = vector.get("input").get(i);
            progress = progress.combine(new SchedulerProgress(
                    number(other.get("remaining_requests")),
                    number(other.get("total_requests")),
                    number(other.get("remaining_duration")),
                    number(other.get("total_duration")),
                    number(other.get("stop_time"))));
            JsonNode expected = vector.get("expected").get(i);
            assertEquals(number(expected.get("remaining_requests")), progress.remainingRequests());
            assertEquals(number(expected.get("total_requests")), progress.totalRequests());
            assertEquals(number(expected.get("remaining_duration")), progress.remainingSeconds());
            assertEquals(number(expected.get("total_duration")), progress.totalSeconds());
            assertEquals(number(expected.get("stop_time")), progress.stopTimeSeconds());
            assertEquals(number(expected.get("remaining_fraction")), progress.remainingFraction());
            assertEquals(number(expected.get("remaining_requests_fraction")), progress.remainingRequestsFraction());
            assertEquals(number(expected.get("remaining_duration_fraction")), progress.remainingSecondsFraction());
        }
    }

    private static @Nullable Double number(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : Double.valueOf(node.asDouble());
    }
}

package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.stats.Finite;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headline of one class of requests, where a dataset mixes several, or of one model, where requests go to several.
 *
 * @param label the class or the model; empty for requests without one
 * @param requests counts of its requests in the window
 * @param metrics some metrics of its successful requests, by tag
 * @param goodShare share of its ended requests that met every objective; null without objectives, or where none ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClassSummary(
        String label,
        StageSummary.Counts requests,
        Map<String, MetricSummary> metrics,
        @Nullable Double goodShare) {
    public ClassSummary {
        Finite.requireAll("a share", goodShare);
    }
}

package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.stats.OrInfinite;
import java.util.List;

/**
 * One metric of one stage in which every failed request is infinite: {@link dev.plimsoll.engine.stats.FailureAdjusted}. Percentiles by
 * nearest rank. In JSON a value is a number or the text {@code infinite}.
 *
 * @param unit unit of every value
 * @param count successful requests that have the metric, and failed ones
 * @param failures failed ones: errored and dropped
 * @param mean arithmetic mean
 * @param min smallest
 * @param p50 percentile
 * @param p75 percentile
 * @param p90 percentile
 * @param p95 percentile
 * @param p99 percentile
 * @param p999 99.9th percentile
 * @param max largest
 * @param tooFew names of the percentiles above with n(1-p) below 5
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdjustedSummary(
        String unit,
        long count,
        long failures,
        OrInfinite mean,
        OrInfinite min,
        OrInfinite p50,
        OrInfinite p75,
        OrInfinite p90,
        OrInfinite p95,
        OrInfinite p99,
        OrInfinite p999,
        OrInfinite max,
        List<String> tooFew) {
    public AdjustedSummary {
        tooFew = List.copyOf(tooFew);
    }

    /** The value of a statistic by name, as in {@link MetricSummary#stat}. */
    public OrInfinite stat(String name) {
        return switch (name) {
            case "mean" -> mean;
            case "min" -> min;
            case "p50" -> p50;
            case "p75" -> p75;
            case "p90" -> p90;
            case "p95" -> p95;
            case "p99" -> p99;
            case "p999" -> p999;
            case "max" -> max;
            default -> throw new IllegalArgumentException(name);
        };
    }
}

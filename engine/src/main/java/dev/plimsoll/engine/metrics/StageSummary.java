package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one stage: what {@code summary.json} shows for it, without verdict and stop reasons.
 *
 * @param index 0-based
 * @param strategy {@code describe()} of the strategy: kind and resolved values
 * @param displayName {@code constant@10.00}
 * @param openLoop whether starts followed a schedule
 * @param scheduleSha256 see {@code Strategy}
 * @param startSeconds agreed start of the stage, seconds of run time
 * @param endSeconds when its last request ended, seconds of run time
 * @param windowSeconds measurement window [from, to], seconds after the stage's start
 * @param requests counts of all requests of the stage
 * @param windowRequests counts of the requests that belong to the window by its rule
 * @param errors errors by kind and code, most frequent first
 * @param metrics by tag: ttft, ttftFromSchedule, tpot, itl, icl, maxStall, latency, latencyFromSchedule, sendLag, promptTokens,
 *     outputTokens, ...; absent metrics are not in the map; iteration order is display order
 * @param rates rates
 * @param totals sums
 * @param concurrency time-weighted in the window
 * @param slos one result per objective
 * @param notes honesty fields for people: token source, recycled rows, share of reads shared, unlimited cap
 * @param window how the measurement window was chosen, null where unknown (another program's run)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StageSummary(
        int index,
        Map<String, Object> strategy,
        String displayName,
        boolean openLoop,
        String scheduleSha256,
        double startSeconds,
        double endSeconds,
        double[] windowSeconds,
        Counts requests,
        Counts windowRequests,
        List<ErrorCount> errors,
        Map<String, MetricSummary> metrics,
        Rates rates,
        Totals totals,
        Concurrency concurrency,
        List<SloResult> slos,
        List<String> notes,
        @Nullable WindowSummary window) {

    /** Figures whose window was chosen nobody knows how. */
    public StageSummary(
            int index,
            Map<String, Object> strategy,
            String displayName,
            boolean openLoop,
            String scheduleSha256,
            double startSeconds,
            double endSeconds,
            double[] windowSeconds,
            Counts requests,
            Counts windowRequests,
            List<ErrorCount> errors,
            Map<String, MetricSummary> metrics,
            Rates rates,
            Totals totals,
            Concurrency concurrency,
            List<SloResult> slos,
            List<String> notes) {
        this(
                index,
                strategy,
                displayName,
                openLoop,
                scheduleSha256,
                startSeconds,
                endSeconds,
                windowSeconds,
                requests,
                windowRequests,
                errors,
                metrics,
                rates,
                totals,
                concurrency,
                slos,
                notes,
                null);
    }

    /** Counts that add up: created = successful + errored + cancelled + dropped. */
    public record Counts(long created, long successful, long errored, long cancelled, long dropped) {}

    /** How often one error occurred, with one sample text. {@code code} is null without an HTTP status. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErrorCount(String kind, @Nullable Integer code, long count, String sample) {}

    /**
     * Per second of the window.
     *
     * @param offered slots per second by the schedule, null in closed loops
     * @param sent requests sent, null where another program measured and did not tell
     * @param requests requests completed
     * @param promptTokens input tokens whose first token (or end) lies in the window; null where no request has a count
     * @param outputTokens output tokens whose event lies in the window; null where no request has a count, as with embeddings
     * @param goodput completed requests that met every SLO, null without SLOs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rates(
            @Nullable Double offered,
            @Nullable Double sent,
            double requests,
            @Nullable Double promptTokens,
            @Nullable Double outputTokens,
            @Nullable Double goodput) {}

    /** Sums over the successful requests of the whole stage; null where another program measured and did not tell. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Totals(
            @Nullable Long promptTokens, @Nullable Long outputTokens) {}

    /** Requests in flight; null where another program measured and did not tell. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Concurrency(
            @Nullable Double mean, @Nullable Long max) {}

    /**
     * One objective.
     *
     * @param metric tag
     * @param stat {@code p99}, or {@code each} where only goodput counts
     * @param max limit in ms
     * @param measured the stage's statistic in ms, null for {@code each} or without values
     * @param met PASS, FAIL or INCONCLUSIVE (too few samples)
     * @param goodFraction share of the window's ended requests that met it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SloResult(
            String metric,
            String stat,
            double max,
            @Nullable Double measured,
            String met,
            double goodFraction) {}
}

package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.stats.Finite;
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
 * @param notes honesty for people: token source, recycled rows, share of reads shared, unlimited cap
 * @param goodput what {@code rates.goodput} is made of; null without SLOs
 * @param honesty what tells how far the figures can be trusted; null where another program measured
 * @param phases requests in prefill and in decode, tokens in flight; null where another program measured
 * @param statusGroups some metrics by how requests ended: {@code successful}, {@code cancelled}, {@code errored} and all of them,
 *     {@code total}; a group without values is left out
 * @param classes one entry per label where the requests have several, the most frequent first
 * @param models the same per model, where requests went to several; {@code label} is the model, empty where nobody named one
 * @param errorAdjusted latencies by tag with every failed request as infinite; empty where none failed
 * @param compat figures as other tools define them, by tool and by its name for them; never mixed with {@code metrics}
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
        @Nullable Goodput goodput,
        @Nullable StageHonesty honesty,
        @Nullable StagePhases phases,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Map<String, MetricSummary>> statusGroups,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ClassSummary> classes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ClassSummary> models,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, AdjustedSummary> errorAdjusted,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Map<String, MetricSummary>> compat,
        @Nullable WindowSummary window) {
    /** What an older file lacks is empty. */
    public StageSummary {
        Finite.require(startSeconds, "a time");
        Finite.require(endSeconds, "a time");
        statusGroups = statusGroups == null ? Map.of() : statusGroups;
        classes = classes == null ? List.of() : classes;
        models = models == null ? List.of() : models;
        errorAdjusted = errorAdjusted == null ? Map.of() : errorAdjusted;
        compat = compat == null ? Map.of() : compat;
    }

    /** The plain figures, without a view from elsewhere: what another program's report can tell. */
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
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
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
            @Nullable Double goodput) {
        public Rates {
            Finite.require(requests, "a rate");
            Finite.requireAll("a rate", offered, sent, promptTokens, outputTokens, goodput);
        }
    }

    /** Sums over the successful requests of the whole stage; null where another program measured and did not tell. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Totals(
            @Nullable Long promptTokens, @Nullable Long outputTokens) {}

    /** Requests in flight; null where another program measured and did not tell. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Concurrency(
            @Nullable Double mean, @Nullable Long max) {
        public Concurrency {
            Finite.requireAll("a mean", mean);
        }
    }

    /**
     * Goodput with its denominators.
     *
     * @param good requests that completed in the window and met every objective: {@code rates.goodput} is good / seconds
     * @param ended requests that completed, failed or were dropped in the window; cancelled ones are neither good nor missed
     * @param seconds length of the window
     * @param share good / ended; null where none ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Goodput(
            long good, long ended, double seconds, @Nullable Double share) {
        public Goodput {
            Finite.require(seconds, "a length");
            Finite.requireAll("a share", share);
        }
    }

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
            double goodFraction) {
        public SloResult {
            Finite.require(max, "a limit");
            Finite.require(goodFraction, "a share");
            Finite.requireAll("a statistic", measured);
        }
    }
}

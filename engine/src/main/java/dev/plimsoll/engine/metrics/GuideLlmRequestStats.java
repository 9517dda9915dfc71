package dev.plimsoll.engine.metrics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one request as GuideLLM computes them, for files that are compared with its own. They differ from ours by name or by
 * definition (its TPOT contains the TTFT); docs/metrics.md says how.
 *
 * @param requestStartTime start of the request, else of its resolution, s
 * @param requestEndTime end of the request, else of its resolution, s
 * @param requestLatency end - start, s; null without either
 * @param promptTokens input tokens
 * @param outputTokens output tokens, else the iterations that brought any
 * @param totalTokens sum of both, null where neither is known
 * @param timeToFirstTokenMs from the start
 * @param timeToFirstOutputTokenMs same, reasoning left out
 * @param timePerOutputTokenMs from the start to the last token, over the output tokens
 * @param interTokenLatencyMs from the first to the last token, over the output tokens less one
 * @param tokensPerSecond total tokens over the latency
 * @param outputTokensPerSecond output tokens over the latency
 * @param iterTokensPerIteration output tokens less one over iterations less one
 * @param outputTokensPerIteration output tokens over iterations
 * @param promptTokensTiming when the input tokens count
 * @param outputTokensTimings when the output tokens count
 * @param iterTokensTimings when the output tokens after the first iteration count
 */
public record GuideLlmRequestStats(
        @Nullable Double requestStartTime,
        @Nullable Double requestEndTime,
        @Nullable Double requestLatency,
        @Nullable Integer promptTokens,
        @Nullable Integer outputTokens,
        @Nullable Integer totalTokens,
        @Nullable Double timeToFirstTokenMs,
        @Nullable Double timeToFirstOutputTokenMs,
        @Nullable Double timePerOutputTokenMs,
        @Nullable Double interTokenLatencyMs,
        @Nullable Double tokensPerSecond,
        @Nullable Double outputTokensPerSecond,
        @Nullable Double iterTokensPerIteration,
        @Nullable Double outputTokensPerIteration,
        @Nullable TokenEvent promptTokensTiming,
        List<TokenEvent> outputTokensTimings,
        List<TokenEvent> iterTokensTimings) {

    /** Tokens that came at a time, s. */
    public record TokenEvent(double atSeconds, double tokens) {}

    /**
     * Times of one request, s, null where there is none.
     *
     * @param requestStart first byte sent
     * @param requestEnd last byte received
     * @param resolveStart a worker took it up
     * @param resolveEnd the worker was done with it
     * @param firstTokenIteration first content event
     * @param firstOutputTokenIteration first content event that is not reasoning
     * @param lastTokenIteration last content event
     * @param tokenIterations content events
     */
    public record Times(
            @Nullable Double requestStart,
            @Nullable Double requestEnd,
            @Nullable Double resolveStart,
            @Nullable Double resolveEnd,
            @Nullable Double firstTokenIteration,
            @Nullable Double firstOutputTokenIteration,
            @Nullable Double lastTokenIteration,
            int tokenIterations) {}

    /**
     * Computes them.
     *
     * @param prompt input tokens by the server, or null
     * @param usageOutput output tokens by the server, or null
     */
    public static GuideLlmRequestStats of(Times t, @Nullable Integer prompt, @Nullable Integer usageOutput) {
        Integer output = usageOutput != null ? usageOutput : t.tokenIterations > 0 ? t.tokenIterations : null;
        Double start = t.requestStart != null ? t.requestStart : t.resolveStart;
        Double end = t.requestEnd != null ? t.requestEnd : t.resolveEnd;
        Double latency = minus(t.requestEnd, t.requestStart);
        Integer total = prompt == null && output == null
                ? null
                : Integer.valueOf((prompt == null ? 0 : prompt) + (output == null ? 0 : output));
        int out = output == null ? 0 : output;
        int iterations = t.tokenIterations;
        Double last = t.lastTokenIteration != null ? t.lastTokenIteration : end;
        Double firstEvent = t.firstTokenIteration != null ? t.firstTokenIteration : end;
        return new GuideLlmRequestStats(
                start,
                end,
                latency,
                prompt,
                output,
                total,
                over(1000, minus(t.firstTokenIteration, t.requestStart), 1),
                over(1000, minus(t.firstOutputTokenIteration, t.requestStart), 1),
                over(1000, minus(last, t.requestStart), out),
                over(1000, minus(t.lastTokenIteration, t.firstTokenIteration), out - 1),
                perSecond(total, latency),
                perSecond(output, latency),
                iterations > 1 && out > 1 ? Double.valueOf((out - 1.0) / (iterations - 1)) : null,
                iterations >= 1 && output != null ? Double.valueOf((double) out / iterations) : null,
                firstEvent == null ? null : new TokenEvent(firstEvent, prompt == null ? 0 : prompt),
                outputEvents(t, out, last),
                laterEvents(t, out));
    }

    /** Prompt and output events together, in that order. */
    public List<TokenEvent> totalTokensTimings() {
        List<TokenEvent> all = new ArrayList<>();
        if (promptTokensTiming != null) {
            all.add(promptTokensTiming);
        }
        all.addAll(outputTokensTimings);
        return all;
    }

    /** One token at the first iteration, the rest evenly over the others; all at once where there is only one. */
    private static List<TokenEvent> outputEvents(Times t, int output, @Nullable Double last) {
        if (t.tokenIterations <= 1 || t.firstTokenIteration == null || t.lastTokenIteration == null) {
            return last == null ? List.of() : List.of(new TokenEvent(last, output));
        }
        List<TokenEvent> events = new ArrayList<>();
        events.add(new TokenEvent(t.firstTokenIteration, 1));
        events.addAll(laterEvents(t, output));
        return events;
    }

    private static List<TokenEvent> laterEvents(Times t, int output) {
        Double first = t.firstTokenIteration;
        Double span = minus(t.lastTokenIteration, first);
        int later = t.tokenIterations - 1;
        if (first == null || span == null || later < 1 || output <= 1) {
            return List.of();
        }
        List<TokenEvent> events = new ArrayList<>();
        for (int i = 1; i <= later; i++) {
            events.add(new TokenEvent(first + span * i / later, (output - 1.0) / later));
        }
        return events;
    }

    private static @Nullable Double minus(@Nullable Double later, @Nullable Double earlier) {
        return later == null || earlier == null ? null : Double.valueOf(later - earlier);
    }

    private static @Nullable Double over(double factor, @Nullable Double seconds, int tokens) {
        return seconds == null || tokens <= 0 ? null : Double.valueOf(factor * seconds / tokens);
    }

    private static @Nullable Double perSecond(@Nullable Integer tokens, @Nullable Double latency) {
        return tokens == null || latency == null || latency == 0 ? null : Double.valueOf(tokens / latency);
    }
}

package dev.plimsoll.engine.report;

import dev.plimsoll.engine.stats.CountingDistribution;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One benchmark as AIPerf compiles it from its requests: distributions over the successful ones, and totals over the time from the
 * earliest start to the latest end of a successful one. Not our figures: whole requests over that time, with no window
 * (docs/metrics.md, "Beside other tools"). One thread.
 */
public final class AiperfBenchmark {
    private static final double NS_PER_SECOND = 1e9;
    private static final double MISMATCH_SHARE = 0.05;
    private static final double MISMATCH_TOKENS = 50;

    private record Values(String unit, DoubleList list) {}

    private record Failure(int code, String type, String message) {}

    private final Map<String, Values> metrics = new LinkedHashMap<>();
    private final Map<Failure, Long> failures = new LinkedHashMap<>();
    private final CountingDistribution gapsUs = new CountingDistribution();
    private long successful;
    private long failed;
    private long mismatches;
    private long firstStartNs = Long.MAX_VALUE;
    private long lastEndNs = Long.MIN_VALUE;

    /**
     * How often one error occurred.
     *
     * @param code HTTP status, 499 where the client cancelled, 0 where there is none
     * @param type class of the failure
     * @param message what was told
     */
    public record ErrorCount(int code, String type, String message, long count) {}

    /** A successful request by its times; its values are added with {@link #value}. */
    public void successful(long startNs, long latencyNs) {
        successful++;
        firstStartNs = Math.min(firstStartNs, startNs);
        lastEndNs = Math.max(lastEndNs, startNs + latencyNs);
    }

    /** A request that failed or was cancelled. */
    public void failed(int code, String type, String message) {
        failed++;
        failures.merge(new Failure(code, type, message), 1L, Long::sum);
    }

    /** One value of one metric. */
    public void value(String tag, String unit, double value) {
        metrics.computeIfAbsent(tag, _ -> new Values(unit, new DoubleList()))
                .list()
                .add(value);
    }

    /** A gap between two chunks, which are too many to be kept one by one. */
    void gap(int us) {
        gapsUs.add(us);
    }

    /** How far the output was from the length asked for. */
    public void mismatch(double percent, double requestedTokens) {
        double off = Math.abs(percent) / 100 * requestedTokens;
        mismatches += off > Math.min(MISMATCH_SHARE * requestedTokens, MISMATCH_TOKENS) ? 1 : 0;
    }

    /** Requests that ended well. */
    public long successful() {
        return successful;
    }

    /** Requests that failed or were cancelled. */
    public long failed() {
        return failed;
    }

    /** From the first start to the last end of the successful requests, s; 0 without any. */
    public double durationSeconds() {
        return successful == 0 ? 0 : (lastEndNs - firstStartNs) / NS_PER_SECOND;
    }

    /** When the first successful request began, ns of the clock its times are of; {@link Long#MAX_VALUE} without any. */
    public long firstStartNs() {
        return firstStartNs;
    }

    /** The errors, most frequent first. */
    public List<ErrorCount> errors() {
        List<ErrorCount> list = new ArrayList<>();
        failures.forEach((f, count) -> list.add(new ErrorCount(f.code(), f.type(), f.message(), count)));
        list.sort((a, b) -> Long.compare(b.count(), a.count()));
        return list;
    }

    /** Every block by AIPerf's tag; what does not exist is not there. */
    public Map<String, AiperfStatistics> blocks() {
        Map<String, AiperfStatistics> blocks = new LinkedHashMap<>();
        metrics.forEach(
                (tag, values) -> blocks.put(tag, AiperfStatistics.of(values.unit(), Distribution.of(values.list()))));
        if (gapsUs.count() > 0) {
            blocks.put("inter_chunk_latency", AiperfStatistics.ofMicroseconds(gapsUs));
        }
        Double input = sum("input_sequence_length");
        Double output = sum("output_sequence_length");
        single(blocks, "total_isl", "tokens", input);
        single(blocks, "total_osl", "tokens", output);
        single(blocks, "total_output_tokens", "tokens", sum("output_token_count"));
        single(blocks, "total_reasoning_tokens", "tokens", sum("reasoning_token_count"));
        single(blocks, "total_error_isl", "tokens", sum("error_isl"));
        double seconds = durationSeconds();
        if (seconds > 0) {
            single(blocks, "request_throughput", "requests/sec", successful / seconds);
            single(blocks, "input_token_throughput", "tokens/sec", input == null ? null : input / seconds);
            single(blocks, "output_token_throughput", "tokens/sec", output == null ? null : output / seconds);
            single(
                    blocks,
                    "total_token_throughput",
                    "tokens/sec",
                    input == null || output == null ? null : (input + output) / seconds);
        }
        single(blocks, "benchmark_duration", "sec", seconds);
        single(blocks, "request_count", "requests", (double) successful);
        if (failed > 0) {
            single(blocks, "error_request_count", "requests", (double) failed);
        }
        single(blocks, "completed_request_count", "requests", (double) successful + failed);
        if (successful + failed > 0) {
            single(blocks, "request_error_rate", "%", 100.0 * failed / (successful + failed));
        }
        if (metrics.containsKey(AiperfMetric.OSL_MISMATCH_DIFF_PCT.tag())) {
            single(blocks, "osl_mismatch_count", "requests", (double) mismatches);
        }
        return blocks;
    }

    private @Nullable Double sum(String tag) {
        Values values = metrics.get(tag);
        if (values == null) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < values.list().size(); i++) {
            sum += values.list().get(i);
        }
        return sum;
    }

    private static void single(Map<String, AiperfStatistics> blocks, String tag, String unit, @Nullable Double value) {
        if (value != null) {
            blocks.put(tag, AiperfStatistics.of(unit, value));
        }
    }
}

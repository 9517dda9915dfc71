package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class RecordMetricsVectorTest {
    /** What Plimsoll has no metric for. */
    private static final Set<String> NOT_BUILT = Set.of(
            "time_to_second_token",
            "decode_duration",
            "e2e_output_token_throughput",
            "prefill_throughput_per_user",
            "thinking_efficiency",
            "output_token_count",
            "usage_total_tokens",
            "usage_prompt_cache_write_tokens",
            "usage_reasoning_tokens_diff_pct",
            "requested_osl");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/record_metrics").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMetricOfARequestAgrees(JsonNode vector) {
        JsonNode input = vector.get("input");
        RequestRecord record = record(input);
        if (!vector.get("expected").get("valid").asBoolean()) {
            StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(0));
            builder.add(record);
            builder.build().summary().metrics().keySet().forEach(RecordMetricsVectorTest::isOfErrors);
            return;
        }
        RequestRecord told = told(record, input);
        vector.get("expected").get("metrics").properties().forEach(e -> check(e.getKey(), e.getValue(), record, told));
    }

    private static void isOfErrors(String tag) {
        assertTrue(Metrics.byTag(tag).orElseThrow().flags().contains(MetricDefinition.Flag.ERROR_ONLY), tag);
    }

    /** The same answer by the server's counts, the client's beside them. */
    private static RequestRecord told(RequestRecord record, JsonNode input) {
        UsageCounts said = new UsageCounts(-1, -1, -1);
        for (JsonNode response : input.get("responses")) {
            said = response.has("usage") ? UsageCounts.of(response.get("usage")) : said;
        }
        TokenCounts ours = record.tokens();
        return new RequestRecord(
                record.info(),
                record.status(),
                null,
                null,
                record.timings(),
                record.contentDeltasUs(),
                0,
                new TokenCounts(
                        said.prompt(),
                        said.completion(),
                        -1,
                        said.reasoning(),
                        -1,
                        1,
                        said.completion() < 0 ? TokenSource.NONE : TokenSource.USAGE,
                        said.prompt() < 0 ? TokenSource.NONE : TokenSource.USAGE,
                        ours.prompt(),
                        ours.output()),
                record.wire());
    }

    /** What a usage object says, in OpenAI's words or Anthropic's; -1 where it does not. */
    private record UsageCounts(int prompt, int completion, int reasoning) {
        static UsageCounts of(JsonNode usage) {
            int anthropic = usage.path("input_tokens").asInt(-1);
            if (anthropic >= 0) {
                anthropic += usage.path("cache_read_input_tokens").asInt(0)
                        + usage.path("cache_creation_input_tokens").asInt(0);
            }
            return new UsageCounts(
                    usage.path("prompt_tokens").asInt(anthropic),
                    usage.path("completion_tokens")
                            .asInt(usage.path("output_tokens").asInt(-1)),
                    usage.path("completion_tokens_details")
                            .path("reasoning_tokens")
                            .asInt(-1));
        }
    }

    private static OptionalDouble size(OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(Math.abs(value.getAsDouble())) : value;
    }

    private static void check(String name, JsonNode expected, RequestRecord record, RequestRecord told) {
        switch (name) {
            case "usage_prompt_tokens" -> same(name, expected, 1, value("promptTokens", told));
            case "usage_completion_tokens" -> same(name, expected, 1, value("outputTokens", told));
            case "usage_reasoning_tokens" -> same(name, expected, 1, value("reasoningTokens", told));
            case "usage_prompt_tokens_diff_pct" -> same(name, expected, 100, size(value("promptUsageMismatch", told)));
            case "usage_completion_tokens_diff_pct" -> same(name, expected, 100, size(value("usageMismatch", told)));
            case "time_to_first_output_token" -> same(name, expected, 1e6, value("ttfo", record));
            case "time_to_first_token" -> same(name, expected, 1e6, value("ttft", record));
            case "inter_token_latency" -> same(name, expected, 1e6, value("itl", record));
            case "request_latency" -> same(name, expected, 1e6, value("latency", record));
            case "output_sequence_length" -> same(name, expected, 1, value("outputTokens", record));
            case "input_sequence_length" -> same(name, expected, 1, value("promptTokens", record));
            case "reasoning_token_count" -> same(name, expected, 1, value("reasoningTokens", record));
            case "usage_prompt_cache_read_tokens" -> same(name, expected, 1, value("cachedTokens", record));
            case "osl_mismatch_diff_pct" -> same(name, expected, 100, value("outputLengthMismatch", record));
            case "output_token_throughput_per_user" ->
                same(name, expected, 1, value("outputTokensPerSecondPerUser", record));
            case "inter_chunk_latency" -> {
                int[] deltas = record.contentDeltasUs();
                assertEquals(expected.path("value").size(), Math.max(0, deltas.length - 1));
                for (int i = 1; i < deltas.length; i++) {
                    rule("aiperf/record_metrics", "gaps-in-microseconds").inForce();
                    assertEquals(expected.get("value").get(i - 1).asDouble() / 1e3, deltas[i], 1, name);
                }
            }
            default ->
                assertTrue(
                        rule("aiperf/record_metrics", "metrics-not-built").applies(NOT_BUILT.contains(name)),
                        "unknown metric " + name);
        }
    }

    private static OptionalDouble value(String tag, RequestRecord record) {
        return Metrics.byTag(tag).orElseThrow().valueOf(record);
    }

    private static void same(String name, JsonNode expected, double factor, OptionalDouble got) {
        if (expected.isNull()) {
            assertTrue(got.isEmpty(), name + " is " + got);
        } else {
            double want = expected.get("value").asDouble();
            assertEquals(want, got.orElseThrow() * factor, 1e-9 * Math.abs(want), name);
        }
    }

    /** The record of an answer; it ends with its last content. */
    private static RequestRecord record(JsonNode input) {
        rule("aiperf/record_metrics", "latency-to-the-end").inForce();
        long start = input.get("start_ns").asLong();
        List<Long> content = new ArrayList<>();
        long firstOutput = RequestTimings.ABSENT;
        int cached = -1;
        for (JsonNode response : input.get("responses")) {
            switch (response.get("kind").asString()) {
                case "text", "reasoning", "tool" -> {
                    content.add(response.get("t_ns").asLong());
                    boolean thinks = response.get("kind").asString().equals("reasoning")
                            && response.path("content").asString("").isEmpty();
                    firstOutput = RequestTimings.has(firstOutput) || thinks ? firstOutput : content.getLast();
                }
                case "none" -> {}
                default -> fail("unknown kind of response " + response);
            }
            JsonNode usage = response.path("usage");
            JsonNode read = usage.path("prompt_tokens_details").has("cached_tokens")
                    ? usage.get("prompt_tokens_details").get("cached_tokens")
                    : usage.path("cache_read_input_tokens");
            cached = read.isNumber() ? read.asInt() : cached;
        }
        int[] deltas = new int[content.size()];
        long before = 0;
        for (int i = 0; i < deltas.length; i++) {
            long us = Math.round((content.get(i) - start) / 1e3);
            deltas[i] = (int) (us - before);
            before = us;
        }
        JsonNode counts = input.get("token_counts");
        int reasoning = counts.path("reasoning").asInt(-1);
        int output = counts.path("output").asInt(-1);
        boolean failed = content.isEmpty() || input.path("error").asBoolean(false);
        long absent = RequestTimings.ABSENT;
        long first = content.isEmpty() ? absent : content.getFirst();
        long last = content.isEmpty() ? absent : content.getLast();
        return new RequestRecord(
                new RequestInfo(0, 0, 0, -1, 0, 0, 0, 0, RequestInfo.NO_PARENTS, null),
                failed ? RequestStatus.ERRORED : RequestStatus.COMPLETED,
                null,
                null,
                new RequestTimings(
                        start,
                        start,
                        start,
                        start,
                        start,
                        first,
                        first,
                        first,
                        firstOutput,
                        last,
                        content.isEmpty() ? start : last,
                        absent,
                        absent,
                        absent),
                deltas,
                0,
                new TokenCounts(
                        counts.path("input").asInt(-1),
                        output < 0 ? -1 : output + Math.max(0, reasoning),
                        cached,
                        reasoning,
                        input.path("max_tokens").asInt(-1),
                        1,
                        TokenSource.USAGE),
                WireFacts.NONE);
    }
}

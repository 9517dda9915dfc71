package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.endpoint.UsageCounts.Count;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a usage object of any of the known vendors: OpenAI and whoever copies it (with DeepSeek's cache hits and misses), OpenAI's
 * responses, Anthropic, Gemini, Bedrock, Cohere (versions 1 and 2), Mistral, watsonx. Of several names for a count the first one that
 * holds a number is taken.
 *
 * <p>Anthropic and Bedrock count input disjointly: what they call input tokens was neither read from the cache nor written to it. The
 * prompt is then the sum of the three, as every other vendor means it.
 */
final class UsageTree {
    private static final List<String> PROMPT =
            List.of("prompt_tokens", "input_tokens", "promptTokenCount", "inputTokens", "input_token_count");
    private static final List<String> DISJOINT_PROMPT = List.of("input_tokens", "inputTokens");
    private static final List<String> DISJOINT_CACHE = List.of(
            "cache_read_input_tokens", "cache_creation_input_tokens", "cacheReadInputTokens", "cacheWriteInputTokens");
    private static final List<String> COMPLETION = List.of(
            "completion_tokens", "output_tokens", "candidatesTokenCount", "outputTokens", "generated_token_count");
    private static final List<String> TOTAL = List.of("total_tokens", "totalTokenCount", "totalTokens");
    private static final List<String> CACHE_READ = List.of(
            "cache_read_input_tokens",
            "prompt_cache_hit_tokens",
            "cachedContentTokenCount",
            "cacheReadInputTokens",
            "cached_tokens");
    private static final List<String> CACHE_WRITE = List.of("cache_creation_input_tokens", "cacheWriteInputTokens");
    private static final List<String> CACHE_MISS = List.of("prompt_cache_miss_tokens");
    private static final List<String> REASONING = List.of("thoughtsTokenCount");
    private static final List<String> TOOL_USE_PROMPT = List.of("toolUsePromptTokenCount");
    private static final List<String> PROMPT_DETAILS = List.of("prompt_tokens_details", "input_tokens_details");
    private static final List<String> COMPLETION_DETAILS =
            List.of("completion_tokens_details", "output_tokens_details");

    /** Every name but those of OpenAI's chat: where one of these is, more is said than there. */
    static final List<String> OTHER_NAMES = Stream.of(
                    PROMPT.subList(1, PROMPT.size()),
                    DISJOINT_CACHE,
                    COMPLETION.subList(1, COMPLETION.size()),
                    CACHE_READ,
                    REASONING,
                    List.of("input_tokens_details", "output_tokens_details", "usageMetadata", "meta", "tokens"))
            .flatMap(List::stream)
            .distinct()
            .toList();

    /** The usage object, then the envelopes in it that some vendors use, in the order in which they are believed. */
    private final List<JsonNode> places;

    private UsageTree(JsonNode usage) {
        places = List.of(
                usage,
                usage.path("usageMetadata"),
                usage.path("meta").path("tokens"),
                usage.path("meta"),
                usage.path("tokens"));
    }

    /** Adds what {@code usage} says to {@code counts}. */
    static void read(JsonNode usage, UsageCounts counts) {
        new UsageTree(usage).read(counts);
    }

    private void read(UsageCounts counts) {
        prompt(counts);
        counts.set(Count.COMPLETION, first(COMPLETION));
        counts.set(Count.TOTAL, first(TOTAL));
        counts.set(Count.REASONING, firstOf(detail(COMPLETION_DETAILS, "reasoning_tokens"), first(REASONING)));
        counts.set(Count.COMPLETION_AUDIO, detail(COMPLETION_DETAILS, "audio_tokens"));
        counts.set(Count.ACCEPTED_PREDICTION, detail(COMPLETION_DETAILS, "accepted_prediction_tokens"));
        counts.set(Count.REJECTED_PREDICTION, detail(COMPLETION_DETAILS, "rejected_prediction_tokens"));
        counts.set(Count.PROMPT_AUDIO, detail(PROMPT_DETAILS, "audio_tokens"));
        counts.set(Count.CACHE_READ, firstOf(detail(PROMPT_DETAILS, "cached_tokens"), first(CACHE_READ)));
        counts.set(Count.CACHE_WRITE, first(CACHE_WRITE));
        counts.set(Count.CACHE_MISS, first(CACHE_MISS));
        counts.set(Count.TOOL_USE_PROMPT, first(TOOL_USE_PROMPT));
    }

    private void prompt(UsageCounts counts) {
        boolean disjoint = DISJOINT_CACHE.stream().anyMatch(name -> find(name) != null);
        for (String name : PROMPT) {
            int count = count(find(name));
            if (count < 0) {
                continue;
            }
            if (disjoint && DISJOINT_PROMPT.contains(name)) {
                counts.set(Count.PROMPT_UNCACHED, count);
                for (String cached : DISJOINT_CACHE) {
                    count += Math.max(0, count(find(cached)));
                }
            }
            counts.set(Count.PROMPT, count);
            return;
        }
    }

    private int first(List<String> names) {
        for (String name : names) {
            int count = count(find(name));
            if (count >= 0) {
                return count;
            }
        }
        return UsageCounts.NOT_SAID;
    }

    private int detail(List<String> objects, String name) {
        for (String object : objects) {
            JsonNode details = find(object);
            int count = details == null ? UsageCounts.NOT_SAID : count(details.get(name));
            if (count >= 0) {
                return count;
            }
        }
        return UsageCounts.NOT_SAID;
    }

    private @Nullable JsonNode find(String name) {
        for (JsonNode place : places) {
            JsonNode value = place.get(name);
            if (value != null && !value.isNull()) {
                return value;
            }
        }
        return null;
    }

    private static int firstOf(int count, int otherwise) {
        return count >= 0 ? count : otherwise;
    }

    /** A count as a server says it, {@link UsageCounts#NOT_SAID} where it is no number from 0 up. */
    static int count(@Nullable JsonNode value) {
        if (value == null || !value.isNumber()) {
            return UsageCounts.NOT_SAID;
        }
        double number = value.asDouble();
        return number >= 0 && number <= Integer.MAX_VALUE ? (int) number : UsageCounts.NOT_SAID;
    }
}

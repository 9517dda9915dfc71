package dev.plimsoll.engine.endpoint;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a server says it counted; -1 where it said nothing.
 *
 * @param promptTokens input tokens, those from the cache included
 * @param completionTokens output tokens, reasoning included
 * @param cachedTokens input tokens taken from the prefix cache
 * @param reasoningTokens output tokens spent on reasoning
 */
public record Usage(int promptTokens, int completionTokens, int cachedTokens, int reasoningTokens) {
    /** Nothing said. */
    public static final Usage NONE = new Usage(-1, -1, -1, -1);

    /**
     * Reads a usage object of any of the known vendors: OpenAI and whoever copies it (with DeepSeek's cache hits), OpenAI's responses,
     * Anthropic (whose {@code input_tokens} leave the cached ones out), Gemini, Bedrock, Cohere.
     */
    public static Usage of(JsonNode usage) {
        JsonNode told = usage;
        if (usage.path("usageMetadata").isObject()) {
            told = usage.path("usageMetadata");
        } else if (usage.path("meta").path("tokens").isObject()) {
            told = usage.path("meta").path("tokens");
        }
        int uncached = count(told.get("input_tokens"));
        int read = count(told.get("cache_read_input_tokens"));
        int written = count(told.get("cache_creation_input_tokens"));
        int anthropicPrompt = uncached < 0 ? -1 : uncached + Math.max(0, read) + Math.max(0, written);
        return new Usage(
                first(
                        count(told.get("prompt_tokens")),
                        anthropicPrompt,
                        count(told.get("promptTokenCount")),
                        count(told.get("inputTokens"))),
                first(
                        count(told.get("completion_tokens")),
                        count(told.get("output_tokens")),
                        count(told.get("candidatesTokenCount")),
                        count(told.get("outputTokens"))),
                first(
                        count(told.path("prompt_tokens_details").get("cached_tokens")),
                        count(told.path("input_tokens_details").get("cached_tokens")),
                        read,
                        count(told.get("prompt_cache_hit_tokens")),
                        count(told.get("cachedContentTokenCount"))),
                first(
                        count(told.path("completion_tokens_details").get("reasoning_tokens")),
                        count(told.path("output_tokens_details").get("reasoning_tokens")),
                        count(told.get("thoughtsTokenCount"))));
    }

    private static int first(int... counts) {
        for (int count : counts) {
            if (count >= 0) {
                return count;
            }
        }
        return -1;
    }

    private static int count(@Nullable JsonNode value) {
        if (value == null || !value.isNumber()) {
            return -1;
        }
        double number = value.asDouble();
        return number >= 0 && number <= Integer.MAX_VALUE ? (int) number : -1;
    }
}

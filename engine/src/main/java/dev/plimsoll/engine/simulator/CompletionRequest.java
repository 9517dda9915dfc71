package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import tools.jackson.databind.JsonNode;

/**
 * What a chat or text completion asks for.
 *
 * @param chat chat or text
 * @param stream asks for a stream
 * @param includeUsage asks for a usage event at the end of the stream
 * @param promptTokens by {@link PromptTokens}
 * @param maxTokens most output tokens, -1 where it says nothing
 */
record CompletionRequest(boolean chat, boolean stream, boolean includeUsage, int promptTokens, int maxTokens) {
    /** More than any model gives; keeps one request from holding a slot for ever. */
    static final int MOST_TOKENS = 1_000_000;

    static CompletionRequest parse(boolean chat, ByteBuf body, String servedModel) throws ApiError {
        JsonNode root = Json.object(body);
        requireModel(root, servedModel);
        int prompt = chat ? messages(root.path("messages")) : prompt(root.path("prompt"));
        int max = maxTokens(
                root, chat ? new String[] {"max_completion_tokens", "max_tokens"} : new String[] {"max_tokens"});
        boolean usage = root.path("stream_options").path("include_usage").booleanValue(false);
        return new CompletionRequest(chat, root.path("stream").booleanValue(false), usage, prompt, max);
    }

    /** Refuses a model that is not served, as vLLM does; no model at all means the one there is. */
    static void requireModel(JsonNode root, String servedModel) throws ApiError {
        String model = root.path("model").stringValue(servedModel);
        if (!model.isEmpty() && !model.equals(servedModel)) {
            throw new ApiError(
                    404,
                    "NotFoundError",
                    "The model `" + model + "` does not exist; this server has `" + servedModel + "`");
        }
    }

    /** Tokens of a text, or of a list of token ids. */
    static int textOrIds(JsonNode value, String name) throws ApiError {
        if (value.isString()) {
            return PromptTokens.count(value.stringValue());
        }
        if (value.isArray() && !value.isEmpty() && value.get(0).isIntegralNumber()) {
            return value.size();
        }
        throw ApiError.badRequest("`" + name + "` must be a string or a list of token ids");
    }

    private static int prompt(JsonNode prompt) throws ApiError {
        if (prompt.isArray() && prompt.size() == 1 && !prompt.get(0).isIntegralNumber()) {
            return textOrIds(prompt.get(0), "prompt");
        }
        return textOrIds(prompt, "prompt");
    }

    private static int messages(JsonNode messages) throws ApiError {
        if (!messages.isArray() || messages.isEmpty()) {
            throw ApiError.badRequest("`messages` must be a list of at least one message");
        }
        int tokens = 0;
        for (JsonNode message : messages) {
            JsonNode content = message.path("content");
            if (content.isString()) {
                tokens += PromptTokens.count(content.stringValue());
            } else if (content.isArray()) {
                for (JsonNode part : content) {
                    tokens += PromptTokens.count(part.path("text").stringValue(""));
                }
            } else if (!content.isNull() && !content.isMissingNode()) {
                throw ApiError.badRequest("`content` of a message must be a string or a list of parts");
            }
        }
        return tokens;
    }

    private static int maxTokens(JsonNode root, String[] names) throws ApiError {
        for (String name : names) {
            JsonNode value = root.path(name);
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            if (!value.isIntegralNumber()
                    || !value.canConvertToInt()
                    || value.intValue() < 1
                    || value.intValue() > MOST_TOKENS) {
                throw ApiError.badRequest(
                        "`" + name + "` must be a whole number from 1 to " + MOST_TOKENS + ", but is " + value);
            }
            return value.intValue();
        }
        return -1;
    }
}

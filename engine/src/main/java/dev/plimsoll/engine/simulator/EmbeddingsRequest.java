package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import tools.jackson.databind.JsonNode;

/**
 * What an embeddings request asks for.
 *
 * @param inputs number of texts
 * @param promptTokens tokens of all of them, by {@link PromptTokens}
 * @param base64 vectors as base64 of little-endian floats, else as numbers
 */
record EmbeddingsRequest(int inputs, int promptTokens, boolean base64) {
    static EmbeddingsRequest parse(ByteBuf body, String servedModel) throws ApiError {
        JsonNode root = Json.object(body);
        CompletionRequest.requireModel(root, servedModel);
        String format = root.path("encoding_format").stringValue("float");
        if (!format.equals("float") && !format.equals("base64")) {
            throw ApiError.badRequest("`encoding_format` must be float or base64, but is " + format);
        }
        JsonNode input = root.path("input");
        int inputs = 1;
        int tokens;
        if (input.isArray() && !input.isEmpty() && !input.get(0).isIntegralNumber()) {
            inputs = input.size();
            tokens = 0;
            for (JsonNode text : input) {
                tokens += CompletionRequest.textOrIds(text, "input");
            }
        } else {
            tokens = CompletionRequest.textOrIds(input, "input");
        }
        return new EmbeddingsRequest(inputs, tokens, format.equals("base64"));
    }
}

package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the cold side: request bodies in, quoted strings out. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** The object in a body. */
    static JsonNode object(ByteBuf body) throws ApiError {
        JsonNode root;
        try {
            root = MAPPER.readTree(new ByteBufInputStream(body));
        } catch (JacksonException e) {
            throw ApiError.badRequest("The body is not valid JSON: " + e.getOriginalMessage());
        }
        if (!root.isObject()) {
            throw ApiError.badRequest("The body must be a JSON object");
        }
        return root;
    }

    /** A JSON string literal. */
    static String quote(String text) {
        return MAPPER.writeValueAsString(text);
    }
}

package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.config.ModelConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request's JSON: read to its end, so that what reaches a model is JSON, and rewritten only where a configuration wants it. */
final class JsonBody {
    /** The size of bodies is limited before; a picture may be one long string. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(1000)
                    .build())
            .build();

    /** Numbers stay what they are, however long. */
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonBody() {}

    /**
     * The model that an object asks for, if it does.
     *
     * @throws RefusedRequest if the body is no JSON object, or names a model twice or by something else than a string
     */
    static Optional<String> model(ByteBuf body) throws RefusedRequest {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), stream(body))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.empty();
            }
            if (first != JsonToken.START_OBJECT) {
                throw RefusedRequest.of("invalid_json", "The body is not a JSON object.");
            }
            String model = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean isModel = parser.currentName().equals(RequestModel.FIELD);
                JsonToken value = parser.nextToken();
                if (!isModel) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_STRING) {
                    throw RefusedRequest.of("invalid_model", "The member 'model' is not a string.");
                } else if (model != null) {
                    throw RefusedRequest.of("model_ambiguous", "The body has the member 'model' more than once.");
                } else {
                    model = parser.getString();
                }
            }
            if (parser.nextToken() != null) {
                throw RefusedRequest.of("invalid_json", "Something follows the body's JSON object.");
            }
            return Optional.ofNullable(model);
        } catch (JacksonException e) {
            throw invalid(e);
        }
    }

    /** What {@link RequestFilter} makes of it. */
    static ByteBuf changed(ModelConfig model, ByteBuf body) throws RefusedRequest {
        try {
            JsonNode tree = MAPPER.readTree(stream(body));
            if (!(tree instanceof ObjectNode object)) {
                throw RefusedRequest.of("invalid_json", "The body is not a JSON object.");
            }
            return Unpooled.wrappedBuffer(MAPPER.writeValueAsBytes(RequestFilter.apply(model, object)));
        } catch (JacksonException e) {
            throw invalid(e);
        }
    }

    private static InputStream stream(ByteBuf body) {
        return new ByteBufInputStream(body.duplicate());
    }

    private static RefusedRequest invalid(JacksonException e) {
        return RefusedRequest.of(
                "invalid_json",
                "The body is not valid JSON: " + e.getOriginalMessage() + " (line "
                        + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ").");
    }
}

package dev.plimsoll.engine.endpoint;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.endpoint.AnswerFacts.Result;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** AIPerf's finding of content in answers of unknown APIs, with and without a JMESPath expression. */
class AutoDetectVectorTest {
    private static final JsonMapper JSON = new JsonMapper();

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/auto_detect_and_jmespath").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsFoundIsWhatTheyFind(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        String text = input.get("body_text").asString();
        AnswerReader reader = AnswerShape.DETECTED
                .readers(input.path("response_field").asString(null))
                .get();
        byte[] bytes = AnswerText.utf8(text);
        assertTrue(reader.read(bytes, 0, bytes.length));
        AnswerFacts facts = reader.facts();

        JsonNode body = parsed(text);
        if (rule("aiperf/auto_detect_and_jmespath", "known-protocols").applies(isKnownProtocol(body, expected))) {
            return;
        }
        JsonNode fields = expected.path("fields");
        switch (expected.path("kind").asString("")) {
            case "" -> assertEquals(0, facts.texts() + facts.results);
            case "TextResponseData" -> {
                assertEquals(0, facts.results);
                assertEquals(fields.get("text").asString(), String.join("", AnswerText.texts(facts, Channel.OUTPUT)));
            }
            case "EmbeddingResponseData" -> {
                assertEquals(Result.VECTORS, facts.result);
                assertEquals(fields.get("embeddings").size(), facts.results);
                JsonNode vectors = fields.get("embeddings");
                assertEquals(vectors.path(vectors.size() - 1).size(), facts.dimension);
            }
            case "RankingsResponseData" -> {
                assertEquals(0, facts.texts());
                assertEquals(Result.RANKINGS, facts.result);
                assertEquals(fields.get("rankings").size(), facts.results);
            }
            default -> throw new AssertionError("unknown kind in " + expected);
        }
    }

    /** A typed event or answer; several choices; or an answer of a known API in which AIPerf finds nothing. */
    private static boolean isKnownProtocol(JsonNode body, JsonNode expected) {
        String type = body.path("type").asString("");
        boolean typed = type.startsWith("response.") || type.startsWith("message") || type.startsWith("content_block_");
        boolean known = body.path("token").isObject()
                || body.path("generated_text").isString()
                || Stream.of("message", "delta")
                        .anyMatch(
                                name -> body.path("choices").path(0).path(name).isObject());
        return typed || body.path("choices").size() > 1 || (expected.isNull() && known);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.nullNode();
        }
    }
}

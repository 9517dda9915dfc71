package dev.plimsoll.engine.endpoint;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.endpoint.AnswerFacts.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** AIPerf's reading of one body or event by each of its endpoints: the texts by kind, vectors, rankings, images, usage. */
class EndpointResponseVectorTest {
    private static final String FAMILY = "aiperf/endpoint_response_parsing";

    private static final Map<String, AnswerShape> SHAPES = Map.ofEntries(
            Map.entry("chat", AnswerShape.CHOICES),
            Map.entry("completions", AnswerShape.CHOICES),
            Map.entry("responses", AnswerShape.RESPONSES),
            Map.entry("messages", AnswerShape.MESSAGES),
            Map.entry("embeddings", AnswerShape.EMBEDDINGS),
            Map.entry("nim_embeddings", AnswerShape.EMBEDDINGS),
            Map.entry("chat_embeddings", AnswerShape.EMBEDDINGS),
            Map.entry("nim_rankings", AnswerShape.RERANK),
            Map.entry("cohere_rankings", AnswerShape.RERANK),
            Map.entry("hf_tei_rankings", AnswerShape.RERANK),
            Map.entry("huggingface_generate", AnswerShape.TGI),
            Map.entry("audio_transcription", AnswerShape.TRANSCRIPTION),
            Map.entry("image_generation", AnswerShape.IMAGES),
            Map.entry("image_edit", AnswerShape.IMAGES));

    private static final Set<String> LEFT_OUT = Set.of("video_generation", "image_retrieval", "solido_rag");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/endpoint_response_parsing").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anAnswerSaysWhatTheySayItSays(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        String endpoint = input.get("endpoint").asString();
        rule("aiperf/endpoint_response_parsing", "answers-left-out").skipIf(LEFT_OUT.contains(endpoint));
        AnswerShape shape = SHAPES.get(endpoint);
        assertNotNull(shape, () -> "unknown endpoint " + endpoint);

        JsonNode body = input.get("body");
        AnswerReader reader = shape.readers(null).get();
        byte[] bytes = AnswerText.utf8(body.toString());
        boolean readable = reader.read(bytes, 0, bytes.length);
        if (rule("aiperf/endpoint_response_parsing", "never-raises").applies(expected.has("raises"))) {
            return;
        }
        assertTrue(readable || expected.isNull(), "unreadable");
        AnswerFacts facts = reader.facts();
        AnswerOracle oracle = new AnswerOracle(endpoint, input.get("streaming").asBoolean(), body);
        texts(facts, oracle, expected);
        results(facts, oracle, expected);
        usage(facts, oracle, expected);
    }

    /** Every kind of text is theirs, or all there is where a rule says that they leave some out. */
    private static void texts(AnswerFacts facts, AnswerOracle oracle, JsonNode expected) {
        JsonNode fields = expected.path("fields");
        boolean more = rule("aiperf/endpoint_response_parsing", "object-not-asked")
                        .applies(oracle.isOfAnotherObject())
                | rule("aiperf/endpoint_response_parsing", "every-choice").applies(oracle.hasFurtherChoices())
                | rule("aiperf/endpoint_response_parsing", "every-kind-of-text").applies(oracle.hasSeveralKinds())
                | rule("aiperf/endpoint_response_parsing", "refusal-and-calls").applies(oracle.hasRefusalOrLegacyCall())
                | rule("aiperf/endpoint_response_parsing", "every-event-with-text")
                        .applies(oracle.isOverlookedEvent())
                | rule("aiperf/endpoint_response_parsing", "tgi-special-token").applies(oracle.isSpecialToken())
                | rule("aiperf/endpoint_response_parsing", "tgi-whole-text").applies(oracle.isWholeTextInStream());
        for (Channel channel : Channel.values()) {
            String theirs = switch (channel) {
                case OUTPUT ->
                    fields.path("text").asString(fields.path("content").asString(""));
                case REASONING -> fields.path("reasoning").asString("");
                case TOOL -> fields.path("tool_call_text").asString("");
            };
            List<String> ours = AnswerText.texts(facts, channel);
            if (more) {
                assertEquals(
                        oracle.texts(channel).stream().sorted().toList(),
                        ours.stream().sorted().toList());
            } else {
                assertEquals(theirs, String.join("", ours), channel::name);
            }
        }
    }

    private static void results(AnswerFacts facts, AnswerOracle oracle, JsonNode expected) {
        JsonNode fields = expected.path("fields");
        String kind = expected.path("kind").asString("");
        @Nullable
        Result theirs = switch (kind) {
            case "EmbeddingResponseData" -> Result.VECTORS;
            case "RankingsResponseData" -> Result.RANKINGS;
            case "ImageResponseData" -> Result.IMAGES;
            default -> null;
        };
        if (theirs == null) {
            boolean anyShape =
                    rule("aiperf/endpoint_response_parsing", "rerank-any-shape").applies(oracle.isAnotherRerankShape());
            assertEquals(anyShape ? oracle.rankings() : 0, facts.results);
            return;
        }
        assertEquals(theirs, facts.result);
        switch (theirs) {
            case VECTORS -> {
                JsonNode vectors = fields.get("embeddings");
                assertEquals(vectors.size(), facts.results);
                JsonNode last = vectors.path(vectors.size() - 1);
                if (last.isArray()) {
                    assertEquals(last.size(), facts.dimension);
                }
            }
            case RANKINGS -> assertEquals(fields.get("rankings").size(), facts.results);
            case IMAGES ->
                assertEquals(
                        rule("aiperf/endpoint_response_parsing", "empty-image").applies(oracle.hasEmptyImage())
                                ? oracle.images()
                                : fields.get("images").size(),
                        facts.results);
        }
    }

    private static void usage(AnswerFacts facts, AnswerOracle oracle, JsonNode expected) {
        JsonNode usage =
                rule("aiperf/endpoint_response_parsing", "usage-wherever-it-is").applies(oracle.isUsageTheyOverlook())
                        ? oracle.usage()
                        : expected.path("usage");
        String ours = facts.usage ? AnswerText.counts(facts.counts) : AnswerText.counts(new UsageCounts());
        assertEquals(AnswerText.counts(usage), ours);
    }
}

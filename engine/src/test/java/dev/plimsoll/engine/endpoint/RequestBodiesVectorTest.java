package dev.plimsoll.engine.endpoint;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.record.RequestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** GuideLLM's request bodies. */
class RequestBodiesVectorTest {
    private static final Map<String, String> ENDPOINTS = Map.of(
            "/v1/chat/completions", "chat",
            "/v1/completions", "completions",
            "/v1/responses", "responses",
            "/v1/embeddings", "embeddings",
            "/pooling", "pooling",
            "/v1/audio/transcriptions", "audio_transcriptions",
            "/v1/audio/translations", "audio_transcriptions");
    /** Members that GuideLLM writes after the extras. */
    private static final Set<String> WRITTEN_LAST = Set.of("messages", "prompt", "input", "instructions");

    private static final JsonMapper JSON = new JsonMapper();

    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/request_bodies").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBodyIsTheirs(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode options = input.get("options");
        String path = input.get("endpoint").asString();
        String endpoint = Objects.requireNonNull(ENDPOINTS.get(path), () -> "unknown endpoint in " + input);
        EndpointKind kind = EndpointKinds.of(endpoint);
        assertEquals("standard", input.get("turn_type").asString());
        rule("guidellm/request_bodies", "videos-refused").skipIf(has(input, "video_column"));
        rule("guidellm/request_bodies", "tools-as-written")
                .skipIf(has(input, "tools_column") || has(input, "tool_response_column"));
        rule("guidellm/request_bodies", "history-is-sent")
                .skipIf(options.path("server_history").asBoolean(false));
        rule("guidellm/request_bodies", "audio-as-a-form").skipIf(endpoint.equals("audio_transcriptions"));

        JsonNode requested = input.get("requested_output_tokens");
        int target = requested.isNull() ? options.path("max_tokens").asInt(-1) : requested.asInt();
        Turn turn = turn(input.get("columns"), target, !requested.isNull());
        List<Backend.Exchange> history = new ArrayList<>();
        for (JsonNode past : input.get("history")) {
            history.add(new Backend.Exchange(
                    turn(past.get("columns"), -1, false),
                    past.get("response_text").asString(null)));
        }
        JsonNode extras = options.path("extras").path("body");
        BackendSettings settings = Bodies.settings(
                endpoint, "m", options.path("stream").asBoolean(false), extras.isObject() ? extras.toString() : "{}");

        ObjectNode expected = (ObjectNode) vector.get("expected").get("body").deepCopy();
        stream(expected, extras, endpoint);
        texts(expected, turn, history, endpoint);
        expected.path("messages").forEach(message -> plainContent((ObjectNode) message));
        items(expected, turn, history);
        for (String name : WRITTEN_LAST) {
            if (rule("guidellm/request_bodies", "extras-win").applies(extras.hasNonNull(name))) {
                expected.set(name, extras.get(name));
            }
        }
        assertEquals(expected, JSON.readTree(kind.body(turn, history, settings)));
    }

    private static void stream(ObjectNode expected, JsonNode extras, String endpoint) {
        if (rule("guidellm/request_bodies", "embeddings-do-not-stream").applies(endpoint.equals("pooling"))) {
            for (String name : List.of("stream", "stream_options")) {
                if (!extras.has(name)) {
                    expected.remove(name);
                }
            }
        }
        JsonNode streamOptions = expected.path("stream_options");
        if (rule("guidellm/request_bodies", "continuous-usage")
                .applies(streamOptions.isObject()
                        && !extras.path("stream_options").has("continuous_usage_stats"))) {
            ((ObjectNode) streamOptions).remove("continuous_usage_stats");
        }
        if (rule("guidellm/request_bodies", "extras-shallow")
                .applies(extras.path("stream_options").isObject())) {
            ObjectNode theirs = (ObjectNode) extras.get("stream_options").deepCopy();
            if (expected.path("stream").asBoolean(false)
                    && !theirs.has("include_usage")
                    && !endpoint.equals("responses")) {
                theirs.put("include_usage", true);
            }
            expected.set("stream_options", theirs);
        }
        boolean isTakenAway = extras.path("stream").isNull()
                || extras.has("stream") && !extras.get("stream").asBoolean();
        if (rule("guidellm/request_bodies", "usage-only-with-a-stream")
                .applies(isTakenAway && !extras.has("stream_options"))) {
            expected.remove("stream_options");
        }
    }

    private static void texts(ObjectNode expected, Turn turn, List<Backend.Exchange> history, String endpoint) {
        List<String> texts = turn.content().texts();
        if (rule("guidellm/request_bodies", "answer-behind-prompt")
                .applies(endpoint.equals("completions") && !history.isEmpty())) {
            expected.put("prompt", continued(history) + " " + text(turn));
        } else if (rule("guidellm/request_bodies", "texts-are-prompts")
                .applies(endpoint.equals("completions") && texts.size() > 1)) {
            ArrayNode prompts = expected.putArray("prompt");
            texts.forEach(text -> prompts.add(prefixed(turn, text)));
        }
        if (rule("guidellm/request_bodies", "prefix-before-every-text")
                .applies(endpoint.equals("embeddings") && turn.content().system() != null)) {
            if (texts.size() == 1) {
                expected.put("input", prefixed(turn, texts.getFirst()));
            } else {
                ArrayNode inputs = expected.putArray("input");
                texts.forEach(text -> inputs.add(prefixed(turn, text)));
            }
        }
    }

    private static void items(ObjectNode expected, Turn turn, List<Backend.Exchange> history) {
        if (!(expected.path("input") instanceof ArrayNode items)
                || !items.path(0).has("role")) {
            return;
        }
        for (JsonNode item : items) {
            rule("guidellm/request_bodies", "typed-items").inForce();
            ((ObjectNode) item).put("type", "message");
            plainContent((ObjectNode) item);
            for (JsonNode part : item.path("content")) {
                if (rule("guidellm/request_bodies", "responses-audio")
                        .applies(part.path("type").asString("").equals("input_file"))) {
                    String data = part.get("file_data").asString();
                    ((ObjectNode) part).removeAll();
                    ((ObjectNode) part)
                            .put("type", "input_audio")
                            .putObject("input_audio")
                            .put("data", data);
                }
            }
        }
        String earlier = Latest.of(turn, history, Content::system);
        if (rule("guidellm/request_bodies", "instructions-stay")
                .applies(turn.content().system() == null && earlier != null)) {
            expected.put("instructions", earlier);
        }
    }

    /** Every earlier prompt with its answer right behind it. */
    private static String continued(List<Backend.Exchange> history) {
        return history.stream()
                .map(past -> text(past.turn()) + Objects.requireNonNullElse(past.answer(), ""))
                .collect(Collectors.joining(" "));
    }

    private static String text(Turn turn) {
        return prefixed(turn, String.join(" ", turn.content().texts()));
    }

    private static String prefixed(Turn turn, String text) {
        return turn.content().system() == null ? text : turn.content().system() + " " + text;
    }

    private static Turn turn(JsonNode columns, int outputTokens, boolean ignoreEos) {
        JsonNode pooling = columns.path("pooling_column").path(0);
        Content content = pooling.isObject()
                ? Content.ofPayload(known(pooling).toString())
                : Content.ofParts(
                        joined(columns.get("prefix_column")),
                        Content.inTurn(
                                all(columns, "text_column", text -> new Content.Text(null, text.asString())),
                                all(
                                        columns,
                                        "image_column",
                                        image -> new Content.Image(
                                                image.get("image").asString())),
                                all(columns, "audio_column", RequestBodiesVectorTest::audio)));
        return new Turn(
                0, Turn.NO_PARENTS, content, -1, outputTokens, ignoreEos, null, null, RequestSettings.NONE, null);
    }

    /** Of a pooling row GuideLLM sends these two members. */
    private static ObjectNode known(JsonNode pooling) {
        ObjectNode known = JSON.createObjectNode();
        for (String name : List.of("data", "priority")) {
            if (pooling.has(name)) {
                known.set(name, pooling.get(name));
            }
        }
        return known;
    }

    private static Content.Audio audio(JsonNode audio) {
        return new Content.Audio(
                audio.path("format").asString("wav"), audio.path("audio").asString(""));
    }

    private static <T> List<T> all(JsonNode columns, String name, Function<JsonNode, T> reader) {
        List<T> all = new ArrayList<>();
        columns.path(name).forEach(value -> all.add(reader.apply(value)));
        return all;
    }

    private static @Nullable String joined(@Nullable JsonNode texts) {
        if (texts == null || texts.isEmpty()) {
            return null;
        }
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asString()));
        return String.join(" ", all);
    }

    private static boolean has(JsonNode input, String column) {
        boolean inHistory = input.get("history")
                .valueStream()
                .anyMatch(past -> !past.path("columns").path(column).isEmpty());
        return inHistory || !input.get("columns").path(column).isEmpty();
    }

    private static void plainContent(ObjectNode message) {
        JsonNode content = message.get("content");
        if (rule("guidellm/request_bodies", "plain-content")
                .applies(content.isArray()
                        && content.size() == 1
                        && content.get(0).has("text"))) {
            message.set("content", content.get(0).get("text"));
        } else if (rule("guidellm/request_bodies", "reasoning-not-replayed")
                .applies(message.path("role").asString("").equals("assistant") && content.isString())) {
            message.put("content", content.asString().replaceFirst("(?s)^<think>.*</think>", ""));
        }
    }
}

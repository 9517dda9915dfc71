package dev.plimsoll.engine.endpoint;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.record.RequestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** GuideLLM's request bodies. */
class RequestBodiesVectorTest {
    private static final Set<String> NOT_BUILT =
            Set.of("/v1/responses", "/v1/embeddings", "/pooling", "/v1/audio/transcriptions", "/v1/audio/translations");

    private static final JsonMapper JSON = new JsonMapper();

    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/request_bodies").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBodyIsTheirs(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode options = input.get("options");
        EndpointKind kind = EndpointKinds.all().stream()
                .filter(k -> k.path().equals(input.get("endpoint").asString()))
                .findFirst()
                .orElse(null);
        rule("guidellm/request_bodies", "endpoint-not-built")
                .skipIf(kind == null && NOT_BUILT.contains(input.get("endpoint").asString()));
        Objects.requireNonNull(kind, () -> "unknown endpoint in " + input);
        rule("guidellm/request_bodies", "multipart-content").skipIf(!isPlainText(input.get("columns")));
        assertEquals("standard", input.get("turn_type").asString());

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
        BackendSettings settings = new BackendSettings(
                "http://h",
                kind.name(),
                "m",
                options.path("stream").asBoolean(false),
                null,
                Map.of(),
                extras.isObject() ? extras.toString() : "{}",
                HttpOptions.of(new HttpTimeouts(0, 0, 0)),
                0,
                "none",
                false);

        ObjectNode expected = (ObjectNode) vector.get("expected").get("body").deepCopy();
        JsonNode streamOptions = expected.path("stream_options");
        if (rule("guidellm/request_bodies", "continuous-usage").applies(streamOptions.isObject())) {
            ((ObjectNode) streamOptions).remove("continuous_usage_stats");
        }
        if (rule("guidellm/request_bodies", "extras-shallow").applies(extras.has("stream_options"))) {
            expected.set("stream_options", extras.get("stream_options"));
        }
        if (rule("guidellm/request_bodies", "answer-behind-prompt")
                .applies(expected.has("prompt") && !history.isEmpty())) {
            expected.put("prompt", continued(history) + " " + text(turn));
        }
        for (JsonNode message : expected.path("messages")) {
            plainContent((ObjectNode) message);
        }
        assertEquals(expected, JSON.readTree(kind.body(turn, history, settings)));
    }

    /** Every earlier prompt with its answer right behind it. */
    private static String continued(List<Backend.Exchange> history) {
        return history.stream()
                .map(past -> text(past.turn()) + Objects.requireNonNullElse(past.answer(), ""))
                .collect(Collectors.joining(" "));
    }

    private static String text(Turn turn) {
        return turn.content().system() == null
                ? turn.content().text()
                : turn.content().system() + " " + turn.content().text();
    }

    private static Turn turn(JsonNode columns, int outputTokens, boolean ignoreEos) {
        return new Turn(
                0,
                Turn.NO_PARENTS,
                Content.ofText(
                        joined(columns.get("prefix_column")),
                        columns.get("text_column").get(0).asString()),
                -1,
                outputTokens,
                ignoreEos,
                null,
                null,
                RequestSettings.NONE,
                null);
    }

    private static @Nullable String joined(@Nullable JsonNode texts) {
        if (texts == null) {
            return null;
        }
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asString()));
        return String.join(" ", all);
    }

    private static boolean isPlainText(JsonNode columns) {
        return columns.path("text_column").size() == 1
                && columns.propertyStream()
                        .allMatch(c ->
                                c.getKey().equals("text_column") || c.getKey().equals("prefix_column"));
    }

    private static void plainContent(ObjectNode message) {
        JsonNode content = message.get("content");
        if (rule("guidellm/request_bodies", "plain-content").applies(content.isArray() && content.size() == 1)) {
            message.set("content", content.get(0).get("text"));
        } else if (rule("guidellm/request_bodies", "reasoning-not-replayed")
                .applies(message.get("role").asString().equals("assistant"))) {
            message.put("content", content.asString().replaceFirst("(?s)^<think>.*</think>", ""));
        }
    }
}

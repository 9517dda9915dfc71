package dev.plimsoll.engine.endpoint;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.plan.EndpointOptions;
import dev.plimsoll.engine.record.RequestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** AIPerf's request bodies. */
class PayloadVectorTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> ENDPOINTS = Map.ofEntries(
            Map.entry("chat", "chat"),
            Map.entry("completions", "completions"),
            Map.entry("responses", "responses"),
            Map.entry("messages", "messages"),
            Map.entry("embeddings", "embeddings"),
            Map.entry("nim_embeddings", "embeddings"),
            Map.entry("chat_embeddings", "chat_embeddings"),
            Map.entry("huggingface_generate", "tgi"),
            Map.entry("cohere_rankings", "rerank"),
            Map.entry("hf_tei_rankings", "rerank"),
            Map.entry("nim_rankings", "rerank"),
            Map.entry("image_generation", "image_generation"),
            Map.entry("image_edit", "image_edit"),
            Map.entry("audio_transcription", "audio_transcriptions"),
            Map.entry("raw", "raw"),
            Map.entry("template", "template"));
    private static final Set<String> LEFT_OUT =
            Set.of("video_generation", "image_retrieval", "solido_rag", "cohere_embeddings");
    private static final Set<String> MESSAGES = Set.of("chat", "chat_embeddings", "responses", "messages");
    private static final Set<String> PLAIN_TEXT = Set.of("completions", "tgi");
    private static final Set<String> ONE_TURN = Set.of("embeddings", "rerank");
    private static final Set<String> SENT_OF_THE_SERVER = Set.of(
            "web_search_call",
            "file_search_call",
            "image_generation_call",
            "code_interpreter_call",
            "computer_call",
            "reasoning");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/payload_and_extra_merge").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBodyIsTheirs(JsonNode vector) {
        JsonNode input = vector.get("input");
        String name = input.get("endpoint").asString();
        rule("aiperf/payload_and_extra_merge", "endpoints-left-out").skipIf(LEFT_OUT.contains(name));
        String endpoint = Objects.requireNonNull(ENDPOINTS.get(name), () -> "unknown endpoint in " + input);
        List<JsonNode> turns = list(input.get("turns"));
        JsonNode expected = vector.get("expected");
        boolean raises = expected.has("raises");
        if (turns.isEmpty()) {
            assertEquals(true, raises);
            assertThrows(IllegalArgumentException.class, () -> new Conversation(0, null, List.of()));
            return;
        }
        JsonNode last = turns.getLast();
        ObjectNode extras = extras(input.get("endpoint_extra"));
        rule("aiperf/payload_and_extra_merge", "audio-has-a-format")
                .skipIf(turns.stream().anyMatch(PayloadVectorTest::hasPlainAudio));
        rule("aiperf/payload_and_extra_merge", "user-context-is-a-turn")
                .skipIf(input.hasNonNull("user_context_message") && !MESSAGES.contains(endpoint));
        rule("aiperf/payload_and_extra_merge", "two-system-prompts")
                .skipIf(input.hasNonNull("system_message") && beginsWithSystem(turns));
        rule("aiperf/payload_and_extra_merge", "a-cut-history-has-no-tools").skipIf(cutsTools(turns));
        rule("aiperf/payload_and_extra_merge", "items-as-they-are")
                .skipIf(turns.stream()
                        .flatMap(t -> list(t.path("raw_messages")).stream())
                        .anyMatch(
                                m -> SENT_OF_THE_SERVER.contains(m.path("type").asString(""))));
        rule("aiperf/payload_and_extra_merge", "template-strict")
                .skipIf(endpoint.equals("template") && readsTheirObjects(extras));

        Asked asked = asked(input, turns);
        BackendSettings settings = Bodies.settings(
                endpoint,
                options(name, extras, input),
                input.get("model").asString(),
                input.get("streaming").asBoolean(),
                extras.toString());
        boolean several = turns.size() > 1;
        boolean refusedByThem = several && (PLAIN_TEXT.contains(endpoint) || ONE_TURN.contains(endpoint));
        if (rule("aiperf/payload_and_extra_merge", "several-turns").applies(refusedByThem)) {
            assertEquals(true, raises, "AIPerf sends one turn only");
            Bodies.json(asked.turn, asked.history, settings);
            return;
        }
        boolean imagesAsText =
                endpoint.equals("embeddings") && !asked.turn.content().images().isEmpty();
        rule("aiperf/payload_and_extra_merge", "unsent-is-not-judged")
                .skipIf(raises
                        && endpoint.equals("messages")
                        && contents(last, "audios").isEmpty()
                        && asked.history.stream()
                                .allMatch(past -> past.turn().content().audios().isEmpty()
                                        || extras.has("messages")
                                        || last.path("extra_body").has("messages")));
        if (raises
                || rule("aiperf/payload_and_extra_merge", "images-are-no-text").applies(imagesAsText)) {
            assertThrows(RuntimeException.class, () -> Bodies.json(asked.turn, asked.history, settings));
            return;
        }
        ObjectNode body = (ObjectNode) expected.deepCopy();
        adjust(body, endpoint, input, extras, last.path("extra_body"), asked);
        ObjectNode sent = (ObjectNode) Bodies.json(asked.turn, asked.history, settings);
        if (endpoint.equals("image_edit") || endpoint.equals("audio_transcriptions")) {
            rule("aiperf/payload_and_extra_merge", "a-form-is-text").inForce();
            asForm(body);
        }
        assertEquals(body, sent);
    }

    /** Every value as its text, files aside; an empty list is no field. */
    private static void asForm(ObjectNode body) {
        for (String field : List.copyOf(body.propertyNames())) {
            JsonNode value = body.get(field);
            if (value.isArray() && value.isEmpty()) {
                body.remove(field);
            } else if (value.isArray()) {
                ArrayNode texts = JSON.createArrayNode();
                value.forEach(element -> texts.add(formText(element)));
                body.set(field, texts);
            } else if (!value.has("b64_data")) {
                body.put(field, formText(value));
            }
        }
    }

    private static String formText(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    // ---- what we do on purpose

    private static void adjust(
            ObjectNode body, String endpoint, JsonNode input, ObjectNode extras, JsonNode turnExtras, Asked asked) {
        boolean verbatim = endpoint.equals("raw");
        if (rule("aiperf/payload_and_extra_merge", "embeddings-do-not-stream")
                .applies(endpoint.equals("chat_embeddings") && !extras.has("stream") && !turnExtras.has("stream"))) {
            body.remove("stream");
        }
        JsonNode author = turnExtras.has("stream_options") ? turnExtras : extras;
        boolean streamed = body.path("stream").asBoolean(false);
        if (rule("aiperf/payload_and_extra_merge", "stream-false-left-out")
                .applies(!verbatim
                        && !extras.has("stream")
                        && !turnExtras.has("stream")
                        && body.path("stream").isBoolean()
                        && !streamed
                        && !endpoint.equals("template"))) {
            body.remove("stream");
        }
        boolean asksForUsage = endpoint.equals("chat") || endpoint.equals("completions");
        if (rule("aiperf/payload_and_extra_merge", "usage-with-every-stream").applies(asksForUsage && streamed)) {
            JsonNode given = body.path("stream_options");
            if (given.isMissingNode()) {
                body.putObject("stream_options").put("include_usage", true);
            } else if (given instanceof ObjectNode options && !options.has("include_usage")) {
                options.put("include_usage", true);
            }
        }
        boolean optionsAreTheirs = body.has("stream_options") && !verbatim && (!asksForUsage || !streamed);
        if (rule("aiperf/payload_and_extra_merge", "usage-only-with-a-stream").applies(optionsAreTheirs)) {
            if (author.has("stream_options")) {
                body.set("stream_options", author.get("stream_options"));
            } else {
                body.remove("stream_options");
            }
        }
        if (!verbatim) {
            withoutNulls(body, extras, turnExtras);
            withoutNulls(body, turnExtras, JSON.createObjectNode());
            if (endpoint.equals("tgi") && body.path("parameters") instanceof ObjectNode parameters) {
                withoutNulls(parameters, extras, JSON.createObjectNode());
            }
        }
        String field = endpoint.equals("completions") ? "prompt" : endpoint.equals("tgi") ? "inputs" : "input";
        boolean says = asked.turn.content().texts().stream().anyMatch(text -> !text.isEmpty());
        boolean isReplaced = extras.has(field) && !endpoint.equals("tgi") || turnExtras.has(field);
        if (rule("aiperf/payload_and_extra_merge", "empty-prompt")
                .applies(PLAIN_TEXT.contains(endpoint) && !says && !isReplaced)) {
            body.put(field, Objects.requireNonNullElse(asked.turn.content().system(), ""));
        } else if (!isReplaced) {
            prefix(body, endpoint, field, input, asked);
        }
        JsonNode inputs = body.path("input");
        if (rule("aiperf/payload_and_extra_merge", "one-text-is-no-list")
                .applies(endpoint.equals("embeddings") && inputs.isArray() && inputs.size() == 1)) {
            body.set("input", inputs.get(0));
        }
        for (JsonNode message : body.path("messages")) {
            withoutVideos(message);
        }
        if (endpoint.equals("messages") && !extras.has("messages") && !turnExtras.has("messages")) {
            lift(body, extras.has("system") || turnExtras.has("system"));
        }
    }

    private static void withoutNulls(ObjectNode body, JsonNode extras, JsonNode later) {
        extras.propertyStream().forEach(member -> {
            if (rule("aiperf/payload_and_extra_merge", "null-takes-away")
                    .applies(member.getValue().isNull() && !later.has(member.getKey()))) {
                body.remove(member.getKey());
            }
        });
    }

    private static void prefix(ObjectNode body, String endpoint, String field, JsonNode input, Asked asked) {
        String system = asked.turn.content().system();
        boolean applies = system != null && (PLAIN_TEXT.contains(endpoint) || endpoint.equals("embeddings"));
        if (!rule("aiperf/payload_and_extra_merge", "prefix-before-every-text").applies(applies)) {
            return;
        }
        if (body.path(field).isString()) {
            body.put(
                    field,
                    input.get("system_message").asString() + " "
                            + body.get(field).asString());
        } else if (body.path(field) instanceof ArrayNode list) {
            ArrayNode prefixed = JSON.createArrayNode();
            list.forEach(text -> prefixed.add(system + " " + text.asString()));
            body.set(field, prefixed);
        }
    }

    private static void withoutVideos(JsonNode message) {
        if (message.path("content") instanceof ArrayNode parts) {
            int before = parts.size();
            for (int i = before - 1; i >= 0; i--) {
                if (rule("aiperf/payload_and_extra_merge", "videos-refused")
                        .applies(parts.get(i).path("type").asString("").equals("video_url"))) {
                    parts.remove(i);
                }
            }
            if (parts.size() < before
                    && parts.size() == 1
                    && parts.get(0).path("type").asString("").equals("text")) {
                ((ObjectNode) message).set("content", parts.get(0).get("text"));
            }
        }
    }

    private static void lift(ObjectNode body, boolean isReplaced) {
        if (!(body.path("messages") instanceof ArrayNode messages)) {
            return;
        }
        List<String> systems = new ArrayList<>();
        if (body.path("system").isString()) {
            systems.add(body.get("system").asString());
        }
        ArrayNode rest = JSON.createArrayNode();
        for (JsonNode message : messages) {
            String role = message.path("role").asString("");
            if (rule("aiperf/payload_and_extra_merge", "system-beside-the-messages")
                    .applies(role.equals("system") || role.equals("developer"))) {
                systems.add(message.get("content").asString());
                systems.remove("");
            } else {
                rest.add(message);
            }
        }
        if (rest.size() < messages.size()) {
            body.set("messages", rest);
            if (!isReplaced && !systems.isEmpty()) {
                body.put("system", String.join("\n\n", systems));
            }
        }
    }

    // ---- what they ask

    /** What is asked, and what was said before it. */
    private record Asked(Turn turn, List<Backend.Exchange> history) {}

    private static Asked asked(JsonNode input, List<JsonNode> turns) {
        List<Backend.Exchange> history = new ArrayList<>();
        String system = input.path("system_message").asString(null);
        String context = input.path("user_context_message").asString(null);
        if (context != null) {
            history.add(new Backend.Exchange(Turn.single(Content.ofText(system, context), -1, -1), null));
            system = null;
        }
        int fixed = history.size();
        for (int i = 0; i < turns.size(); i++) {
            JsonNode turn = turns.get(i);
            boolean isLast = i == turns.size() - 1;
            if (turn.path("reset_context").asBoolean(false) && turn.hasNonNull("raw_messages")) {
                history.subList(fixed, history.size()).clear();
                system = context == null ? input.path("system_message").asString(null) : null;
            }
            if (!isLast
                    && isPlainAnswer(turn)
                    && history.size() > fixed
                    && history.getLast().answer() == null) {
                Turn answered = history.removeLast().turn();
                history.add(
                        new Backend.Exchange(answered, text(turn.get("texts").get(0))));
                continue;
            }
            Turn said = turn(turn, system, input.get("endpoint").asString().equals("responses"));
            system = null;
            if (isLast) {
                return new Asked(said, history);
            }
            history.add(new Backend.Exchange(said, null));
        }
        throw new IllegalArgumentException("no turn");
    }

    private static Turn turn(JsonNode turn, @Nullable String system, boolean typed) {
        String tools = turn.hasNonNull("raw_tools") ? turn.get("raw_tools").toString() : null;
        return new Turn(
                0,
                Turn.NO_PARENTS,
                content(turn, system, typed).withTools(tools),
                -1,
                turn.path("max_tokens").asInt(-1),
                false,
                turn.path("model").asString(null),
                turn.hasNonNull("extra_body") ? turn.get("extra_body").toString() : null,
                RequestSettings.NONE,
                null);
    }

    private static Content content(JsonNode turn, @Nullable String system, boolean typed) {
        if (turn.hasNonNull("raw_payload")) {
            return Content.ofPayload(turn.get("raw_payload").toString());
        }
        if (turn.hasNonNull("raw_messages")) {
            return Content.ofMessages(system, turn.get("raw_messages").toString());
        }
        String role = turn.path("role").asString("user");
        List<Content.Part> parts = new ArrayList<>();
        for (JsonNode text : turn.path("texts")) {
            if (text.isString()) {
                parts.add(new Content.Text(null, text.asString()));
            } else {
                text.get("contents")
                        .forEach(one ->
                                parts.add(new Content.Text(text.path("name").asString(null), one.asString())));
            }
        }
        contents(turn, "images").forEach(image -> parts.add(new Content.Image(image)));
        contents(turn, "audios").forEach(audio -> {
            int comma = audio.indexOf(',');
            String format = audio.substring(0, comma).replaceFirst("^data:audio/([^;]+).*", "$1");
            parts.add(new Content.Audio(format, audio.substring(comma + 1)));
        });
        if (!role.equals("user")) {
            ObjectNode message = JSON.createObjectNode().put("role", role);
            message.put("content", text(turn.get("texts").get(0)));
            if (typed) {
                message.put("type", "message");
            }
            return Content.ofMessages(system, "[" + message + "]");
        }
        return Content.ofParts(system, parts);
    }

    private static List<String> contents(JsonNode turn, String name) {
        List<String> contents = new ArrayList<>();
        for (JsonNode medium : turn.path(name)) {
            if (medium.isString()) {
                contents.add(medium.asString());
            } else {
                medium.path("contents").forEach(one -> contents.add(one.asString()));
            }
        }
        return contents;
    }

    private static EndpointOptions options(String name, ObjectNode extras, JsonNode input) {
        String template = null;
        String responseField = null;
        if (name.equals("template") || name.equals("raw")) {
            template = extras.path("payload_template").asString(null);
            responseField = extras.path("response_field").asString(null);
            extras.remove(List.of("payload_template", "response_field"));
        }
        return new EndpointOptions(
                null,
                input.get("use_legacy_max_tokens").asBoolean() ? "max_tokens" : null,
                switch (name) {
                    case "hf_tei_rankings" -> "tei";
                    case "nim_rankings" -> "nim";
                    default -> null;
                },
                template,
                responseField);
    }

    /** The extras, which AIPerf also knows as pairs. */
    private static ObjectNode extras(JsonNode written) {
        if (written instanceof ObjectNode object) {
            return object.deepCopy();
        }
        ObjectNode extras = JSON.createObjectNode();
        written.forEach(pair -> extras.set(pair.get(0).asString(), pair.get(1)));
        return extras;
    }

    private static boolean isPlainAnswer(JsonNode turn) {
        return turn.path("role").asString("").equals("assistant")
                && !turn.hasNonNull("raw_messages")
                && turn.path("texts").size() == 1
                && contents(turn, "texts").size() == 1
                && !turn.hasNonNull("raw_tools");
    }

    private static boolean hasPlainAudio(JsonNode turn) {
        return contents(turn, "audios").stream().anyMatch(audio -> audio.indexOf(',') < 0);
    }

    private static boolean beginsWithSystem(List<JsonNode> turns) {
        JsonNode first = turns.getFirst();
        return first.path("role").asString("").equals("system")
                || first.path("raw_messages").path(0).path("role").asString("").equals("system");
    }

    /** Whether tools are named only before a turn that begins anew. */
    private static boolean cutsTools(List<JsonNode> turns) {
        boolean before = false;
        boolean cut = false;
        for (JsonNode turn : turns) {
            if (turn.path("reset_context").asBoolean(false) && turn.hasNonNull("raw_messages")) {
                cut = before;
            }
            if (turn.hasNonNull("raw_tools")) {
                before = true;
                cut = false;
            }
        }
        return cut;
    }

    private static boolean readsTheirObjects(ObjectNode extras) {
        return extras.path("payload_template").asString("").matches("(?s).*\\b(turns?|request_info)\\b.*");
    }

    private static String text(JsonNode text) {
        return text.isString() ? text.asString() : text.get("contents").get(0).asString();
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }
}

package dev.plimsoll.engine.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Which rule of difference from AIPerf a body falls under, and all that is in it: the plain reading of a body, by what its members are
 * called and not by what a protocol's reader is interested in.
 */
record AnswerOracle(String endpoint, boolean streaming, JsonNode body) {
    private static final Map<String, String> MEMBER_OF_OBJECT = Map.of(
            "chat.completion",
            "message",
            "chat.completion.chunk",
            "delta",
            "text_completion",
            "text",
            "completion",
            "text");

    private static final Set<String> THEIR_EVENTS = Set.of(
            "response.output_text.delta",
            "response.reasoning_text.delta",
            "response.function_call_arguments.delta",
            "response.output_text.done",
            "content_block_delta",
            "message");

    /** Ends of a response beside {@code response.completed}. */
    private static final Set<String> OTHER_LAST_EVENTS =
            Set.of("response.incomplete", "response.failed", "response.cancelled");

    private static final Set<String> THEIR_ITEMS = Set.of("message", "reasoning", "function_call");
    private static final Set<String> THEIR_BLOCKS = Set.of("text", "thinking", "tool_use");

    // ---- chat and completions

    private boolean isChoices() {
        return endpoint.equals("chat") || endpoint.equals("completions");
    }

    private JsonNode choice() {
        return body.path("choices").path(0);
    }

    /** An object of a name they do not know, or whose name does not go with what is in it. */
    boolean isOfAnotherObject() {
        String object = body.path("object").asString("");
        if (endpoint.equals("responses")) {
            return !body.has("type") && !object.equals("response");
        }
        String member = MEMBER_OF_OBJECT.getOrDefault(object, "");
        return isChoices()
                && (!member.equals("text") == endpoint.equals("completions")
                        || Set.of("message", "delta", "text").stream()
                                .anyMatch(other -> !other.equals(member) && choice().has(other)));
    }

    boolean hasFurtherChoices() {
        return body.path("choices").size() > 1
                || (endpoint.equals("huggingface_generate") && body.size() > 1 && body.isArray());
    }

    /** A refusal, a spoken answer, or a call in the old form. */
    boolean hasRefusalOrLegacyCall() {
        return List.of("message", "delta").stream()
                .map(choice()::path)
                .anyMatch(message -> message.has("refusal") || message.has("audio") || message.has("function_call"));
    }

    // ---- responses and messages

    private String type() {
        return body.path("type").asString("");
    }

    /** An event with text that is none of those they read text from. */
    boolean isOverlookedEvent() {
        boolean typed = endpoint.equals("responses") || endpoint.equals("messages");
        return typed && body.has("type") && !THEIR_EVENTS.contains(type());
    }

    /** Texts of several kinds in one body, of which they keep one or two; or output items of kinds they do not know. */
    boolean hasSeveralKinds() {
        if (isChoices()) {
            return List.of("message", "delta").stream()
                    .map(choice()::path)
                    .anyMatch(m -> m.has("tool_calls") && (m.has("reasoning") || m.has("reasoning_content")));
        }
        return body.path("output").size() > 0
                || (endpoint.equals("messages") && body.path("content").size() > 0);
    }

    // ---- text generation inference

    boolean isSpecialToken() {
        return endpoint.equals("huggingface_generate")
                && body.path("token").path("special").asBoolean(false);
    }

    /** A whole text in a stream where a token should be, or a token where a whole text should be. */
    boolean isWholeTextInStream() {
        return endpoint.equals("huggingface_generate")
                && streaming != body.path("token").isObject();
    }

    // ---- all there is

    /** The texts of a kind, in no particular order. */
    List<String> texts(Channel channel) {
        List<String> text = new ArrayList<>();
        switch (endpoint) {
            case "chat", "completions" -> body.path("choices").forEach(choice -> choice(choice, channel, text));
            case "responses" -> response(channel, text);
            case "messages" -> message(channel, text);
            case "huggingface_generate" -> tgi(channel, text);
            default -> {}
        }
        return text;
    }

    private static void choice(JsonNode choice, Channel channel, List<String> text) {
        if (channel == Channel.OUTPUT) {
            add(choice.path("text"), text);
        }
        for (String member : List.of("delta", "message")) {
            JsonNode message = choice.path(member);
            switch (channel) {
                case OUTPUT -> {
                    add(message.path("content"), text);
                    add(message.path("refusal"), text);
                    add(message.path("audio").path("transcript"), text);
                }
                case REASONING -> {
                    boolean first =
                            !message.path("reasoning_content").asString("").isEmpty();
                    add(message.path(first ? "reasoning_content" : "reasoning"), text);
                }
                case TOOL -> {
                    call(message.path("function_call"), text);
                    message.path("tool_calls").forEach(call -> call(call.path("function"), text));
                }
            }
        }
    }

    private static void call(JsonNode function, List<String> text) {
        add(function.path("name"), text);
        add(function.path("arguments"), text);
    }

    private void response(Channel channel, List<String> text) {
        if (!body.has("type")) {
            List<String> all = new ArrayList<>();
            for (JsonNode item : body.path("output")) {
                outputItem(item, channel, text);
                List.of(Channel.values()).forEach(any -> outputItem(item, any, all));
            }
            if (all.isEmpty() && channel == Channel.OUTPUT) {
                add(body.path("output_text"), text);
            }
            return;
        }
        Channel kind = type().contains("reasoning")
                ? Channel.REASONING
                : type().contains("call") || type().contains("output_item") ? Channel.TOOL : Channel.OUTPUT;
        if (kind != channel) {
            return;
        }
        if (type().endsWith(".delta")) {
            add(body.path("delta"), text);
        } else if (type().endsWith("_item.added")) {
            add(body.path("item").path("name"), text);
        } else if (type().endsWith(".done") && !type().contains("output_item") && !type().contains("_part")) {
            List.of("text", "refusal", "arguments", "input", "code").forEach(name -> add(body.path(name), text));
        }
    }

    private static void outputItem(JsonNode item, Channel channel, List<String> text) {
        String type = item.path("type").asString("");
        Channel kind =
                type.equals("message") ? Channel.OUTPUT : type.equals("reasoning") ? Channel.REASONING : Channel.TOOL;
        if (kind != channel) {
            return;
        }
        for (String list : List.of("summary", "content")) {
            item.path(list).forEach(part -> {
                add(part.path("text"), text);
                add(part.path("refusal"), text);
            });
        }
        List.of("name", "arguments", "input", "code").forEach(name -> add(item.path(name), text));
    }

    private void message(Channel channel, List<String> text) {
        body.path("content").forEach(block -> block(block, channel, text));
        block(body.path("content_block"), channel, text);
        body.path("message").path("content").forEach(block -> block(block, channel, text));
        add(
                body.path("delta")
                        .path(
                                switch (channel) {
                                    case OUTPUT -> "text";
                                    case REASONING -> "thinking";
                                    case TOOL -> "partial_json";
                                }),
                text);
    }

    private static void block(JsonNode block, Channel channel, List<String> text) {
        switch (channel) {
            case OUTPUT -> add(block.path("text"), text);
            case REASONING -> add(block.path("thinking"), text);
            case TOOL -> {
                add(block.path("name"), text);
                if (block.path("input").size() > 0) {
                    text.add(block.path("input").toString());
                }
            }
        }
    }

    private void tgi(Channel channel, List<String> text) {
        if (channel != Channel.OUTPUT || isSpecialToken()) {
            return;
        }
        if (body.path("token").isObject()) {
            add(body.path("token").path("text"), text);
        } else if (body.isArray()) {
            body.forEach(answer -> add(answer.path("generated_text"), text));
        } else {
            add(body.path("generated_text"), text);
        }
    }

    private static void add(JsonNode value, List<String> text) {
        if (!value.asString("").isEmpty()) {
            text.add(value.asString());
        }
    }

    // ---- what is no text

    boolean isAnotherRerankShape() {
        return endpoint.endsWith("_rankings");
    }

    int rankings() {
        for (JsonNode list : List.of(body, body.path("results"), body.path("rankings"), body.path("data"))) {
            if (list.isArray()) {
                return (int) list.valueStream().filter(JsonNode::isObject).count();
            }
        }
        return 0;
    }

    boolean hasEmptyImage() {
        return images()
                != Math.max(body.has("b64_json") ? 1 : 0, body.path("data").size());
    }

    int images() {
        int images = isImage(body) ? 1 : 0;
        for (JsonNode image : body.path("data")) {
            images += isImage(image) ? 1 : 0;
        }
        return images;
    }

    private static boolean isImage(JsonNode image) {
        return !image.path("b64_json").asString("").isEmpty()
                || !image.path("url").asString("").isEmpty();
    }

    /** Usage where they look for none. */
    boolean isUsageTheyOverlook() {
        boolean overlooked = switch (endpoint) {
            case "chat", "completions", "image_generation", "image_edit", "audio_transcription" -> false;
            case "responses" -> OTHER_LAST_EVENTS.contains(type()) || isOfAnotherObject();
            case "messages" -> false;
            default -> true;
        };
        return overlooked && !usage().isMissingNode();
    }

    JsonNode usage() {
        if (body.has("usage") || body.has("response")) {
            return body.has("usage")
                    ? body.path("usage")
                    : body.path("response").path("usage");
        }
        List<JsonNode> details = (body.isArray() ? body.valueStream() : Stream.of(body))
                .map(answer -> answer.path("details").path("generated_tokens"))
                .filter(JsonNode::isNumber)
                .toList();
        return details.isEmpty()
                ? body.path("meta")
                : JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "completion_tokens",
                                details.stream().mapToInt(JsonNode::asInt).sum());
    }
}

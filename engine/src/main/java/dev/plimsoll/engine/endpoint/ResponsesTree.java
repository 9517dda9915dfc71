package dev.plimsoll.engine.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's responses. A stream says each piece of text by deltas and then once more as a whole ({@code .done}, the item, the whole
 * response); of these repetitions only the {@code .done} of a piece without deltas is content.
 */
final class ResponsesTree implements AnswerTree {
    /** What is said by deltas, by the part of their type before {@code .delta}. */
    static final Map<String, Channel> PIECES = pieces();

    private static final int PIECES_PER_ITEM = 1 << 10;
    private static final int CHANNELS = Channel.values().length;

    private static Map<String, Channel> pieces() {
        Map<String, Channel> pieces = new LinkedHashMap<>();
        pieces.put("response.output_text", Channel.OUTPUT);
        pieces.put("response.refusal", Channel.OUTPUT);
        pieces.put("response.reasoning_text", Channel.REASONING);
        pieces.put("response.reasoning_summary_text", Channel.REASONING);
        pieces.put("response.function_call_arguments", Channel.TOOL);
        pieces.put("response.mcp_call_arguments", Channel.TOOL);
        pieces.put("response.custom_tool_call_input", Channel.TOOL);
        pieces.put("response.code_interpreter_call_code", Channel.TOOL);
        return pieces;
    }

    @Override
    public boolean understand(JsonNode root, AnswerFacts facts) {
        if (!root.isObject()) {
            return false;
        }
        String type = AnswerParts.type(root);
        if (type.isEmpty()) {
            whole(root, facts);
        } else {
            event(type, root, facts);
        }
        return true;
    }

    private static void event(String type, JsonNode event, AnswerFacts facts) {
        switch (type) {
            case "error" -> facts.ownError(event.toString());
            case "response.output_item.added" ->
                AnswerParts.toolName(event.path("item").get("name"), facts);
            case "response.completed", "response.incomplete", "response.failed", "response.cancelled" -> {
                state(
                        event.path("response"),
                        type.equals("response.failed") || type.equals("response.cancelled"),
                        facts);
                facts.finished = true;
                facts.done = true;
            }
            case "response.created", "response.in_progress", "response.queued" ->
                AnswerParts.id(event.path("response"), facts);
            default -> text(type, event, facts);
        }
    }

    private static void text(String type, JsonNode event, AnswerFacts facts) {
        int dot = type.lastIndexOf('.');
        Channel channel = dot < 0 ? null : PIECES.get(type.substring(0, dot));
        if (channel == null) {
            return;
        }
        if (type.endsWith(".delta")) {
            facts.piece = piece(event, channel);
            AnswerParts.text(event.get("delta"), channel, facts);
        } else if (type.endsWith(".done")) {
            facts.piece = piece(event, channel);
            facts.whole = true;
            for (String member : new String[] {"text", "refusal", "arguments", "input", "code"}) {
                AnswerParts.text(event.get(member), channel, facts);
            }
        }
    }

    private static int piece(JsonNode event, Channel channel) {
        JsonNode part = event.has("summary_index") ? event.path("summary_index") : event.path("content_index");
        return piece(event.path("output_index").asInt(0), part.asInt(0), channel);
    }

    /** One number for an output item's part of a channel. */
    static int piece(int outputIndex, int partIndex, Channel channel) {
        return ((outputIndex * PIECES_PER_ITEM + partIndex) * CHANNELS + channel.ordinal()) & Integer.MAX_VALUE;
    }

    private static void whole(JsonNode response, AnswerFacts facts) {
        state(response, response.path("status").asString("").equals("failed"), facts);
        for (JsonNode item : response.path("output")) {
            item(item, facts);
        }
        if (facts.texts() == 0) {
            AnswerParts.text(response.get("output_text"), Channel.OUTPUT, facts);
        }
    }

    /** What a response object says beside its output. */
    private static void state(JsonNode response, boolean failed, AnswerFacts facts) {
        AnswerParts.error(response, facts);
        AnswerParts.id(response, facts);
        AnswerParts.usage(response.get("usage"), facts);
        if (failed && !facts.hasError()) {
            facts.ownError("\"the response failed, and the server does not say why\"");
        }
    }

    private static void item(JsonNode item, AnswerFacts facts) {
        switch (AnswerParts.type(item)) {
            case "message" -> {
                for (JsonNode part : item.path("content")) {
                    AnswerParts.text(part.get("text"), Channel.OUTPUT, facts);
                    AnswerParts.text(part.get("refusal"), Channel.OUTPUT, facts);
                }
            }
            case "reasoning" -> {
                AnswerParts.text(item.get("summary"), Channel.REASONING, facts);
                AnswerParts.text(item.get("content"), Channel.REASONING, facts);
            }
            default -> {
                AnswerParts.toolName(item.get("name"), facts);
                AnswerParts.text(item.get("arguments"), Channel.TOOL, facts);
                AnswerParts.text(item.get("input"), Channel.TOOL, facts);
                AnswerParts.text(item.get("code"), Channel.TOOL, facts);
            }
        }
    }
}

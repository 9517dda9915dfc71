package dev.plimsoll.engine.endpoint;

import tools.jackson.databind.JsonNode;

/** Anthropic's messages. The usage of a stream comes in two halves: the input with its start, the output with its end. */
final class MessagesTree implements AnswerTree {
    @Override
    public boolean understand(JsonNode root, AnswerFacts facts) {
        if (!root.isObject()) {
            return false;
        }
        switch (AnswerParts.type(root)) {
            case "message_start" -> message(root.path("message"), facts);
            case "content_block_start" -> block(root.path("content_block"), facts);
            case "content_block_delta" -> delta(root.path("delta"), facts);
            case "message_delta" -> {
                stopReason(root.path("delta"), facts);
                AnswerParts.usage(root.get("usage"), facts);
            }
            case "message_stop" -> facts.done = true;
            case "message" -> message(root, facts);
            default -> AnswerParts.error(root, facts);
        }
        return true;
    }

    private static void message(JsonNode message, AnswerFacts facts) {
        AnswerParts.id(message, facts);
        AnswerParts.usage(message.get("usage"), facts);
        stopReason(message, facts);
        for (JsonNode block : message.path("content")) {
            block(block, facts);
        }
    }

    private static void stopReason(JsonNode object, AnswerFacts facts) {
        facts.finished |= object.path("stop_reason").isString();
    }

    /** A whole block, or how one starts: mostly empty then, but a tool call has its name there. */
    private static void block(JsonNode block, AnswerFacts facts) {
        switch (AnswerParts.type(block)) {
            case "text" -> AnswerParts.text(block.get("text"), Channel.OUTPUT, facts);
            case "thinking" -> AnswerParts.text(block.get("thinking"), Channel.REASONING, facts);
            case "tool_use", "server_tool_use", "mcp_tool_use" -> {
                AnswerParts.toolName(block.get("name"), facts);
                if (!block.path("input").isEmpty()) {
                    AnswerParts.text(block.get("input"), Channel.TOOL, facts);
                }
            }
            default -> {} // signatures, search results, citations: nothing the model said here
        }
    }

    private static void delta(JsonNode delta, AnswerFacts facts) {
        switch (AnswerParts.type(delta)) {
            case "text_delta" -> AnswerParts.text(delta.get("text"), Channel.OUTPUT, facts);
            case "thinking_delta" -> AnswerParts.text(delta.get("thinking"), Channel.REASONING, facts);
            case "input_json_delta" -> AnswerParts.text(delta.get("partial_json"), Channel.TOOL, facts);
            default -> {}
        }
    }
}

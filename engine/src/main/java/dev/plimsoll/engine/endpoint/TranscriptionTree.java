package dev.plimsoll.engine.endpoint;

import tools.jackson.databind.JsonNode;

/** Speech to text: {@code text}, or a stream of OpenAI's {@code transcript.text} events or of vLLM's chunks with {@code choices}. */
final class TranscriptionTree implements AnswerTree {
    @Override
    public boolean understand(JsonNode root, AnswerFacts facts) {
        if (!root.isObject()) {
            return false;
        }
        AnswerParts.error(root, facts);
        AnswerParts.usage(root.get("usage"), facts);
        switch (AnswerParts.type(root)) {
            case "transcript.text.delta" -> {
                facts.piece = 0;
                AnswerParts.text(root.get("delta"), Channel.OUTPUT, facts);
            }
            case "transcript.text.done" -> {
                facts.piece = 0;
                facts.whole = true;
                facts.done = true;
                AnswerParts.text(root.get("text"), Channel.OUTPUT, facts);
            }
            case "transcript.text.segment" -> {} // the deltas once more, with times
            default -> {
                AnswerParts.text(root.get("text"), Channel.OUTPUT, facts);
                ChoicesTree.choices(root, facts);
            }
        }
        return true;
    }
}

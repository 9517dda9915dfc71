package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.endpoint.UsageCounts.Count;
import tools.jackson.databind.JsonNode;

/**
 * Hugging Face's text generation inference. A stream has a {@code token} in each event, and the whole text once more in the last one;
 * a token marked {@code special} (end of text) is none for the reader.
 */
final class TgiTree implements AnswerTree {
    @Override
    public boolean understand(JsonNode root, AnswerFacts facts) {
        if (root.isArray()) {
            for (JsonNode answer : root) {
                facts.choiceBegins();
                answer(answer, facts);
                facts.choiceEnds();
            }
            return true;
        }
        answer(root, facts);
        return root.isObject();
    }

    private static void answer(JsonNode answer, AnswerFacts facts) {
        AnswerParts.error(answer, facts);
        JsonNode text = answer.path("generated_text");
        JsonNode token = answer.path("token");
        if (!token.isObject()) {
            AnswerParts.text(text, Channel.OUTPUT, facts);
        } else if (!token.path("special").asBoolean(false)) {
            AnswerParts.text(token.get("text"), Channel.OUTPUT, facts);
        }
        facts.finished |= text.isString();
        JsonNode details = answer.path("details");
        if (details.isObject()) {
            UsageCounts counts = facts.usageBegins();
            counts.add(Count.COMPLETION, UsageTree.count(details.get("generated_tokens")));
            int prefill = details.path("prefill").size();
            counts.add(Count.PROMPT, prefill > 0 ? prefill : UsageTree.count(details.get("input_length")));
        }
    }
}

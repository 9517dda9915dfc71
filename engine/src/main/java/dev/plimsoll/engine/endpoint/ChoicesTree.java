package dev.plimsoll.engine.endpoint;

import tools.jackson.databind.JsonNode;

/** Answers and events with {@code choices}: chat and text completions of OpenAI and of everybody who copies them. */
final class ChoicesTree implements AnswerTree {
    @Override
    public boolean understand(JsonNode root, AnswerFacts facts) {
        if (!root.isObject()) {
            return false;
        }
        AnswerParts.error(root, facts);
        AnswerParts.id(root, facts);
        choices(root, facts);
        AnswerParts.usage(root.get("usage"), facts);
        return true;
    }

    /** The choices alone. */
    static void choices(JsonNode root, AnswerFacts facts) {
        for (JsonNode choice : root.path("choices")) {
            choice(choice, facts);
        }
    }

    private static void choice(JsonNode choice, AnswerFacts facts) {
        facts.choiceBegins();
        if (choice.path("index").isInt()) {
            facts.choiceIndex(choice.path("index").asInt());
        }
        JsonNode finish = choice.get("finish_reason");
        if (finish != null && !finish.isNull()) {
            facts.finished = true;
        }
        AnswerParts.text(choice.get("text"), Channel.OUTPUT, facts);
        message(choice.path("delta"), facts);
        message(choice.path("message"), facts);
        facts.choiceEnds();
    }

    private static void message(JsonNode message, AnswerFacts facts) {
        AnswerParts.text(message.get("content"), Channel.OUTPUT, facts);
        AnswerParts.text(message.get("refusal"), Channel.OUTPUT, facts);
        AnswerParts.text(message.path("audio").get("transcript"), Channel.OUTPUT, facts);
        int before = facts.texts();
        AnswerParts.text(message.get("reasoning_content"), Channel.REASONING, facts);
        if (facts.texts() == before) {
            AnswerParts.text(message.get("reasoning"), Channel.REASONING, facts); // some send it under both names
        }
        function(message.path("function_call"), facts);
        for (JsonNode call : message.path("tool_calls")) {
            function(call.path("function"), facts);
        }
    }

    private static void function(JsonNode function, AnswerFacts facts) {
        AnswerParts.toolName(function.get("name"), facts);
        AnswerParts.text(function.get("arguments"), Channel.TOOL, facts);
    }
}

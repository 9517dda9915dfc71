package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real parse of an answer or event with {@code choices}, for what {@link ChoicesWalk} is unsure about. Rare; allocates. */
final class ChoicesTree {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ChoicesTree() {}

    /** Fills the facts; false where it is not a JSON object. */
    static boolean parse(byte[] bytes, int from, int to, ChoicesFacts facts) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes, from, to - from);
        } catch (JacksonException e) {
            return false;
        }
        if (root == null || !root.isObject()) {
            return false;
        }
        GrowingBytes own = facts.beginOwn();
        JsonNode error = root.get("error");
        boolean failed = error != null && !error.isNull();
        if (failed || "error".equals(root.path("object").asString(""))) {
            int start = own.length();
            JsonText.raw(own, (failed ? error : root).toString());
            facts.error(start, own.length());
        }
        if (root.path("id").isString()) {
            int start = own.length();
            JsonText.body(own, root.path("id").asString());
            facts.id(start, own.length());
        }
        for (JsonNode choice : root.path("choices")) {
            choice(choice, facts, own);
        }
        JsonNode usage = root.get("usage");
        if (usage != null && usage.isObject()) {
            usage(usage, facts);
        }
        facts.ownComplete();
        return true;
    }

    private static void choice(JsonNode choice, ChoicesFacts facts, GrowingBytes own) {
        facts.choiceBegins();
        if (choice.path("index").isInt()) {
            facts.choiceIndex(choice.path("index").asInt());
        }
        JsonNode finish = choice.get("finish_reason");
        if (finish != null && !finish.isNull()) {
            facts.finished();
        }
        text(choice.get("text"), Channel.OUTPUT, facts, own);
        message(choice.path("delta"), facts, own);
        message(choice.path("message"), facts, own);
        facts.choiceEnds();
    }

    private static void message(JsonNode message, ChoicesFacts facts, GrowingBytes own) {
        text(message.get("content"), Channel.OUTPUT, facts, own);
        text(message.get("reasoning_content"), Channel.REASONING, facts, own);
        text(message.get("reasoning"), Channel.REASONING, facts, own);
        for (JsonNode call : message.path("tool_calls")) {
            text(call.path("function").get("name"), Channel.TOOL, facts, own);
            text(call.path("function").get("arguments"), Channel.TOOL, facts, own);
        }
    }

    /** A string, or a list of parts with {@code text}; an object (tool arguments of some servers) counts as its JSON. */
    private static void text(@Nullable JsonNode value, Channel channel, ChoicesFacts facts, GrowingBytes own) {
        if (value == null || value.isNull()) {
            return;
        }
        if (value.isArray()) {
            for (JsonNode part : value) {
                text(part.isString() ? part : part.get("text"), channel, facts, own);
            }
            return;
        }
        String text = value.isString() ? value.asString() : channel == Channel.TOOL ? value.toString() : "";
        if (!text.isEmpty()) {
            int start = own.length();
            JsonText.body(own, text);
            facts.text(channel, start, own.length());
        }
    }

    private static void usage(JsonNode usage, ChoicesFacts facts) {
        Usage told = Usage.of(usage);
        facts.usageBegins();
        facts.promptTokens = told.promptTokens();
        facts.completionTokens = told.completionTokens();
        facts.cachedTokens = told.cachedTokens();
        facts.reasoningTokens = told.reasoningTokens();
    }
}

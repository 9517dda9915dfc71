package dev.plimsoll.engine.endpoint;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Parts of parsed answers that several protocols share. */
final class AnswerParts {
    private AnswerParts() {}

    /** A member {@code error} that is not null, or an object that calls itself one (vLLM). */
    static void error(JsonNode root, AnswerFacts facts) {
        JsonNode error = root.get("error");
        if (error != null && !error.isNull()) {
            facts.ownError(error.toString());
        } else if ("error".equals(root.path("object").asString(""))) {
            facts.ownError(root.toString());
        }
    }

    static void id(JsonNode root, AnswerFacts facts) {
        if (root.path("id").isString()) {
            facts.ownId(root.path("id").asString());
        }
    }

    static void usage(@Nullable JsonNode usage, AnswerFacts facts) {
        if (usage != null && usage.isObject()) {
            UsageTree.read(usage, facts.usageBegins());
        }
    }

    /**
     * A string, or a list of parts with {@code text} or {@code thinking} (Mistral); an object (tool arguments of some servers) counts as
     * its JSON.
     */
    static void text(@Nullable JsonNode value, Channel channel, AnswerFacts facts) {
        if (value == null) {
            return;
        }
        if (value.isString()) {
            facts.ownText(channel, value.asString());
        } else if (value.isArray()) {
            for (JsonNode part : value) {
                text(part.isString() ? part : part.get("text"), channel, facts);
                text(part.get("thinking"), Channel.REASONING, facts);
            }
        } else if (value.isObject() && channel == Channel.TOOL) {
            facts.ownText(channel, value.toString());
        }
    }

    /** The name of a tool that is called, with which a call begins. */
    static void toolName(@Nullable JsonNode name, AnswerFacts facts) {
        int before = facts.texts();
        text(name, Channel.TOOL, facts);
        facts.toolCallNamed(before);
    }

    /** The name of a type, or nothing. */
    static String type(JsonNode object) {
        return object.path("type").asString("");
    }
}

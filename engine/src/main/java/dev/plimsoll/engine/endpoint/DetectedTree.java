package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.endpoint.AnswerFacts.Result;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds what an answer of an unknown API says: by the user's JMESPath expression, else by what usual answers look like, in AIPerf's
 * order: vectors, rankings, text. What the expression finds counts if it is text, vectors or a list of objects, and is not empty.
 *
 * <p>Beyond AIPerf's rules, events of known protocols are read as such, so that a payload that is sent to a known API as it is has
 * the same tokens as by that API's own endpoint.
 */
final class DetectedTree implements AnswerTree {
    private static final String[] TEXTS = {"text", "content", "response", "output", "result"};

    private final @Nullable JmesPath path;
    private final ResponsesTree responses = new ResponsesTree();
    private final MessagesTree messages = new MessagesTree();
    private final TgiTree tgi = new TgiTree();

    DetectedTree(@Nullable String responseField) {
        path = compiled(responseField);
    }

    /** A wrong expression is told before the run; here it is as none. */
    private static @Nullable JmesPath compiled(@Nullable String expression) {
        if (expression == null || expression.isEmpty()) {
            return null;
        }
        try {
            return JmesPath.compile(expression);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public boolean understand(JsonNode root, AnswerFacts facts) {
        if (isFalsy(root)) {
            facts.ownText(Channel.OUTPUT, root.toString());
            return true;
        }
        JsonNode found = path == null ? null : path.search(root);
        boolean converted = found != null && !isFalsy(found) && convert(found, facts);
        if (!root.isObject()) {
            if (!converted) {
                convert(root, facts);
            }
            return true;
        }
        if (!converted && event(root, facts)) {
            return true;
        }
        beside(root, facts);
        if (!converted && !vectors(root, facts) && !rankings(root, facts)) {
            text(root, facts);
        }
        return true;
    }

    /** Whether it is an event or answer of OpenAI's responses or of Anthropic's messages that says anything. */
    private boolean event(JsonNode root, AnswerFacts facts) {
        String type = AnswerParts.type(root);
        if (type.startsWith("response.")) {
            responses.understand(root, facts);
        } else if (type.equals("message") || type.startsWith("message_") || type.startsWith("content_block_")) {
            messages.understand(root, facts);
        }
        return facts.texts() > 0 || facts.usage || facts.finished || facts.done || facts.hasError();
    }

    /** What is said beside the content. */
    private static void beside(JsonNode root, AnswerFacts facts) {
        JsonNode error = root.path("error");
        if ((error.isObject() && !error.isEmpty())
                || (error.isString() && !error.asString().isEmpty())) {
            facts.ownError(error.toString());
        }
        AnswerParts.id(root, facts);
        AnswerParts.usage(root.get("usage"), facts);
        if (root.path("usageMetadata").isObject()
                || root.path("meta").path("tokens").isObject()) {
            AnswerParts.usage(root, facts);
        }
    }

    private static boolean vectors(JsonNode root, AnswerFacts facts) {
        JsonNode data = root.path("data");
        if ("embedding".equals(data.path(0).path("object").asString(""))) {
            int count = 0;
            int dimension = 0;
            for (JsonNode item : data) {
                if (item.has("embedding")) {
                    count++;
                    dimension = item.path("embedding").size();
                }
            }
            if (count > 0) {
                return vectors(count, dimension, facts);
            }
        }
        for (String member : new String[] {"embeddings", "embedding"}) {
            JsonNode value = root.path(member);
            if (isNumber(value.path(0))) {
                return vectors(1, value.size(), facts);
            }
            if (value.path(0).isArray()) {
                return vectors(value.size(), value.path(value.size() - 1).size(), facts);
            }
        }
        return false;
    }

    private static boolean vectors(int count, int dimension, AnswerFacts facts) {
        facts.results(Result.VECTORS, count);
        facts.dimension = dimension;
        return true;
    }

    private static boolean rankings(JsonNode root, AnswerFacts facts) {
        for (String member : new String[] {"rankings", "results"}) {
            if (root.path(member).isArray()) {
                facts.results(Result.RANKINGS, root.path(member).size());
                return true;
            }
        }
        return false;
    }

    /** A text that is there but empty ends the search. */
    private void text(JsonNode root, AnswerFacts facts) {
        for (String member : TEXTS) {
            JsonNode value = root.path(member);
            if (value.isString() || isTexts(value)) {
                AnswerParts.text(value, Channel.OUTPUT, facts);
                return;
            }
        }
        if (root.path("choices").isArray()) {
            ChoicesTree.choices(root, facts);
        } else {
            tgi.understand(root, facts);
        }
    }

    private static boolean convert(JsonNode value, AnswerFacts facts) {
        JsonNode first = value.path(0);
        if (value.isString()) {
            AnswerParts.text(value, Channel.OUTPUT, facts);
        } else if (isNumber(first)) {
            vectors(1, value.size(), facts);
        } else if (first.isArray() && isNumber(first.path(0))) {
            vectors(value.size(), value.path(value.size() - 1).size(), facts);
        } else if (first.isObject() && value.isArray()) {
            facts.results(Result.RANKINGS, value.size());
        } else {
            return false;
        }
        return true;
    }

    private static boolean isTexts(JsonNode value) {
        if (!value.isArray() || value.isEmpty()) {
            return false;
        }
        for (JsonNode item : value) {
            if (!item.isString()) {
                return false;
            }
        }
        return true;
    }

    /** As Python sees it, where a truth value is a number. */
    private static boolean isNumber(JsonNode value) {
        return value.isNumber() || value.isBoolean();
    }

    /** As Python sees it: null, false, 0, and what is empty. */
    private static boolean isFalsy(JsonNode value) {
        if (value.isNumber()) {
            return value.asDouble() == 0;
        }
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isString() && value.asString().isEmpty())
                || (value.isContainer() && value.isEmpty());
    }
}

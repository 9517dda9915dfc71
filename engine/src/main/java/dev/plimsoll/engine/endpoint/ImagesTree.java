package dev.plimsoll.engine.endpoint;

import tools.jackson.databind.JsonNode;

/** Pictures: {@code data[]} with {@code url} or {@code b64_json}; in a stream one (partial) picture an event. */
final class ImagesTree implements AnswerTree {
    @Override
    public boolean understand(JsonNode root, AnswerFacts facts) {
        facts.results(AnswerFacts.Result.IMAGES, 0);
        if (!root.isObject()) {
            return false;
        }
        AnswerParts.error(root, facts);
        AnswerParts.usage(root.get("usage"), facts);
        count(root, facts);
        root.path("data").forEach(image -> count(image, facts));
        facts.done = AnswerParts.type(root).endsWith(".completed");
        return true;
    }

    private static void count(JsonNode image, AnswerFacts facts) {
        boolean there = !image.path("b64_json").asString("").isEmpty()
                || !image.path("url").asString("").isEmpty();
        facts.results += there ? 1 : 0;
    }
}

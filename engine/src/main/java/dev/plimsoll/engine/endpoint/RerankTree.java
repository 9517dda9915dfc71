package dev.plimsoll.engine.endpoint;

import tools.jackson.databind.JsonNode;

/** Rankings: {@code results} (Cohere, Jina, vLLM), {@code rankings} (NIM), {@code data} (vLLM's scores, Voyage), a bare list (TEI). */
final class RerankTree implements AnswerTree {
    @Override
    public boolean understand(JsonNode root, AnswerFacts facts) {
        facts.results(AnswerFacts.Result.RANKINGS, 0);
        if (root.isArray()) {
            facts.results = objects(root);
            return true;
        }
        if (!root.isObject()) {
            return false;
        }
        AnswerParts.error(root, facts);
        AnswerParts.id(root, facts);
        AnswerParts.usage(root.has("usage") ? root.get("usage") : root.get("meta"), facts);
        for (String member : new String[] {"results", "rankings", "data"}) {
            if (root.path(member).isArray()) {
                facts.results = objects(root.path(member));
                return true;
            }
        }
        return true;
    }

    private static int objects(JsonNode list) {
        int count = 0;
        for (JsonNode item : list) {
            count += item.isObject() ? 1 : 0;
        }
        return count;
    }
}

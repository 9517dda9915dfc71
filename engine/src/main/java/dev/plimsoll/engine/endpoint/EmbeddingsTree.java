package dev.plimsoll.engine.endpoint;

import tools.jackson.databind.JsonNode;

/**
 * Vectors: OpenAI's {@code data[].embedding} as numbers or in base64, vLLM's pooling ({@code data[].data}), Cohere's and Ollama's
 * {@code embeddings}, TEI's bare list of vectors, llama.cpp's own list of objects.
 */
final class EmbeddingsTree implements AnswerTree {
    private static final int FLOAT_BYTES = 4;

    @Override
    public boolean understand(JsonNode root, AnswerFacts facts) {
        facts.results(AnswerFacts.Result.VECTORS, 0);
        if (root.isObject()) {
            AnswerParts.error(root, facts);
            AnswerParts.id(root, facts);
            AnswerParts.usage(root.get("usage"), facts);
            vectors(root.path("data"), facts);
            JsonNode embeddings = root.path("embeddings");
            if (embeddings.isObject()) {
                embeddings.forEach(kind -> vectors(kind, facts)); // Cohere: {"float": [[...]]}
            } else {
                vectors(embeddings, facts);
            }
            vector(root.path("embedding"), facts);
            return true;
        }
        vectors(root, facts);
        return root.isArray();
    }

    private static void vectors(JsonNode list, AnswerFacts facts) {
        if (list.path(0).isNumber()) {
            vector(list, facts);
            return;
        }
        for (JsonNode item : list) {
            if (item.isObject()) {
                vector(item.path("embedding"), facts);
                vector(item.path("data"), facts);
            } else {
                vector(item, facts);
            }
        }
    }

    /** One vector, or one for each token of an input. */
    private static void vector(JsonNode value, AnswerFacts facts) {
        JsonNode first = value.path(0);
        if (value.isString()) {
            add(dimensionOfBase64(value.asString().length()), facts);
        } else if (first.isArray()) {
            add(first.size(), facts);
        } else if (first.isNumber()) {
            add(value.size(), facts);
        }
    }

    /** Numbers of four bytes in base64 text of this length. */
    static int dimensionOfBase64(int length) {
        return length / 4 * 3 / FLOAT_BYTES;
    }

    private static void add(int dimension, AnswerFacts facts) {
        if (dimension > 0) {
            facts.results++;
            facts.dimension = dimension;
        }
    }
}

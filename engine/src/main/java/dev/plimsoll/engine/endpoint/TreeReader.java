package dev.plimsoll.engine.endpoint;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads by a real parse: for answers that are no streams of tokens, and for what a walk is unsure about. Allocates. */
final class TreeReader implements AnswerReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final AnswerTree tree;
    private final AnswerFacts facts;
    private final boolean takesPlainText;

    /**
     * @param takesPlainText what is no JSON is text; else it is unreadable
     */
    TreeReader(AnswerTree tree, AnswerFacts facts, boolean takesPlainText) {
        this.tree = tree;
        this.facts = facts;
        this.takesPlainText = takesPlainText;
    }

    @Override
    public boolean read(byte[] bytes, int from, int to) {
        JsonNode root = parse(bytes, from, to);
        if (root == null && !takesPlainText) {
            return false;
        }
        facts.beginOwn();
        boolean understood = true;
        if (root == null) {
            facts.ownText(Channel.OUTPUT, new String(bytes, from, to - from, StandardCharsets.UTF_8).strip());
        } else {
            understood = tree.understand(root, facts);
        }
        facts.ownComplete();
        return understood;
    }

    private static @Nullable JsonNode parse(byte[] bytes, int from, int to) {
        try {
            JsonNode root = JSON.readTree(bytes, from, to - from);
            return root == null || root.isMissingNode() ? null : root;
        } catch (JacksonException e) {
            return null;
        }
    }

    @Override
    public AnswerFacts facts() {
        return facts;
    }
}

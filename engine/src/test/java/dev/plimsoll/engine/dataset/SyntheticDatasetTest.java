package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.DelayPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SyntheticDatasetTest {
    static final List<String> TOKENIZERS = Tokenizers.NAMES;

    /** Holds that counts of words are additive, which the writer relies on. */
    @ParameterizedTest
    @FieldSource("TOKENIZERS")
    void everyPromptHasExactlyTheLengthDrawn(String name) {
        Tokenizer tokenizer = Tokenizers.of(name);
        for (int tokens : new int[] {1, 2, 3, 4, 5, 7, 16, 100}) {
            for (Turn turn : turns(plan(LengthPlan.fixed(tokens), null, name), 1, 60)) {
                assertEquals(tokens, turn.promptTokens());
                assertEquals(tokens, tokenizer.count(prompt(turn)), prompt(turn));
            }
        }
        for (Turn turn : turns(plan(new LengthPlan(500, 300, 1, 9000), null, name), 2, 300)) {
            assertEquals(turn.promptTokens(), tokenizer.count(prompt(turn)), prompt(turn));
        }
    }

    @Test
    void noTwoPromptsBeginAlikeWhereThereIsRoomForANumber() {
        for (String tokenizer : TOKENIZERS) {
            Set<String> starts = new HashSet<>();
            for (Turn turn : turns(plan(LengthPlan.fixed(8), null, tokenizer), 3, 20_000)) {
                assertTrue(starts.add(prompt(turn).substring(0, 9)), prompt(turn));
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameConversationsAndAnotherSeedOthers() {
        DatasetPlan plan = plan(new LengthPlan(50, 10, 1, 100), new LengthPlan(20, 5, 1, 40), "o200k");
        assertEquals(texts(plan, 1), texts(plan, 1));
        List<String> shared = new ArrayList<>(texts(plan, 1));
        shared.retainAll(texts(plan, 2));
        assertEquals(List.of(), shared);
    }

    /** Pins the sequence: a change here makes old runs impossible to repeat. */
    @Test
    void aSeedMeansTheSameTextInEveryVersion() {
        Turn turn = turns(plan(LengthPlan.fixed(12), LengthPlan.of(64, 8.0, null, null), "o200k"), 42, 1)
                .getFirst();
        assertEquals(
                "078184241 and found in it a very small cake,|65",
                turn.content().text() + "|" + turn.outputTokens());
    }

    @Test
    void anotherPromptLengthLeavesTheOutputLengthsAsTheyWere() {
        LengthPlan output = new LengthPlan(100, 30, 1, 500);
        List<Integer> a = turns(plan(LengthPlan.fixed(10), output, "chars"), 5, 50).stream()
                .map(Turn::outputTokens)
                .toList();
        List<Integer> b = turns(plan(new LengthPlan(90, 9, 1, 200), output, "chars"), 5, 50).stream()
                .map(Turn::outputTokens)
                .toList();
        assertEquals(a, b);
        assertTrue(new HashSet<>(a).size() > 10);
    }

    @Test
    void withoutAnOutputLengthNothingIsAskedFor() {
        Turn turn = turns(plan(LengthPlan.fixed(10), null, "chars"), 1, 1).getFirst();
        assertEquals(-1, turn.outputTokens());
        assertFalse(turn.ignoreEos());
        assertTrue(turns(plan(LengthPlan.fixed(10), LengthPlan.fixed(5), "chars"), 1, 1)
                .getFirst()
                .ignoreEos());
    }

    @Test
    void conversationsAreNumberedFromZeroAndNeverEnd() {
        try (Dataset dataset = Datasets.open(plan(LengthPlan.fixed(4), null, "chars"), 1)) {
            for (long id = 0; id < 5000; id++) {
                Conversation conversation = Objects.requireNonNull(dataset.next());
                assertEquals(id, conversation.id());
                assertEquals(1, conversation.turns().size());
                assertNull(conversation.turns().getFirst().content().messagesJson());
            }
            assertEquals(0, dataset.timesRecycled());
        }
    }

    @Test
    void theTextReadsAsWords() {
        Turn turn = turns(plan(LengthPlan.fixed(60), null, "cl100k"), 9, 1).getFirst();
        assertTrue(prompt(turn).matches("\\d{9}( [A-Za-z']+[,.;:!?]?)+"), prompt(turn));
        assertNotEquals(
                prompt(turn),
                prompt(turns(plan(LengthPlan.fixed(60), null, "cl100k"), 10, 1).getFirst()));
    }

    private static DatasetPlan plan(LengthPlan prompt, @Nullable LengthPlan output, String tokenizer) {
        return new DatasetPlan.Synthetic("chat", prompt, output, LengthPlan.fixed(1), DelayPlan.NONE, tokenizer, true);
    }

    private static List<String> texts(DatasetPlan plan, long seed) {
        return turns(plan, seed, 200).stream()
                .map(t -> prompt(t) + t.outputTokens())
                .toList();
    }

    private static String prompt(Turn turn) {
        return Objects.requireNonNull(turn.content().text());
    }

    private static List<Turn> turns(DatasetPlan plan, long seed, int count) {
        List<Turn> turns = new ArrayList<>();
        try (Dataset dataset = Datasets.open(plan, seed)) {
            for (int i = 0; i < count; i++) {
                turns.add(Objects.requireNonNull(dataset.next()).turns().getFirst());
            }
        }
        return turns;
    }
}

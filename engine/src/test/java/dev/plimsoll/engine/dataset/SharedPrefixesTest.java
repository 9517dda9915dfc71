package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated text that conversations share, and numbers that keep a cache from knowing it. */
class SharedPrefixesTest {
    @Test
    void prefixesComeByTheWeightOfTheirBucketAndEachOfABucketAsOftenAsTheOthers() {
        List<Conversation> all = take("""
            "promptTokens": 20,
            "prefixBuckets": [ { "weight": 3, "count": 4, "tokens": 50 }, { "tokens": 9 } ]\
            """, 1, 8000);
        Map<String, Integer> counts = new HashMap<>();
        for (Conversation each : all) {
            Turn turn = each.turns().getFirst();
            counts.merge(Objects.requireNonNull(turn.content().system()), 1, Integer::sum);
            assertEquals(20 + tokens(turn.content().system()), turn.promptTokens());
            assertEquals(20, tokens(text(turn)));
        }
        assertEquals(5, counts.size());
        counts.forEach((prefix, count) -> {
            assertTrue(tokens(prefix) == 50 || tokens(prefix) == 9, prefix);
            assertEquals(tokens(prefix) == 50 ? 1500 : 2000, count, 200);
        });
    }

    @Test
    void aSharedSystemPromptIsTheSameForAllAndSentWithTheFirstTurn() {
        List<Conversation> all = take("\"promptTokens\": 20, \"turns\": 3, \"systemTokens\": 100", 1, 50);
        Set<String> systems = new HashSet<>();
        for (Conversation each : all) {
            systems.add(Objects.requireNonNull(each.turns().getFirst().content().system()));
            assertNull(each.turns().get(1).content().system());
            assertEquals(120, each.turns().getFirst().promptTokens());
            assertEquals(20, each.turns().get(1).promptTokens());
        }
        assertEquals(1, systems.size());
        assertEquals(100, tokens(systems.iterator().next()));
    }

    @Test
    void theFirstPromptIsLongerByTheUsersContext() {
        Conversation one = take("\"promptTokens\": 20, \"turns\": 2, \"userContextTokens\": 30", 1, 1)
                .getFirst();
        assertEquals(50, tokens(text(one.turns().get(0))));
        assertEquals(20, tokens(text(one.turns().get(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "systemPrefix", "systemSuffix", "firstTurnPrefix", "firstTurnSuffix"})
    void aNumberOfItsOwnIsPartOfTheLengthAndStandsWhereItIsWanted(String where) {
        Set<String> starts = new HashSet<>();
        Set<String> ends = new HashSet<>();
        Set<String> bodies = new HashSet<>();
        Set<String> prompts = new HashSet<>();
        for (Conversation each :
                take("\"promptTokens\": 20, \"systemTokens\": 40, \"cacheBust\": \"" + where + "\"", 1, 300)) {
            Turn turn = each.turns().getFirst();
            String system = Objects.requireNonNull(turn.content().system());
            assertEquals(40, tokens(system), system);
            assertEquals(20, tokens(text(turn)), text(turn));
            assertEquals(60, turn.promptTokens());
            starts.add(system.substring(0, 9));
            ends.add(system.substring(system.length() - 9));
            bodies.add(system.substring(9, system.length() - 9));
            boolean last = where.equals("firstTurnSuffix");
            String number = last
                    ? text(turn).substring(text(turn).length() - 9)
                    : text(turn).substring(0, 9);
            assertTrue(number.matches("\\d{9}") && prompts.add(number), text(turn));
        }
        assertEquals(where.equals("systemPrefix") ? 300 : 1, starts.size());
        assertEquals(where.equals("systemSuffix") ? 300 : 1, ends.size());
        assertEquals(1, bodies.size());
    }

    @Test
    void lengthsOfAPairBelongTogether() {
        Map<String, Integer> counts = new HashMap<>();
        for (Conversation each : take("\"lengths\": \"30,5:25;60,9:75\"", 3, 4000)) {
            Turn turn = each.turns().getFirst();
            assertEquals(turn.promptTokens(), tokens(text(turn)));
            counts.merge(turn.promptTokens() + "," + turn.outputTokens(), 1, Integer::sum);
        }
        assertEquals(Set.of("30,5", "60,9"), counts.keySet());
        assertEquals(1000, counts.get("30,5"), 140); // five standard deviations
        DatasetPlan.Synthetic plan = plan("""
            "lengths": { "pairs": [ { "isl": 100, "isl_stddev": 10, "osl": 50, "prob": 50 }, { "isl": 300, "osl": 10, "prob": 50 } ] }\
            """);
        assertEquals(200, plan.promptTokens().expected());
        assertEquals(30, Objects.requireNonNull(plan.outputTokens()).expected());
    }

    @Test
    void anotherPassSharesOtherText() {
        String first = take("\"promptTokens\": 9, \"systemTokens\": 40", 1, 1)
                .getFirst()
                .turns()
                .getFirst()
                .content()
                .system();
        String second = take("\"promptTokens\": 9, \"systemTokens\": 40", 2, 1)
                .getFirst()
                .turns()
                .getFirst()
                .content()
                .system();
        assertTrue(!Objects.requireNonNull(first)
                .substring(0, 9)
                .equals(Objects.requireNonNull(second).substring(0, 9)));
        assertEquals(
                take("\"promptTokens\": 9, \"systemTokens\": 40", 2, 20),
                take("\"promptTokens\": 9, \"systemTokens\": 40", 2, 20));
    }

    @Test
    void whatDoesNotFitTogetherIsTold() {
        assertEquals(
                List.of("there is no system prompt to put it in; add systemTokens or prefixBuckets"),
                faults("\"promptTokens\": 9, \"cacheBust\": \"systemSuffix\""));
        assertEquals(
                List.of("is one prefix for all; it does not go with prefixBuckets"),
                faults("\"promptTokens\": 9, \"systemTokens\": 5, \"prefixBuckets\": [ { \"tokens\": 5 } ]"));
        assertEquals(List.of("is missing"), faults("\"promptTokens\": 9, \"prefixBuckets\": [ {} ]"));
        assertEquals(
                List.of("says prompt and output lengths together; leave out promptTokens and outputTokens"),
                faults("\"promptTokens\": 9, \"lengths\": \"1,1:100\""));
        assertEquals(List.of("percentages must sum to 100, but sum to 90"), faults("\"lengths\": \"1,1:40;2,2:50\""));
    }

    private static List<String> faults(String fields) {
        return assertThrows(PlimsollException.class, () -> plan(fields)).problems().stream()
                .map(Problem::what)
                .toList();
    }

    private static DatasetPlan.Synthetic plan(String fields) {
        WorkspaceFile file = WorkspaceFile.parse("""
            { "schemaVersion": 1, "targets": [], "benchmarks": [],
              "datasets": [ { "id": "d", "kind": "synthetic", %s } ] }
            """.formatted(fields), null, Path.of(""));
        return (DatasetPlan.Synthetic) PlanCompiler.dataset(file, "d");
    }

    private static List<Conversation> take(String fields, long seed, int count) {
        List<Conversation> all = new ArrayList<>();
        try (Dataset dataset = Datasets.open(plan(fields), seed)) {
            for (int i = 0; i < count; i++) {
                all.add(Objects.requireNonNull(dataset.next()));
            }
        }
        return all;
    }

    private static int tokens(String text) {
        return Tokenizers.of("o200k").count(text);
    }

    private static String text(Turn turn) {
        return Objects.requireNonNull(turn.content().text());
    }
}

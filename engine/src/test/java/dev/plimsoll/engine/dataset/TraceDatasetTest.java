package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.Timetable;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of traces: their lengths, shared text and times. */
class TraceDatasetTest {
    @TempDir
    Path folder;

    @Test
    void mooncakeCountsMillisecondsAndBlocksOf512() throws IOException {
        DatasetPlan.Trace plan = plan("m.jsonl", """
            {"timestamp": 250, "input_length": 1300, "output_length": 64, "hash_ids": [7, 8, 9]}
            {"timestamp": 1250.5, "input_length": 1100, "hash_ids": [7, 8]}
            {"timestamp": 3000, "input_length": 40, "output_length": 0}
            """, "mooncake", "");
        List<Turn> turns = turns(plan);
        assertEquals(2, turns.size(), "a request without an answer is none to repeat");
        assertEquals(List.of(64, -1), turns.stream().map(Turn::outputTokens).toList());
        assertFalse(RequestTimings.has(turns.getFirst().settings().relativeTimestampNs()), "no profile of times");
        assertEquals(List.of(0L, 1_000_500_000L), offsets(plan));
        assertExact(plan, turns);
        assertEquals(1024, sharedTokens(plan, turns.get(0), turns.get(1)));
    }

    @Test
    void burstGptIsCsvWithSecondsAndItsModelIsTheClass() throws IOException {
        DatasetPlan.Trace plan = plan("burst.csv", """
            Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type
            5,ChatGPT,472,18,490,Conversation log
            45.5,GPT-4,1087,230,1317,API log
            118,ChatGPT,417,0,417,Conversation log
            """, "burstgpt", "");
        try (Dataset dataset = Datasets.open(plan, 1)) {
            Conversation first = Objects.requireNonNull(dataset.next());
            Conversation second = Objects.requireNonNull(dataset.next());
            assertNull(dataset.next());
            assertEquals(List.of("ChatGPT", "GPT-4"), List.of(first.label(), second.label()));
            assertEquals(1087, second.turns().getFirst().promptTokens());
            assertEquals(230, second.turns().getFirst().outputTokens());
        }
        assertEquals(List.of(0L, 40_500_000_000L), offsets(plan));
    }

    @Test
    void azureHasDatesWithOrWithoutAZone() throws IOException {
        DatasetPlan.Trace old = plan("2023.csv", """
            TIMESTAMP,ContextTokens,GeneratedTokens
            2023-11-16 18:15:46.6805900,374,44
            2023-11-16 18:15:50.9951690,396,109
            """, "azure", "");
        assertEquals(List.of(0L, 4_314_579_000L), offsets(old));
        DatasetPlan.Trace zoned = plan("2024.csv", """
            TIMESTAMP,ContextTokens,GeneratedTokens
            2024-05-10 00:00:00.009930+00:00,2162,5
            2024-05-10 02:00:00.017335+02:00,2399,6
            """, "azure", "");
        assertEquals(List.of(0L, 7_405_000L), offsets(zoned));
        assertEquals(
                List.of(2162, 2399),
                turns(zoned).stream().map(Turn::promptTokens).toList());
    }

    @Test
    void bailianHasBlocksOf16AndItsTypeIsTheClass() throws IOException {
        DatasetPlan.Trace plan = plan("b.jsonl", """
            {"chat_id": 1, "parent_chat_id": -1, "timestamp": 61.1, "input_length": 40, "output_length": 9, "type": "text", "turn": 1, "hash_ids": [1, 2, 3]}
            {"chat_id": 2, "parent_chat_id": 1, "timestamp": 62.6, "input_length": 60, "output_length": 5, "type": "text", "turn": 2, "hash_ids": [1, 2, 4]}
            """, "bailian", "");
        List<Turn> turns = turns(plan);
        assertExact(plan, turns);
        assertEquals(32, sharedTokens(plan, turns.get(0), turns.get(1)));
        assertEquals(List.of(0L, 1_500_000_000L), offsets(plan));
    }

    @Test
    void columnsOfAnyNameCanBeNamed() throws IOException {
        DatasetPlan.Trace plan = plan("g.csv", """
            when,in,out,blocks,who
            2,30,4,"[5, 6]",a
            1,20,3,,b
            """, "generic", """
            , "columns": { "timestamp": "when", "inputLength": "in", "outputLength": "out", "hashIds": "blocks", "label": "who" },
              "blockTokens": 20\
            """);
        assertEquals(
                List.of(30, 20), turns(plan).stream().map(Turn::promptTokens).toList());
        Timetable times = Datasets.timetable(byTime(plan, false));
        assertEquals(1_000_000_000L, times.offsetNs(1));
        assertTrue(String.valueOf(times.note()).contains("were sorted"), times.note());
        assertEquals(
                List.of(20, 30),
                turns(byTime(plan, false)).stream().map(Turn::promptTokens).toList());
        PlimsollException unsorted =
                assertThrows(PlimsollException.class, () -> Datasets.timetable(byTime(plan, true)));
        assertEquals(3, unsorted.problems().getFirst().line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"o200k", "cl100k", "chars"})
    void equalBlocksAreEqualTextAndPromptsAreExactlyAsLongAsTheTraceSays(String tokenizer) throws IOException {
        StringBuilder rows = new StringBuilder();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            int blocks = random.nextInt(5);
            int length = blocks == 0 ? 1 + random.nextInt(90) : (blocks - 1) * 16 + 1 + random.nextInt(60);
            List<Long> ids = random.longs(blocks, 0, 12).boxed().toList();
            rows.append("{\"input_length\": %d, \"output_length\": 5, \"hash_ids\": %s}\n".formatted(length, ids));
        }
        DatasetPlan.Trace plan = plan("r.jsonl", rows.toString(), "bailian", ", \"tokenizer\": \"" + tokenizer + "\"");
        List<Turn> turns = turns(plan);
        assertExact(plan, turns);
        Map<Long, String> starts = new HashMap<>();
        List<TraceRow> own = TraceFile.read(plan).rows();
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).blocks().length > 1) { // its first block is whole
                String start = cut(plan, turns.get(i), 16);
                assertEquals(starts.computeIfAbsent(own.get(i).blocks()[0], _ -> start), start);
            }
        }
        assertEquals(starts.size(), starts.values().stream().distinct().count());
    }

    @Test
    void anotherSeedIsOtherTextOfTheSameShape() throws IOException {
        DatasetPlan.Trace plan = plan("m.jsonl", """
            {"input_length": 600, "output_length": 4, "hash_ids": [1, 2]}
            {"input_length": 700, "output_length": 4, "hash_ids": [1, 3]}
            """, "mooncake", "");
        assertEquals(turns(plan), turns(plan));
        List<Turn> other = turns(plan, 2);
        assertNotEquals(
                text(turns(plan).getFirst()).substring(0, 9),
                text(other.getFirst()).substring(0, 9));
        assertEquals(512, sharedTokens(plan, other.get(0), other.get(1)));
    }

    @Test
    void multipliersScalePromptsWithTheirBlocksSoThatTheyShareTheSamePart() throws IOException {
        String rows = """
            {"timestamp": 0, "input_length": 1300, "output_length": 10, "hash_ids": [1, 2, 3]}
            {"timestamp": 4000, "input_length": 1100, "output_length": 300, "hash_ids": [1, 2]}
            {"timestamp": 8000, "input_length": 9000, "output_length": 300}
            """;
        DatasetPlan.Trace plan = plan("m.jsonl", rows, "mooncake", """
            , "speedup": 4, "promptMultiplier": 0.5, "outputMultiplier": 2.5, "maxInputTokens": 2000, "maxOutputTokens": 100\
            """);
        List<Turn> turns = turns(plan);
        assertEquals(List.of(650, 550), turns.stream().map(Turn::promptTokens).toList());
        assertEquals(List.of(25, 100), turns.stream().map(Turn::outputTokens).toList());
        assertEquals(512, sharedTokens(plan, turns.get(0), turns.get(1)));
        assertEquals(List.of(0L, 1_000_000_000L), offsets(plan));
        assertEquals(1, TraceFile.read(plan).leftOut());
    }

    @Test
    void copiesDivideTheRequestsAmongTextsOfTheirOwn() throws IOException {
        String rows = "{\"input_length\": 40, \"output_length\": 1, \"hash_ids\": [1, 2]}\n".repeat(64);
        DatasetPlan.Trace plan = plan("c.jsonl", rows, "bailian", ", \"prefixCopies\": 4, \"blockTokens\": 20");
        assertEquals(
                4, turns(plan).stream().map(TraceDatasetTest::text).distinct().count());
    }

    @Test
    void everythingWrongIsToldWithItsLine() throws IOException {
        DatasetPlan.Trace plan = plan("m.jsonl", """
            {"timestamp": 0, "input_length": 100, "output_length": 10, "hash_ids": [1, 2]}
            {"timestamp": "soon", "input_length": 100}
            {"input_length": 0}
            {"text_input": "hello"}
            {"input_length": 10, "output_length": 1.5}
            {"input_length": 10, "hash_ids": ["a"]}
            {"input_length": 10, "output_length": null, "hash_ids": null}
            """, "mooncake", "");
        List<Problem> problems = Datasets.check(plan);
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6), problems.stream().map(Problem::line).toList());
        assertEquals(
                "has 2 blocks of 512 tokens, but the prompt has only 100",
                problems.getFirst().what());
        assertThrows(PlimsollException.class, () -> turns(plan));
    }

    @Test
    void aTraceWithoutTimesCannotBeReplayedButSentInAnyOtherWay() throws IOException {
        DatasetPlan.Trace plan =
                plan("m.jsonl", "{\"input_length\": 5, \"output_length\": 1}\n", "mooncake", ", \"cycle\": true");
        assertThrows(PlimsollException.class, () -> Datasets.timetable(byTime(plan, false)));
        try (Dataset dataset = Datasets.open(plan, 1)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(i, Objects.requireNonNull(dataset.next()).id());
            }
            assertEquals(2, dataset.timesRecycled());
        }
    }

    private DatasetPlan.Trace plan(String file, String rows, String format, String more) throws IOException {
        Files.writeString(folder.resolve(file), rows);
        return (DatasetPlan.Trace) PlanCompiler.dataset(workspace(file, format, more, "synchronous"), "d");
    }

    private DatasetPlan.Trace byTime(DatasetPlan.Trace plan, boolean strictly) {
        return new DatasetPlan.Trace(
                plan.id(),
                plan.files(),
                plan.format(),
                plan.layout(),
                plan.columns(),
                plan.blockTokens(),
                strictly ? DatasetPlan.Files.BY_TIME_STRICTLY : DatasetPlan.Files.BY_TIME,
                plan.limit(),
                false,
                plan.speedup(),
                plan.promptMultiplier(),
                plan.outputMultiplier(),
                plan.prefixCopies(),
                plan.maxInputTokens(),
                plan.maxOutputTokens(),
                plan.tokenizer(),
                plan.ignoreEos(),
                plan.maxBadRows());
    }

    private WorkspaceFile workspace(String file, String format, String more, String profile) {
        return WorkspaceFile.parse("""
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "simulator" } ],
              "datasets": [ { "id": "d", "kind": "trace", "path": "%s", "format": "%s"%s } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": { "kind": "%s" } } ] }
            """.formatted(file, format, more, profile), null, folder);
    }

    private List<Long> offsets(DatasetPlan.Trace plan) {
        Timetable times = Datasets.timetable(byTime(plan, false));
        List<Long> own = turns(byTime(plan, false)).stream()
                .map(turn -> turn.settings().relativeTimestampNs())
                .toList();
        assertEquals(IntStream.range(0, times.size()).mapToObj(times::offsetNs).toList(), own);
        return own;
    }

    private static List<Turn> turns(DatasetPlan.Trace plan) {
        return turns(plan, 1);
    }

    private static List<Turn> turns(DatasetPlan.Trace plan, long seed) {
        List<Turn> turns = new ArrayList<>();
        try (Dataset dataset = Datasets.open(plan, seed)) {
            for (Conversation next = dataset.next(); next != null; next = dataset.next()) {
                turns.addAll(next.turns());
            }
        }
        return turns;
    }

    private static void assertExact(DatasetPlan.Trace plan, List<Turn> turns) {
        Tokenizer tokenizer = Tokenizers.of(plan.tokenizer());
        for (Turn turn : turns) {
            assertEquals(turn.promptTokens(), tokenizer.count(text(turn)), text(turn));
        }
    }

    /** How many tokens two prompts have in common at their beginning. */
    private static int sharedTokens(DatasetPlan.Trace plan, Turn a, Turn b) {
        Tokenizer tokenizer = Tokenizers.of(plan.tokenizer());
        int[] first = tokenizer.encode(text(a));
        int[] second = tokenizer.encode(text(b));
        int shared = 0;
        while (shared < first.length && shared < second.length && first[shared] == second[shared]) {
            shared++;
        }
        return shared;
    }

    private static String cut(DatasetPlan.Trace plan, Turn turn, int tokens) {
        Tokenizer tokenizer = Tokenizers.of(plan.tokenizer());
        return tokenizer.decode(java.util.Arrays.copyOf(tokenizer.encode(text(turn)), tokens));
    }

    private static String text(Turn turn) {
        return Objects.requireNonNull(turn.content().text());
    }
}

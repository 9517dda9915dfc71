package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FileDatasetTest {
    @TempDir
    Path folder;

    @Test
    void rowsComeInTheOrderOfTheFilesAndEnd() throws Exception {
        Path a = write("a.jsonl", "{\"prompt\":\"one\"}\n\n  \r\n{\"prompt\":\"two\"}\r\n");
        Path b = write("b.jsonl", "\uFEFF{\"prompt\":\"three\"}");
        assertEquals(List.of("one", "two", "three"), prompts(new Plan(a, b).build(), 10));
    }

    @Test
    void theRowSaysItsLengthsElseTheyAreCountedOrDrawn() throws Exception {
        Path file = write("a.jsonl", """
            {"prompt":"x","prompt_tokens_count":7,"output_tokens_count":9}
            {"prompt":"abcdefgh","system":"wxyz"}
            """);
        Plan plan = new Plan(file);
        plan.output = LengthPlan.fixed(33);
        List<Turn> turns = turns(plan.build(), 2);
        assertEquals(7, turns.get(0).promptTokens());
        assertEquals(9, turns.get(0).outputTokens());
        assertEquals(3, turns.get(1).promptTokens());
        assertEquals(33, turns.get(1).outputTokens());
        assertEquals("wxyz", turns.get(1).content().system());
    }

    @Test
    void numberedColumnsAreTurnsThatWaitForTheOneBefore() throws Exception {
        Path file = write("a.jsonl", """
            {"prompt_0":"a","prompt_1":"b","output_tokens_count_1":4}
            {"prompt_0":"a","prompt_1":null}
            """);
        try (Dataset dataset = Datasets.open(new Plan(file).build(), 1)) {
            Conversation two = Objects.requireNonNull(dataset.next());
            assertEquals(
                    List.of("a", "b"),
                    two.turns().stream().map(turn -> turn.content().text()).toList());
            assertEquals(List.of(), two.turns().get(0).parents());
            assertEquals(
                    List.of(new Turn.Parent(0, HistoryContext.FULL)),
                    two.turns().get(1).parents());
            assertEquals(-1, two.turns().get(0).outputTokens());
            assertEquals(4, two.turns().get(1).outputTokens());
            assertEquals(1, Objects.requireNonNull(dataset.next()).turns().size());
        }
    }

    @Test
    void openAiMessagesAreSentUpToTheLastThatIsNotTheAssistants() throws Exception {
        Path file = write(
                "a.jsonl",
                "{\"messages\":[{\"role\":\"system\",\"content\":\"be\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\","
                    + "\"text\":\"hi\"}]},{\"role\":\"assistant\",\"content\":\"12345678\"}]}");
        Turn turn = turns(new Plan(file).build(), 1).getFirst();
        JsonNode sent = JsonMapper.shared().readTree(turn.content().messagesJson());
        assertNull(turn.content().text());
        assertEquals(2, sent.size());
        assertEquals("user", sent.get(1).get("role").stringValue());
        assertEquals(2, turn.promptTokens()); // "be\nhi": 5 characters
        assertEquals(2, turn.outputTokens()); // as long as the answer in the data
    }

    @Test
    void ofAShareGptDialogueTheFirstQuestionIsAsked() throws Exception {
        Path file = write(
                "a.jsonl",
                "{\"id\":\"x\",\"conversations\":[{\"from\":\"system\",\"value\":\"sys\"},{\"from\":\"human\",\"value\":\"why\"},"
                    + "{\"from\":\"gpt\",\"value\":\"because!\"},{\"from\":\"human\",\"value\":\"so\"}]}");
        Plan plan = new Plan(file);
        Turn turn = turns(plan.build(), 1).getFirst();
        assertEquals("sys", turn.content().system());
        assertEquals("why", turn.content().text());
        assertEquals(2, turn.outputTokens());
        plan.output = LengthPlan.fixed(50);
        assertEquals(50, turns(plan.build(), 1).getFirst().outputTokens());
    }

    @Test
    void namedColumnsGoBeforeThoseFoundByName() throws Exception {
        Path file = write("a.jsonl", "{\"prompt\":\"p\",\"body\":\"b\",\"which\":\"m\",\"model\":\"n\"}");
        Plan plan = new Plan(file);
        assertNull(turns(plan.build(), 1).getFirst().model());
        plan.columns = Map.of("prompt", "body", "model", "which");
        Turn turn = turns(plan.build(), 1).getFirst();
        assertEquals("b", turn.content().text());
        assertEquals("m", turn.model());
    }

    @Test
    void aPromptColumnNamedByHandGoesBeforeMessages() throws Exception {
        Plan plan =
                new Plan(write("a.jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"m\"}],\"title\":\"t\"}"));
        assertNull(turns(plan.build(), 1).getFirst().content().text());
        plan.columns = Map.of("prompt", "title");
        assertEquals(List.of("t"), prompts(plan.build(), 1));
    }

    @Test
    void aColumnThatAppearsLateIsFound() throws Exception {
        Path file = write(
                "a.jsonl", "{\"prompt\":\"a\"}\n{\"prompt\":\"b\",\"output_tokens_count\":5}\n{\"text\":\"c\"}\n");
        List<Turn> turns = turns(new Plan(file).build(), 3);
        assertEquals(5, turns.get(1).outputTokens());
        assertEquals("c", turns.get(2).content().text());
    }

    @Test
    void aCycleStartsAgainWithTheFirstRowsAndCounts() throws Exception {
        Plan plan = new Plan(numbered(5, "jsonl"));
        plan.cycle = true;
        plan.limit = 2;
        try (Dataset dataset = Datasets.open(plan.build(), 1)) {
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Conversation conversation = Objects.requireNonNull(dataset.next());
                assertEquals(i, conversation.id());
                seen.add(conversation.turns().getFirst().content().text());
            }
            assertEquals(List.of("row 0", "row 1", "row 0", "row 1", "row 0"), seen);
            assertEquals(2, dataset.timesRecycled());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv"})
    void aShuffledPassHoldsEachRowOnceAndTheNextIsInAnotherOrder(String format) throws Exception {
        Plan plan = new Plan(numbered(200, format));
        plan.format = format;
        plan.order = "shuffle";
        plan.cycle = true;
        List<String> twice = prompts(plan.build(), 400);
        List<String> all = IntStream.range(0, 200).mapToObj(i -> "row " + i).toList();
        List<String> first = twice.subList(0, 200);
        List<String> second = twice.subList(200, 400);
        assertEquals(all.stream().sorted().toList(), first.stream().sorted().toList());
        assertEquals(all.stream().sorted().toList(), second.stream().sorted().toList());
        assertNotEquals(all, first);
        assertNotEquals(first, second);
        assertEquals(twice, prompts(plan.build(), 400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv"})
    void aRandomOrderDrawsAsManyRowsAsThereAreSomeOfThemTwice(String format) throws Exception {
        Plan plan = new Plan(numbered(200, format));
        plan.format = format;
        plan.order = "random";
        List<String> drawn = prompts(plan.build(), 1000);
        assertEquals(200, drawn.size());
        int different = new HashSet<>(drawn).size();
        assertTrue(different > 100 && different < 160, "of 200 draws from 200 rows about 126 differ, but " + different);
    }

    @Test
    void aLimitTakesTheFirstRowsWhateverTheOrder() throws Exception {
        for (String order : List.of("sequential", "shuffle", "random")) {
            Plan plan = new Plan(numbered(100, "jsonl"));
            plan.order = order;
            plan.limit = 3;
            List<String> prompts = prompts(plan.build(), 100);
            assertEquals(3, prompts.size());
            assertTrue(List.of("row 0", "row 1", "row 2").containsAll(prompts), order + prompts);
        }
    }

    @Test
    void csvFieldsMayHoldSeparatorsQuotesAndLineEnds() throws Exception {
        Path file = write("a.csv", "prompt;output_tokens_count\n\"a; \"\"b\"\"\nc\";5\nd;\n");
        Plan plan = new Plan(file);
        plan.format = "csv";
        List<Turn> turns = turns(plan.build(), 2);
        assertEquals("a; \"b\"\nc", turns.get(0).content().text());
        assertEquals(5, turns.get(0).outputTokens());
        assertEquals("d", turns.get(1).content().text());
        assertEquals(-1, turns.get(1).outputTokens());
    }

    @Test
    void csvValuesStayAsTheyAreWritten() throws Exception {
        Path file = write("it's.csv", "prompt\n007\n1e5\ntrue\n2020-01-01\n");
        Plan plan = new Plan(file);
        plan.format = "csv";
        assertEquals(List.of("007", "1e5", "true", "2020-01-01"), prompts(plan.build(), 10));
    }

    @Test
    void messagesInACsvColumnAreReadAsJson() throws Exception {
        Path file =
                write("a.csv", "messages\n\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"hi\"\"}]\"\nnonsense\n");
        Plan plan = new Plan(file);
        plan.format = "csv";
        plan.maxBadRows = 1;
        assertEquals(1, turns(plan.build(), 5).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "shuffle"})
    void aBadRowEndsTheRunWithItsFileAndLineUnlessItIsAllowed(String order) throws Exception {
        Path file = write("a.jsonl", "{\"prompt\":\"a\"}\n\n{\"prompt\":\n{\"prompt\":\"b\"}\n");
        Plan plan = new Plan(file);
        plan.order = order;
        PlimsollException bad = assertThrows(PlimsollException.class, () -> prompts(plan.build(), 3));
        assertEquals(ExitCode.FAILED, bad.exitCode());
        assertTrue(String.valueOf(bad.getMessage()).contains(file + ":3 is not valid JSON"), bad.getMessage());
        plan.maxBadRows = 1;
        assertEquals(
                List.of("a", "b"), prompts(plan.build(), 3).stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "shuffle"})
    void aBadCsvRowIsToldByTheLineItBeginsOn(String order) throws Exception {
        Path file = write("a.csv", "prompt,output_tokens_count\n\"a\nb\",1\nc,many\n");
        Plan plan = new Plan(file);
        plan.format = "csv";
        plan.order = order;
        PlimsollException bad = assertThrows(PlimsollException.class, () -> prompts(plan.build(), 3));
        assertTrue(
                String.valueOf(bad.getMessage()).contains(file + ":4 output_tokens_count: must be a whole number"),
                bad.getMessage());
    }

    @Test
    void aRowThatTheTargetDoesNotTakeEndsTheReadingWithItsFileAndLineWhateverIsAllowed() throws Exception {
        Path file = write("a.jsonl", "{\"prompt\":\"a\"}\n{\"prompt\":\"b\",\"image\":\"https://h/i.png\"}\n");
        Plan plan = new Plan(file);
        plan.maxBadRows = 9;
        Acceptance textOnly = content ->
                content.images().isEmpty() ? Optional.empty() : Optional.of("has an image, but it takes none");
        try (Dataset dataset = Datasets.open(plan.build(), 1, textOnly)) {
            assertNotNull(dataset.next());
            PlimsollException refused = assertThrows(PlimsollException.class, dataset::next);
            assertEquals(ExitCode.FAILED, refused.exitCode());
            assertEquals(
                    "The dataset \"rows\" cannot be sent on: " + file + ":2 has an image, but it takes none.",
                    refused.getMessage());
        }
    }

    @Test
    void aCycleWithoutOneGoodRowEnds() throws Exception {
        Plan plan = new Plan(write("a.jsonl", "{}\n"));
        plan.cycle = true;
        plan.maxBadRows = 1000;
        PlimsollException none = assertThrows(PlimsollException.class, () -> prompts(plan.build(), 1));
        assertTrue(String.valueOf(none.getMessage()).contains("no row that can be used"), none.getMessage());
    }

    @Test
    void theCheckTellsEveryFaultAtOnceWithItsLine() throws Exception {
        Path file = write("a.jsonl", """
            {"prompt":"fine"}
            [1]
            {"prompt":""}
            {"prompt":{"a":1}}
            {"other":1}
            {"prompt":"x","output_tokens_count":0}
            {"messages":[{"role":"assistant","content":"x"}]}
            {"prompt":"x"} {"prompt":"y"}
            """);
        List<Problem> problems = Datasets.check(new Plan(file).build());
        assertEquals(
                List.of(2, 3, 4, 5, 6, 7, 8),
                problems.stream().map(Problem::line).toList());
        assertTrue(problems.stream().allMatch(p -> file.toString().equals(p.file())));
        assertTrue(
                problems.get(4).tell().contains("output_tokens_count: must be a whole number of at least 1, but is 0"));
        assertTrue(problems.get(3).tell().contains("no column for the prompt among other"));
    }

    @Test
    void theCheckPassesOverAsManyBadRowsAsAreAllowed() throws Exception {
        Plan plan = new Plan(write("a.jsonl", "{\"prompt\":\"a\"}\n{}\n{\n"));
        plan.maxBadRows = 2;
        assertEquals(List.of(), Datasets.check(plan.build()));
        plan.maxBadRows = 1;
        assertEquals(2, Datasets.check(plan.build()).size());
    }

    @Test
    void theCheckTellsFilesThatAreMissingEmptyOrFolders() throws Exception {
        Path empty = write("empty.jsonl", "");
        List<Problem> problems = Datasets.check(new Plan(folder.resolve("no.jsonl"), empty, folder).build());
        assertEquals(
                List.of("there is no such file", "is empty", "is a folder, not a file"),
                problems.stream().map(Problem::what).toList());
    }

    @Test
    void theCheckTellsColumnsAndTargetsThatDoNotExist() throws Exception {
        Plan plan = new Plan(write("a.jsonl", "{\"prompt\":\"a\",\"b\":1}\n"));
        plan.columns = Map.of("system", "sys");
        Problem missing = Datasets.check(plan.build()).getFirst();
        assertEquals("columns.system", missing.path());
        assertEquals(List.of("prompt", "b"), missing.allowed());
        plan.columns = Map.of("promt", "b");
        Problem unknown = Datasets.check(plan.build()).getFirst();
        assertEquals("columns.promt", unknown.path());
        assertTrue(unknown.allowed().contains("prompt"));
    }

    @Test
    void theCheckLooksAtTheFirstThousandRowsOnly() throws Exception {
        String rows = "{\"prompt\":\"a\"}\n".repeat(999);
        assertEquals(
                1,
                Datasets.check(new Plan(write("a.jsonl", rows + "{}\n")).build())
                        .size());
        assertEquals(List.of(), Datasets.check(new Plan(write("b.jsonl", rows + "{\"prompt\":\"a\"}\n{}\n")).build()));
    }

    @Test
    void brokenCsvIsToldWithItsLine() throws Exception {
        Plan plan = new Plan(write("a.csv", "prompt,output_tokens_count\na,1\nb,2,3,4\n"));
        plan.format = "csv";
        List<Problem> problems = Datasets.check(plan.build());
        assertEquals(1, problems.size());
        assertTrue(
                problems.getFirst().tell().contains("a.csv:3 is not valid CSV"),
                problems.getFirst().tell());
    }

    private Path numbered(int rows, String format) throws IOException {
        StringBuilder text = new StringBuilder(format.equals("csv") ? "prompt\n" : "");
        for (int i = 0; i < rows; i++) {
            text.append(format.equals("csv") ? "row " + i : "{\"prompt\":\"row " + i + "\"}")
                    .append('\n');
        }
        return write("numbered." + format, text.toString());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private static List<String> prompts(DatasetPlan plan, int most) {
        return turns(plan, most).stream()
                .map(t -> Objects.requireNonNull(t.content().text()))
                .toList();
    }

    /** First turns of at most so many conversations. */
    private static List<Turn> turns(DatasetPlan plan, int most) {
        List<Turn> turns = new ArrayList<>();
        try (Dataset dataset = Datasets.open(plan, 1)) {
            Conversation conversation = dataset.next();
            while (conversation != null && turns.size() < most) {
                turns.add(conversation.turns().getFirst());
                conversation = turns.size() < most ? dataset.next() : null;
            }
        }
        return turns;
    }

    /** A plan with the defaults of this test: sequential JSONL, four characters a token. */
    private static final class Plan {
        private final List<Path> files;
        String format = "jsonl";
        String order = "sequential";
        long limit;
        boolean cycle;
        Map<String, String> columns = Map.of();

        @Nullable
        LengthPlan output;

        long maxBadRows;

        Plan(Path... files) {
            this.files = List.of(files);
        }

        DatasetPlan build() {
            return new DatasetPlan.Files(
                    "rows", files, format, order, limit, cycle, columns, output, "chars", false, maxBadRows);
        }
    }
}

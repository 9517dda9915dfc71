package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.DatasetPlan.History;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationsDatasetTest {
    @TempDir
    Path folder;

    @Test
    void turnsOfAListFollowOneAnotherAndAreToldEverythingBefore() throws Exception {
        Conversation one = only("""
            {"id":"a","turns":[{"text":"hi"},{"text":"and?","delay":1.5,"outputTokens":9},{"text":"so","context":"last"}]}
            """);
        assertEquals(List.of("hi", "and?", "so"), prompts(one));
        assertEquals(List.of(), one.turns().get(0).parents());
        assertEquals(Turn.after(1), one.turns().get(1).parents());
        assertEquals(
                List.of(new Turn.Parent(1, HistoryContext.LAST)),
                one.turns().get(2).parents());
        assertEquals(1_500_000_000L, one.turns().get(1).settings().delayNs());
        assertEquals(9, one.turns().get(1).outputTokens());
    }

    @Test
    void aGraphForksSpawnsAndJoinsInAnOrderInWhichParentsComeFirst() throws Exception {
        Conversation one = only("""
            {"id":"trip","turns":[
             {"id":"sum","text":"combine","after":[{"turn":"visa"},{"turn":"hotel","context":"last"}]},
             {"id":"plan","text":"plan","after":[]},
             {"id":"visa","text":"visa?","after":"plan"},
             {"id":"hotel","text":"find hotels","after":"plan","context":"new"}]}
            """.replace("\n", ""));
        assertEquals(List.of("plan", "visa?", "find hotels", "combine"), prompts(one));
        ConversationGraph graph = ConversationGraph.of(one.turns());
        assertEquals(List.of(), history(graph, 2));
        assertEquals(List.of(0, 1, 2), history(graph, 3));
    }

    @Test
    void theSystemPromptOfAConversationStandsWhereNoHistoryBringsIt() throws Exception {
        Conversation one = only("""
            {"id":"a","system":"Be brief.","turns":[{"id":"x","text":"1"},{"text":"2"},{"text":"3","after":"x","context":"new"}]}
            """);
        assertEquals("Be brief.", one.turns().get(0).content().system());
        assertNull(one.turns().get(1).content().system());
        assertEquals("Be brief.", one.turns().get(2).content().system());
    }

    @Test
    void aipferfsFilesAreReadAsTheyAreWithMilliseconds() throws Exception {
        Conversation one = only("""
            {"session_id":"s1","turns":[{"role":"system","text":"Be brief."},{"text":"Hi"},{"text":"And now?","delay":1500,"output_length":4}]}
            """);
        assertEquals(List.of("Hi", "And now?"), prompts(one));
        assertEquals("Be brief.", one.turns().get(0).content().system());
        assertEquals(1_500_000_000L, one.turns().get(1).settings().delayNs());
        assertEquals(4, one.turns().get(1).outputTokens());
    }

    @Test
    void withoutHistoryTurnsWaitForOneAnotherAndAreSentAsTheyStand() throws Exception {
        Path file = write("""
            {"id":"a","turns":[{"messages":[{"role":"user","content":"1"}]},{"messages":[{"role":"user","content":"1"},{"role":"assistant","content":"x"},{"role":"user","content":"2"}]}]}
            """);
        try (Dataset dataset = Datasets.open(plan(file, History.NONE, false), 1)) {
            Conversation one = Objects.requireNonNull(dataset.next());
            assertEquals(
                    List.of(new Turn.Parent(0, HistoryContext.NEW)),
                    one.turns().get(1).parents());
        }
    }

    @Test
    void theAnswersOfTheDataAreKeptForTheHistoryWhereItIsOfTheDataset() throws Exception {
        Path file = write("""
            {"id":"a","turns":[{"text":"1","answer":"one two"},{"text":"2"}]}
            """);
        try (Dataset dataset = Datasets.open(plan(file, History.DATASET, false), 1)) {
            Conversation one = Objects.requireNonNull(dataset.next());
            assertTrue(one.givenAnswers());
            assertEquals("one two", one.turns().get(0).answer());
            assertEquals(2, one.turns().get(0).outputTokens(), "as long as the answer in the data");
            assertEquals(-1, one.turns().get(1).outputTokens());
        }
    }

    @Test
    void everyFaultIsToldByLineConversationAndTurnBeforeAnythingIsSent() throws Exception {
        Path file = write("""
            {"id":"a","turns":[{"id":"x","text":"1","after":"y"},{"id":"y","text":"2"}]}
            {"id":"b","turns":[{"text":"1","dealy":3},{"text":"","delay":-1},{"messages":[]}]}
            not json
            {"id":"c","turns":[{"text":"1"},{"text":"2","after":["0","nobody"]},{"id":"0","text":"3"}]}
            {"id":"a","turns":[{"text":"1"}]}
            {"id":"d","turns":[]}
            {"turns":[{"text":"1","outputTokens":0,"extra":[1]}]}
            {"id":"e","bogus":1,"turns":[{"id":"p","text":"1"},{"id":"q","text":"2","after":[]},{"text":"3","after":["p","q"]}]}
            """);
        List<String> told = Datasets.check(plan(file, History.LIVE, false)).stream()
                .map(Problem::tell)
                .map(text -> text.replace(file.toString(), "f"))
                .map(text -> text.replaceAll(" \\(allowed: .*\\)| \\(column \\d+\\)", ""))
                .toList();
        assertEquals(
                List.of(
                        "f:1 conversation 'a' turn 0: waits for itself: x waits for y waits for x",
                        "f:2 conversation 'b' turn 0: unknown key 'dealy'",
                        "f:2 conversation 'b' turn 1: text is empty",
                        "f:2 conversation 'b' turn 1: delay must be a number of seconds, 0 or more, but is -1",
                        "f:2 conversation 'b' turn 2: messages must be a list of at least one object with role and"
                                + " content",
                        told.get(5),
                        "f:4 conversation 'c' turn 2: there already is a turn '0' in this conversation",
                        "f:4 conversation 'c' turn 1: waits for 'nobody', but there is no such turn in this"
                                + " conversation",
                        "f:5 conversation 'a': there already is a conversation of this name, " + "f:1",
                        "f:6 conversation 'd': turns must be a list of at least one turn",
                        "f:7 conversation: has no id",
                        "f:7 conversation 'line 7' turn 0: outputTokens must be a whole number of at least 1, but is 0",
                        "f:7 conversation 'line 7' turn 0: extra must be an object { ... }, but is a list",
                        "f:8 conversation 'e': unknown key 'bogus'",
                        "f:8 conversation 'e' turn 2: is told of several turns in full; at most one parent may have the"
                                + " context 'full'"),
                told);
        assertTrue(told.get(5).startsWith("f:3 is not valid JSON"), told.get(5));
    }

    @Test
    void aThousandFaultsAreNotToldOneByOne() throws Exception {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 1000)
                .forEach(i -> text.append("{\"id\":\"c").append(i).append("\",\"turns\":[]}\n"));
        assertEquals(
                51,
                Datasets.check(plan(write(text.toString()), History.LIVE, false))
                        .size());
    }

    @Test
    void aCycledDatasetStartsAgainWithTheFirstConversation() throws Exception {
        Path file = write("""
            {"id":"a","turns":[{"text":"1"}]}
            {"id":"b","turns":[{"text":"2"}]}
            """);
        try (Dataset dataset = Datasets.open(plan(file, History.LIVE, true), 1)) {
            List<String> prompts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                prompts.addAll(prompts(Objects.requireNonNull(dataset.next())));
            }
            assertEquals(List.of("1", "2", "1", "2", "1"), prompts);
            assertEquals(2, dataset.timesRecycled());
        }
    }

    @Test
    void thePreviewShowsTheTurnsAsTheyWillBeSent() throws Exception {
        Path file = write("""
            {"id":"a","turns":[{"text":"1"},{"text":"2"}]}
            {"id":"b","turns":[{"text":"3","bogus":1}]}
            """);
        DatasetPreview preview = DatasetPreview.of(plan(file, History.LIVE, false), 1, 10, () -> false);
        assertEquals(2, preview.rows().get(0).turns().size());
        assertEquals(2, preview.rows().get(1).line());
        assertEquals(1, preview.problems().size());
        assertTrue(preview.whole());
    }

    private static List<Integer> history(ConversationGraph graph, int turn) {
        return IntStream.of(graph.history(turn)).boxed().toList();
    }

    private static List<String> prompts(Conversation conversation) {
        return conversation.turns().stream().map(turn -> turn.content().text()).toList();
    }

    private Conversation only(String line) throws IOException {
        DatasetPlan plan = plan(write(line), History.LIVE, false);
        assertEquals(List.of(), Datasets.check(plan));
        try (Dataset dataset = Datasets.open(plan, 1)) {
            Conversation one = Objects.requireNonNull(dataset.next());
            assertNull(dataset.next());
            return one;
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("c.jsonl"), text);
    }

    private static DatasetPlan plan(Path file, History history, boolean cycle) {
        return new DatasetPlan.Conversations(
                "c", List.of(file), "sequential", 0, cycle, history, null, "o200k", false, 0);
    }
}

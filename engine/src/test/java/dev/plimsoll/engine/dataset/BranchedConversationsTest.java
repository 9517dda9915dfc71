package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Conversations that start one another, as AIPerf writes them ({@code dag_jsonl}), and public dialogues of several turns. */
class BranchedConversationsTest {
    @TempDir
    Path folder;

    @Test
    void aSpawnKnowsNothingAndTheTurnThatJoinsWaitsForItsEnd() throws Exception {
        Conversation one = only("""
            {"session_id":"plan","turns":[T0,T1,T2]}
            {"session_id":"hotel","turns":[H0,H1]}
            """.replace("T0", turn("t0", "\"spawns\":[{\"children\":[\"hotel\"],\"join_at\":2}]"))
                .replace("T1", turn("t1"))
                .replace("T2", turn("t2"))
                .replace("H0", turn("h0"))
                .replace("H1", turn("h1")));
        assertEquals("t0: | h0: t0 new | t1: t0 full | h1: h0 full | t2: h1 new t1 full", graph(one));
        assertEquals(List.of("t0", "t1"), history(one, "t2"));
        assertEquals(List.of("h0"), history(one, "h1"));
    }

    @Test
    void aBareSpawnIsJoinedByTheNextTurnAndAtTheLastTurnByNone() throws Exception {
        assertEquals(
                "t0: | c0: t0 new | t1: c0 new t0 full",
                graph(only(line("r", turn("t0", "\"spawns\":[\"c\"]"), turn("t1")) + line("c", turn("c0")))));
        assertEquals(
                "t0: | t1: t0 full | c0: t1 new",
                graph(only(line("r", turn("t0"), turn("t1", "\"spawns\":[\"c\"]")) + line("c", turn("c0")))));
    }

    @Test
    void aForkGoesOnWithEverythingBeforeIt() throws Exception {
        Conversation one = only(line("r", turn("t0"), turn("t1", "\"forks\":[\"a\",\"b\"]"))
                + line("a", turn("a0"), turn("a1"))
                + line("b", turn("b0")));
        assertEquals("t0: | t1: t0 full | a0: t1 full | b0: t1 full | a1: a0 full", graph(one));
        assertEquals(List.of("t0", "t1", "a0"), history(one, "a1"));
    }

    @Test
    void aForkInTheBackgroundLetsItsConversationGoOn() throws Exception {
        assertEquals(
                "t0: | a0: t0 full | t1: t0 full",
                graph(only(line("r", turn("t0", "\"forks\":[{\"child\":\"a\",\"background\":true}]"), turn("t1"))
                        + line("a", turn("a0")))));
    }

    @Test
    void whatIsStartedBeforeAConversationBeginsWithIt() throws Exception {
        assertEquals(
                "z0: | t0:",
                graph(only("{\"session_id\":\"r\",\"turns\":[" + turn("t0") + "],\"pre_session_spawns\":[\"z\"]}\n"
                        + line("z", turn("z0")))));
    }

    @Test
    void theRoundsOfAnOrchestratorFollowOneAnotherAfterAllOfTheRoundBefore() throws Exception {
        Conversation one = only("{\"session_id\":\"r\",\"orchestrator\":true,\"spawns\":[\"a\",\"b\"],\"rounds\":2,"
                + "\"think_time_ms\":500}\n"
                + line("a", turn("a0", "\"delay\":20"), turn("a1"))
                + line("b", turn("b0")));
        assertEquals("a0: | b0: | a1: a0 full | a0: a1 new b0 new | b0: a1 new b0 new | a1: a0 full", graph(one));
        assertEquals(
                List.of(520L, 500L, 0L, 520L, 500L, 0L),
                one.turns().stream()
                        .map(turn -> turn.settings().delayNs() / 1_000_000)
                        .toList());
    }

    @Test
    void theRoundsOfAnOrchestratorMayDifferAndWithoutRoundsAllBeginAtOnce() throws Exception {
        String children = line("a", turn("a0")) + line("b", turn("b0"));
        assertEquals(
                "a0: | b0: a0 new",
                graph(only("{\"session_id\":\"r\",\"orchestrator\":true,\"rounds\":[{\"spawns\":[\"a\"]},"
                        + "{\"spawns\":[\"b\"],\"think_time_ms\":9}]}\n"
                        + children)));
        assertEquals(
                "a0: | b0:",
                graph(only("{\"session_id\":\"r\",\"orchestrator\":true,\"spawns\":[\"a\",\"b\"]}\n" + children)));
    }

    @Test
    void thinkTimesAreDrawnAroundTheirMedianWithinTheirBoundsAndAgainTheSameByTheSameSeed() throws Exception {
        Path file = write("{\"session_id\":\"r\",\"orchestrator\":true,\"spawns\":[\"a\"],\"rounds\":400,"
                + "\"think_time_ms\":100,\"think_time_sigma\":1,\"think_time_min_ms\":20,\"think_time_max_ms\":900}\n"
                + line("a", turn("a0")));
        List<Long> drawn = delays(file, 5);
        assertTrue(drawn.stream().allMatch(ns -> ns >= 20_000_000 && ns <= 900_000_000), drawn::toString);
        long below = drawn.stream().filter(ns -> ns < 100_000_000).count();
        assertTrue(below > 150 && below < 250, () -> below + " of 400 below the median");
        assertEquals(drawn, delays(file, 5));
        assertNotEquals(drawn, delays(file, 6));
    }

    @Test
    void isolatedTurnsAreToldNothing() throws Exception {
        Conversation one = only("{\"session_id\":\"r\",\"context_mode\":\"message_array_with_responses\",\"turns\":["
                + turn("t0") + "," + turn("t1", "\"spawns\":[\"c\"]") + "]}\n" + line("c", turn("c0")));
        assertEquals("t0: | t1: t0 new | c0: t1 new", graph(one));
    }

    @Test
    void onlyRootsAreConversationsOfTheirOwnInEveryOrder() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append(line("r" + i, turn("r" + i, "\"spawns\":[\"c\"]")));
        }
        Path file = write(lines + line("c", turn("c0")));
        for (String order : List.of("sequential", "shuffle", "random")) {
            List<String> roots = new ArrayList<>();
            try (Dataset dataset = Datasets.open(plan(file, order), 3)) {
                for (Conversation next = dataset.next(); next != null; next = dataset.next()) {
                    assertEquals(2, next.turns().size());
                    roots.add(said(next.turns().getFirst()));
                }
            }
            assertEquals(40, roots.size());
            assertEquals(
                    order.equals("sequential"),
                    roots.get(0).equals("r0") && roots.get(1).equals("r1"));
        }
    }

    @Test
    void whatATurnSaysIsSentWithIt() throws Exception {
        Turn turn = only(line(
                        "r",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"model\":\"m\",\"max_tokens\":7,"
                                + "\"tools\":[{\"type\":\"function\"}],\"extra\":{\"seed\":1},\"spawns\":[]}"))
                .turns()
                .getFirst();
        assertEquals("[{\"role\":\"user\",\"content\":\"Hi\"}]", turn.content().messagesJson());
        assertEquals("[{\"type\":\"function\"}]", turn.content().toolsJson());
        assertEquals("m", turn.model());
        assertEquals(7, turn.outputTokens());
        assertEquals("{\"seed\":1}", turn.extraJson());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"session_id":"r","turns":[T{"spawns":["x"]}]} | 1 conversation 'r' turn 0: starts 'x', but there is no such conversation
        {"session_id":"r","turns":[T{"spawns":["r"]}]} | 1 conversation 'r' turn 0: starts itself: r starts r
        {"session_id":"r","turns":[T{"forks":["r"]},T{}]} | 1 conversation 'r' turn 0: forks 'r' and has turns after it: write {"child": "r", "background": true} to go on, or fork at the last turn
        {"session_id":"r","turns":[T{"spawns":[{"children":["x"],"join_at":1}]}]} | 1 conversation 'r' turn 0: join_at must be a later turn of this conversation, which has 1, but is 1
        {"session_id":"r","turns":[T{"spawns":["x","x"]}]} | 1 conversation 'r' turn 0: spawns holds 'x' more than once
        {"session_id":"r","turns":[T{"spawns":[]},S{}]} | 1 conversation 'r' turn 1: holds a system message, which only the begin of a conversation may
        {"session_id":"r","turns":[T{"spawn":[],"forks":[]}]} | 1 conversation 'r' turn 0: spawn is no key of this format; its keys are messages, model, max_tokens, tools, extra, forks, spawns, delay
        {"session_id":"r","orchestrator":true} | 1 conversation 'r': spawns must name at least one conversation
        """)
    void everyFaultIsToldByLineConversationAndTurn(String line, String fault) throws Exception {
        String written = line.replace("T{}", turn("u")).replace("S{}", turn("s").replace("user", "system"));
        written =
                written.replaceAll("T\\{(.+?)}(?=[\\],])", "{\"messages\":[{\"role\":\"user\",\"content\":\"u\"}],$1}");
        Path file =
                write(written + "\n" + "{\"session_id\":\"other\",\"turns\":[" + turn("o", "\"spawns\":[]") + "]}\n");
        List<String> told = Datasets.check(plan(file, "sequential")).stream()
                .map(problem -> problem.line() + " " + problem.path() + ": " + problem.what())
                .toList();
        assertEquals(List.of(fault), told);
    }

    @Test
    void aConversationForkedByTwoIsToldWithBoth() throws Exception {
        Path file = write(line("a", turn("a", "\"forks\":[\"c\"]"))
                + line("b", turn("b", "\"forks\":[\"c\"]"))
                + line("c", turn("c")));
        Problem problem = Datasets.check(plan(file, "sequential")).getFirst();
        assertEquals(3, problem.line());
        assertEquals("is forked by several: 'a' by 'a:0:fork', 'b' by 'b:0:fork'; a fork has one past", problem.what());
    }

    @Test
    void aRootThatStartsMoreThanCanBeIsTold() throws Exception {
        Path file = write("{\"session_id\":\"r\",\"orchestrator\":true,\"spawns\":[\"a\"],\"rounds\":100000}\n"
                + line("a", turn("a0")));
        assertEquals(
                "has more than 4096 turns with all it starts",
                Datasets.check(plan(file, "sequential")).getFirst().what());
    }

    @Test
    void aShareGptDialogueIsAConversationOfSeveralTurns() throws Exception {
        Path file = folder.resolve("s.json");
        Files.writeString(file, """
            [{"id":"x","source":"s","conversations":[{"from":"system","value":"S"},{"from":"gpt","value":"hello"},
              {"from":"human","value":"a"},{"from":"gpt","value":"bcdefghi"},{"from":"human","value":"c"}]},
             {"messages":[{"role":"user","content":"d"},{"role":"assistant","content":"e"},
              {"role":"user","content":[{"type":"text","text":"f"}]}]}]
            """);
        DatasetPlan plan = plan(file, "sequential");
        assertEquals(List.of(), Datasets.check(plan));
        try (Dataset dataset = Datasets.open(plan, 1)) {
            Conversation first = next(dataset);
            assertEquals("a: | c: a full", graph(first));
            assertEquals("S", first.turns().get(0).content().system());
            assertEquals("bcdefghi", first.turns().get(0).answer());
            assertEquals(2, first.turns().get(0).outputTokens());
            Conversation second = next(dataset);
            assertEquals("d", second.turns().get(0).content().text());
            assertEquals(
                    "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"f\"}]}]",
                    second.turns().get(1).content().messagesJson());
        }
    }

    @Test
    void aDialogueThatCannotBeReplayedIsTold() throws Exception {
        Path file = write("{\"id\":\"x\",\"conversations\":[{\"from\":\"gpt\",\"value\":\"a\"}]}\n"
                + "{\"messages\":[{\"role\":\"tool\",\"content\":\"a\"}]}\n");
        assertEquals(
                List.of(
                        "conversation 'x': conversations holds no message of a human",
                        "conversation: messages holds a message of 'tool'; such a dialogue can be sent as it"
                                + " is, by a dataset of kind file"),
                Datasets.check(plan(file, "sequential")).stream()
                        .map(problem -> problem.path() + ": " + problem.what())
                        .toList());
    }

    @Test
    void brokenDialoguesArePassedOverWhereSoManyAreAllowed() throws Exception {
        Path file =
                write("{\"conversations\":[]}\n{\"conversations\":[{\"from\":\"human\",\"value\":\"a\"}]}\nnot json\n");
        for (String order : List.of("sequential", "shuffle")) {
            DatasetPlan two = new DatasetPlan.Conversations(
                    "d", List.of(file), order, 0, false, DatasetPlan.History.LIVE, null, "chars", false, 2);
            assertEquals(List.of(), Datasets.check(two));
            try (Dataset dataset = Datasets.open(two, 1)) {
                assertEquals("a", said(next(dataset).turns().getFirst()));
                assertEquals(null, dataset.next());
            }
        }
        DatasetPlan one = new DatasetPlan.Conversations(
                "d", List.of(file), "shuffle", 0, false, DatasetPlan.History.LIVE, null, "chars", false, 1);
        assertEquals(1, Datasets.check(one).size());
        try (Dataset dataset = Datasets.open(one, 1)) {
            PlimsollException many = assertThrows(PlimsollException.class, () -> {
                while (dataset.next() != null) {}
            });
            assertTrue(many.problems().getFirst().line() > 0);
        }
    }

    private List<Long> delays(Path file, long seed) {
        try (Dataset dataset = Datasets.open(plan(file, "sequential"), seed)) {
            return next(dataset).turns().stream()
                    .map(turn -> turn.settings().delayNs())
                    .toList();
        }
    }

    private static Conversation next(Dataset dataset) {
        Conversation next = dataset.next();
        assertNotNull(next);
        return next;
    }

    private Conversation only(String lines) throws IOException {
        Path file = write(lines);
        DatasetPlan plan = plan(file, "sequential");
        assertEquals(List.of(), Datasets.check(plan));
        try (Dataset dataset = Datasets.open(plan, 1)) {
            Conversation only = next(dataset);
            assertEquals(null, dataset.next());
            return only;
        }
    }

    private Path write(String lines) throws IOException {
        return Files.writeString(folder.resolve("f.jsonl"), lines);
    }

    private static DatasetPlan plan(Path file, String order) {
        return new DatasetPlan.Conversations(
                "d", List.of(file), order, 0, false, DatasetPlan.History.LIVE, null, "chars", false, 0);
    }

    private static String line(String id, String... turns) {
        return "{\"session_id\":\"" + id + "\",\"turns\":[" + String.join(",", turns) + "]}\n";
    }

    private static String turn(String said, String... more) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"" + said + "\"}]"
                + (more.length == 0 ? "" : "," + more[0]) + "}";
    }

    /** Each turn with what it waits for: {@code t1: t0 full}. */
    private static String graph(Conversation conversation) {
        return conversation.turns().stream()
                .map(turn -> (said(turn) + ": "
                                + turn.parents().stream()
                                        .map(parent -> said(conversation.turns().get(parent.turn())) + " "
                                                + parent.context().text())
                                        .sorted(Comparator.naturalOrder())
                                        .collect(Collectors.joining(" ")))
                        .strip())
                .collect(Collectors.joining(" | "));
    }

    private static List<String> history(Conversation conversation, String said) {
        ConversationGraph graph = ConversationGraph.of(conversation.turns());
        TreeMap<String, Integer> bySaid = new TreeMap<>();
        conversation.turns().forEach(turn -> bySaid.put(said(turn), turn.index()));
        List<String> history = new ArrayList<>();
        for (int turn : graph.history(bySaid.get(said))) {
            history.add(said(conversation.turns().get(turn)));
        }
        return history;
    }

    private static String said(Turn turn) {
        String messages = turn.content().messagesJson();
        if (messages == null) {
            return String.valueOf(turn.content().text());
        }
        JsonNode read = JsonRow.MAPPER.readTree(messages);
        return read.get(0).get("content").stringValue("");
    }
}

package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.record.RequestSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** GuideLLM's conversation graphs. */
class ConversationDagVectorTest {
    private static final Set<String> KNOWN =
            Set.of("roots", "topological_order", "turn_index", "history", "unlocked_on_completion");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/conversation_dag").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGraphIsOrderedAndToldAsTheirs(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        List<String> faults = new ArrayList<>();
        TurnOrder sketch = new TurnOrder((turn, what) -> faults.add(turn + ": " + what));
        List<String> written = texts(input.get("nodes"));
        written.forEach(sketch::turn);
        for (JsonNode edge : input.get("edges")) {
            int to = written.indexOf(edge.get("to").stringValue());
            if (to < 0) {
                faults.add("an edge to nowhere"); // cannot be written in a file: edges stand at the turn that waits
                continue;
            }
            String context = edge.path("history_context").stringValue("full");
            sketch.edge(edge.get("from").stringValue(), to, HistoryContext.valueOf(context.toUpperCase(Locale.ROOT)));
        }
        int[] order = sketch.order();
        if (expected.path("invalid").booleanValue(false)) {
            assertFalse(faults.isEmpty(), "accepted");
            return;
        }
        assertEquals(List.of(), faults);
        List<String> names = Arrays.stream(order).mapToObj(written::get).toList();
        List<Turn> turns = turns(sketch.parents(order));
        ConversationGraph graph = ConversationGraph.of(turns);
        int[] indexes = graph.turnIndexes();

        assertTrue(KNOWN.containsAll(new HashSet<>(expected.propertyNames())), "an unknown kind of case");
        assertEquals(texts(expected.get("topological_order")), names);
        assertEquals(
                texts(expected.get("roots")),
                written.stream()
                        .filter(name -> turns.get(names.indexOf(name)).parents().isEmpty())
                        .toList());
        int[] missing = turns.stream().mapToInt(turn -> turn.parents().size()).toArray();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            assertEquals(expected.get("turn_index").get(name).intValue(), indexes[i], name);
            JsonNode history = expected.get("history").get(name);
            assertEquals(
                    history.isNull() ? List.of() : texts(history),
                    IntStream.of(graph.history(i)).mapToObj(names::get).toList(),
                    name);
            List<String> unlocked = new ArrayList<>();
            for (int child : graph.children(i)) {
                if (--missing[child] == 0) {
                    unlocked.add(names.get(child));
                }
            }
            assertEquals(
                    texts(expected.get("unlocked_on_completion").get(name)),
                    unlocked.stream().sorted().toList(),
                    name);
        }
    }

    private static List<Turn> turns(List<List<Turn.Parent>> parents) {
        List<Turn> turns = new ArrayList<>();
        for (List<Turn.Parent> own : parents) {
            turns.add(new Turn(
                    turns.size(), own, Content.ofText("x"), 1, 1, false, null, null, RequestSettings.NONE, null));
        }
        return turns;
    }

    private static List<String> texts(JsonNode list) {
        if (!list.isArray()) {
            fail("not a list: " + list);
        }
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }
}

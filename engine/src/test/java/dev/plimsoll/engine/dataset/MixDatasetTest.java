package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several datasets in one. */
class MixDatasetTest {
    private static final String TWO = """
        { "id": "short", "kind": "synthetic", "promptTokens": 10, "outputTokens": 5 },
        { "id": "long", "kind": "synthetic", "promptTokens": 90, "outputTokens": 5 },
        """;

    @TempDir
    Path folder;

    @Test
    void conversationsComeByWeightAndCarryTheirClass() {
        List<Conversation> all = take(plan(TWO, """
            { "dataset": "short", "weight": 3 }, { "dataset": "long", "label": "documents" }
            """), 1, 8000);
        Map<String, Long> counts =
                all.stream().collect(Collectors.groupingBy(c -> String.valueOf(c.label()), Collectors.counting()));
        assertEquals(Set.of("short", "documents"), counts.keySet());
        assertEquals(6000, counts.get("short"), 200); // five standard deviations
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i, all.get(i).id());
            assertEquals(
                    "short".equals(all.get(i).label()) ? 10 : 90,
                    all.get(i).turns().getFirst().promptTokens());
        }
    }

    @Test
    void theSameSeedGivesTheSameMixAndPartsThatAreAlikeSayDifferentThings() {
        DatasetPlan plan =
                plan(TWO, "{ \"dataset\": \"short\", \"label\": \"a\" }, { \"dataset\": \"short\", \"label\": \"b\" }");
        assertEquals(take(plan, 7, 200), take(plan, 7, 200));
        Set<String> texts = new HashSet<>();
        take(plan, 7, 2000)
                .forEach(c -> assertTrue(texts.add(
                        Objects.requireNonNull(c.turns().getFirst().content().text()))));
    }

    @Test
    void itEndsWithTheFirstDatasetThatHasNothingMoreToGive() throws IOException {
        Files.writeString(folder.resolve("rows.jsonl"), "{\"prompt\": \"one\"}\n{\"prompt\": \"two\"}\n");
        DatasetPlan plan = plan(
                TWO + "{ \"id\": \"rows\", \"kind\": \"file\", \"path\": \"rows.jsonl\" },",
                "{ \"dataset\": \"short\" }, { \"dataset\": \"rows\" }");
        List<Conversation> all = take(plan, 1, 1000);
        assertEquals(2, all.stream().filter(c -> "rows".equals(c.label())).count());
        assertTrue(all.size() < 100);
    }

    @Test
    void whatIsWrongWithAMixIsToldInItsPlace() {
        assertEquals(
                List.of("there is no dataset 'none'", "must not be a mix itself", "must be greater than 0, but is 0"),
                faults(
                        TWO,
                        "{ \"dataset\": \"none\" }, { \"dataset\": \"m\" }, { \"dataset\": \"short\", \"weight\": 0"
                                + " }"));
        assertEquals(List.of("must not be an empty list"), faults(TWO, ""));
        assertEquals(
                List.of("counts by another tokenizer than the first dataset of the mix (chars, o200k)"),
                faults(
                        TWO
                                + "{ \"id\": \"c\", \"kind\": \"synthetic\", \"promptTokens\": 9, \"tokenizer\":"
                                + " \"chars\" },",
                        "{ \"dataset\": \"short\" }, { \"dataset\": \"c\" }"));
        assertEquals(
                List.of("must be greater than 0, but is -1"),
                faults(
                        "{ \"id\": \"bad\", \"kind\": \"synthetic\", \"promptTokens\": {\"points\": [{\"value\": 2,"
                                + " \"weight\": -1}]} },",
                        "{ \"dataset\": \"bad\" }"));
    }

    private List<String> faults(String datasets, String parts) {
        return assertThrows(PlimsollException.class, () -> plan(datasets, parts)).problems().stream()
                .map(Problem::what)
                .distinct()
                .toList();
    }

    private DatasetPlan plan(String datasets, String parts) {
        WorkspaceFile file = WorkspaceFile.parse("""
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "simulator" } ],
              "datasets": [ %s { "id": "m", "kind": "mix", "parts": [ %s ] } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "m", "profile": { "kind": "synchronous" } } ] }
            """.formatted(datasets, parts), null, folder);
        return PlanCompiler.compile(file, null).dataset();
    }

    private static List<Conversation> take(DatasetPlan plan, long seed, int most) {
        List<Conversation> all = new ArrayList<>();
        try (Dataset dataset = Datasets.open(plan, seed)) {
            for (Conversation next = dataset.next(); next != null && all.size() < most; next = dataset.next()) {
                all.add(next);
            }
        }
        return all;
    }
}

package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.plan.DatasetPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InlineDatasetTest {
    @Test
    void rowsAreTextsOrObjects() {
        assertEquals(List.of("one", "two"), said(plan("sequential", 0, "\"one\"", "{\"prompt\":\"two\",\"n\":1}"), 5));
    }

    @Test
    void everyOrderIsThatOfOtherRows() {
        DatasetPlan.Inline shuffled = plan("shuffle", 0, "\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"e\"", "\"f\"");
        List<String> said = said(shuffled, 10);
        assertEquals(6, said.size());
        assertEquals(Set.of("a", "b", "c", "d", "e", "f"), new HashSet<>(said));
        assertEquals(said, said(shuffled, 10));
        assertEquals(
                6,
                said(plan("random", 0, "\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"e\"", "\"f\""), 10)
                        .size());
        assertEquals(List.of("a", "b"), said(plan("sequential", 2, "\"a\"", "\"b\"", "\"c\""), 10));
    }

    @Test
    void faultsAreToldByTheirPlaceInTheWorkspace() {
        assertEquals(
                List.of("rows[1].prompt is empty", "rows[2] has no column for the prompt among x; name it in columns"),
                Datasets.check(plan("sequential", 0, "\"a\"", "{\"prompt\":\"\"}", "{\"x\":1}")).stream()
                        .map(problem -> problem.path() + " " + problem.what())
                        .toList());
    }

    private static List<String> said(DatasetPlan plan, int most) {
        List<String> said = new ArrayList<>();
        try (Dataset dataset = Datasets.open(plan, 11)) {
            Conversation next = dataset.next();
            while (next != null && said.size() < most) {
                said.add(String.valueOf(next.turns().getFirst().content().text()));
                next = dataset.next();
            }
        }
        return said;
    }

    private static DatasetPlan.Inline plan(String order, long limit, String... rows) {
        DatasetPlan.Files use =
                new DatasetPlan.Files("d", List.of(), "json", order, limit, false, Map.of(), null, "chars", false, 0);
        return new DatasetPlan.Inline("d", List.of(rows), Path.of("folder"), use);
    }
}

package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.stats.DoubleList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyTablesTest {
    private static MetricSummary ms(double... values) {
        DoubleList list = new DoubleList();
        for (double value : values) {
            list.add(value);
        }
        return MetricSummary.of("ms", list).orElseThrow();
    }

    private static RouterStage router(
            String policy, int loads, double makespan, MetricSummary waits, @Nullable RouterStage predicted) {
        return new RouterStage(
                policy,
                loads,
                0,
                loads,
                1,
                0.5,
                new RouterStage.Requests(10, 0, 0, 0, 0),
                waits,
                List.of(new RouterStage.Model(
                        "chat", RouterStage.Requests.NONE, loads, 0, ms(9000), ms(2000, 2100), null, waits, 0)),
                List.of(
                        new RouterStage.Priority(10, RouterStage.Requests.NONE, ms(5), 0),
                        new RouterStage.Priority(0, RouterStage.Requests.NONE, waits, 0)),
                List.of(),
                null,
                null,
                makespan,
                predicted);
    }

    private static RunSummary run(RouterStage... routers) {
        List<RunSummary.Stage> stages = new ArrayList<>();
        for (RouterStage router : routers) {
            StageSummary stage = SampleRun.under(stages.size(), String.valueOf(router.policy()));
            stages.add(new RunSummary.Stage(stage, List.of(), router));
        }
        RunSummary plain = SampleRun.of();
        return new RunSummary(1, plain.run(), plain.verdict(), plain.saturation(), stages);
    }

    private static List<String> rows(RunSummary summary) {
        List<Sheet> sheets = ConsoleLayout.sheets(List.of(PolicyTables.COMPARED), summary);
        List<Column> columns = sheets.getFirst().columns();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < columns.getFirst().cells().size(); i++) {
            int row = i;
            rows.add(String.join(
                    " | ",
                    columns.stream()
                            .map(column -> column.cells().get(row).text())
                            .toList()));
        }
        return rows;
    }

    @Test
    void eachFigureStandsPolicyByPolicyWithWhatWasForetoldAndTheDifference() {
        RouterStage predicted = router("fifo", 4, 33.51, ms(100, 200), null);
        List<String> rows = rows(run(
                router("fifo", 6, 33.46, ms(100, 300), predicted),
                router("serial", 9, 80, ms(7000, 9000), router("serial", 9, 81.04, ms(7000, 9000), null))));
        assertEquals("Loads | fifo | 6 | 4 | −2", rows.get(0));
        assertEquals("Loads | serial | 9 | 9 | 0", rows.get(1));
        assertEquals("Wasted loads | fifo | 1 | 1 | 0", rows.get(2));
        assertTrue(rows.contains("Makespan | fifo | 33.5 s | 33.5 s | 0.0 s"), rows::toString);
        assertTrue(rows.contains("Makespan | serial | 80.0 s | 81.0 s | +1.0 s (+1 %)"), rows::toString);
        assertTrue(rows.contains("Wait p50 | fifo | 200 ms | 150 ms | −50 ms (−25 %)"), rows::toString);
        assertTrue(rows.contains("Wait p50, priority 10 | fifo | 5.00 ms | 5.00 ms | 0.00 ms"), rows::toString);
        assertTrue(rows.contains("Load p50 of chat | serial | 2.05 s | 2.05 s | 0.00 s"), rows::toString);
    }

    @Test
    void aPolicyWithoutAPredictionIsComparedAllTheSame() {
        List<String> rows = rows(run(router("fifo", 6, 33.46, ms(100, 300), null)));
        assertEquals("Loads | fifo | 6 | — | —", rows.getFirst());
    }

    @Test
    void aRunThatComparesNoPoliciesHasNoSuchTable() {
        assertFalse(PolicyTables.COMPARED
                .enabled()
                .apply(SampleRun.of(SampleRun.closed(0, 1.4, 64)))
                .yes());
    }
}

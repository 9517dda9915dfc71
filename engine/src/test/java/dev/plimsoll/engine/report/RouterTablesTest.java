package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.report.Column.Mark;
import dev.plimsoll.engine.stats.DoubleList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouterTablesTest {
    private static final String HOSTILE = "evil|\u001b[31m<b>\nmodel";
    private static final RouterStage.Requests REQUESTS = new RouterStage.Requests(40, 1, 2, 3, 4);
    private static final RouterStage ROUTER = new RouterStage(
            "fifo+matrix",
            12,
            1,
            10,
            2,
            0.25,
            REQUESTS,
            times(40, 4000),
            List.of(
                    new RouterStage.Model(
                            "chat", REQUESTS, 6, 2, times(1, 9000), times(5, 1500), times(5, 80), times(40, 4000), 7),
                    new RouterStage.Model(
                            HOSTILE, RouterStage.Requests.NONE, 4, 0, null, times(4, 700), null, null, 0)),
            List.of(
                    new RouterStage.Priority(5, REQUESTS, times(20, 10), 0),
                    new RouterStage.Priority(-1, REQUESTS, times(20, 4000), 7)),
            List.of(
                    new RouterStage.Pair(null, "chat", times(1, 9000)),
                    new RouterStage.Pair(HOSTILE, "chat", times(5, 1600))),
            new RouterStage.Starvation(
                    new RouterStage.Request("r7", "chat", 12.34, 8000, 3, false),
                    new RouterStage.Request("r9", HOSTILE, 13, 4000, 7, true)),
            0.731,
            60.0,
            null);

    /** n values around {@code ms}. */
    private static MetricSummary times(int n, double ms) {
        DoubleList values = new DoubleList();
        IntStream.range(0, n).forEach(i -> values.add(ms * (0.5 + (i + 0.5) / n)));
        return MetricSummary.of("ms", values).orElseThrow();
    }

    private static RunSummary run(RouterStage... routers) {
        RunSummary plain = SampleRun.of(SampleRun.closed(0, 1.4, 64), SampleRun.closed(1, 1.4, 64));
        List<RunSummary.Stage> stages = IntStream.range(0, 2)
                .mapToObj(i -> plain.stages().get(i).with(i < routers.length ? routers[i] : null))
                .toList();
        return new RunSummary(1, plain.run(), plain.verdict(), plain.saturation(), stages);
    }

    private static Map<String, Sheet> sheets(RunSummary summary) {
        return PageTables.ofRouter(summary).stream().collect(Collectors.toMap(Sheet::title, s -> s));
    }

    private static Column column(Sheet sheet, String head) {
        return sheet.columns().stream()
                .filter(c -> c.head().equals(head))
                .findFirst()
                .orElseThrow(() -> new AssertionError(head + " in "
                        + sheet.columns().stream().map(Column::head).toList()));
    }

    private static List<String> texts(Column column) {
        return column.cells().stream().map(Column.Cell::text).toList();
    }

    @Test
    void aStageWithARouterHasARowWithItsPolicySwapsAndWaits() {
        Sheet sheet = sheets(run(ROUTER)).get("Model router");
        assertEquals(List.of("1"), texts(column(sheet, "#")), "the other stage had none");
        assertEquals(List.of("fifo+matrix"), texts(column(sheet, "Policy")));
        assertEquals(List.of("50"), texts(column(sheet, "Requests")));
        assertEquals(List.of("10"), texts(column(sheet, "Unanswered")));
        assertEquals(List.of("1"), texts(column(sheet, "Failed swaps")));
        assertEquals(List.of("25.0 %"), texts(column(sheet, "Swapping")));
        assertEquals(List.of("4.00"), texts(column(sheet, "Wait p50, s")));
        assertEquals(List.of("0.731"), texts(column(sheet, "Fairness")));
    }

    @Test
    void aPercentileOfTooFewIsMarkedAndAbsentTimesAreDashes() {
        Sheet models = sheets(run(ROUTER)).get("Models behind the router");
        assertEquals(List.of("9.00", Numbers.ABSENT), texts(column(models, "First load p50, s")));
        assertEquals(
                List.of(Mark.FEW, Mark.NONE),
                column(models, "First load p50, s").cells().stream()
                        .map(Column.Cell::mark)
                        .toList());
        Column p50 = column(models, "Wait p50, s");
        assertEquals(Mark.NONE, p50.cells().getFirst().mark());
        assertEquals(Mark.FEW, column(models, "Wait p99, s").cells().getFirst().mark());
    }

    @Test
    void swapCostsNameWhatWasStoppedAndFreeMemory() {
        Sheet swaps = sheets(run(ROUTER)).get("Swap costs: loads by what was stopped for them");
        assertEquals("free memory", texts(column(swaps, "From")).getFirst());
        assertEquals(List.of("1", "5"), texts(column(swaps, "n")));
    }

    @Test
    void prioritiesAreToldWhereThereAreSeveral() {
        Sheet priorities = sheets(run(ROUTER)).get("Waits by priority");
        assertEquals(List.of("5", "−1"), texts(column(priorities, "Priority")));
        RouterStage one = new RouterStage(
                "fifo",
                0,
                0,
                0,
                0,
                0,
                REQUESTS,
                null,
                List.of(),
                ROUTER.priorities().subList(0, 1),
                List.of(),
                null,
                null,
                null,
                null);
        assertEquals(
                List.of("Model router"),
                PageTables.ofRouter(run(one)).stream().map(Sheet::title).toList());
    }

    @Test
    void whoWaitedLongestIsNamedServedOrNot() {
        Sheet worst = sheets(run(ROUTER)).get("Starvation: who waited longest");
        assertEquals(List.of("longest wait", "most overtaken"), texts(column(worst, "Which")));
        assertEquals(List.of("r7", "r9"), texts(column(worst, "Request")));
        assertEquals(List.of("no", "yes"), texts(column(worst, "Served")));
        assertEquals(List.of("8.00", "4.00"), texts(column(worst, "Wait, s")));
    }

    @Test
    void aRunWithoutARouterHasNoTableOfOne() {
        assertEquals(List.of(), PageTables.ofRouter(run()));
        assertFalse(print(run()).contains("router"));
        assertFalse(MarkdownExporter.text(run()).contains("router"));
    }

    @Test
    void namesOfModelsDriveNoTerminalAndBreakNoTable() {
        String console = print(run(ROUTER));
        assertTrue(console.contains("Models behind the router") && !console.contains("\u001b"), console);
        String markdown = MarkdownExporter.text(run(ROUTER));
        assertTrue(markdown.contains("**Models behind the router**") && markdown.contains("evil\\|"), markdown);
        assertFalse(markdown.contains("\nmodel"), markdown);
    }

    @Test
    void theSummarysCsvHasItsColumnsFilledOrEmpty() throws IOException {
        StringBuilder text = new StringBuilder();
        StageCsv.write(run(ROUTER), text);
        List<String> lines = text.toString().lines().toList();
        List<String> head = List.of(lines.getFirst().split(",", -1));
        String[] with = lines.get(1).split(",", -1);
        String[] without = lines.get(2).split(",", -1);
        assertEquals(head.size(), without.length);
        assertEquals("fifo+matrix", with[head.indexOf("router_policy")]);
        assertEquals(10.0, Double.parseDouble(with[head.indexOf("router_loads")]));
        assertEquals(8000.0, Double.parseDouble(with[head.indexOf("router_longest_wait_ms")]));
        assertEquals("", without[head.indexOf("router_policy")]);
        assertEquals("", without[head.indexOf("router_loads")]);
        assertEquals(head.size(), head.stream().distinct().count(), "no column stands twice");
    }

    private static String print(RunSummary summary) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleReport.print(summary, new PrintStream(bytes, false, StandardCharsets.UTF_8), false);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

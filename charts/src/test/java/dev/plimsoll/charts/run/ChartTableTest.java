package dev.plimsoll.charts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.FabricatedRun;
import dev.plimsoll.charts.style.ChartStyle;
import java.util.Arrays;
import java.util.List;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;

class ChartTableTest {
    private static final RunCharts CHARTS =
            new RunCharts(FabricatedRun.sweep().summary(), FabricatedRun.sweep().figures());

    private static List<String[]> rows(ChartView view) {
        return ChartTable.of(view)
                .csv()
                .lines()
                .map(line -> line.split(",", -1))
                .toList();
    }

    @Test
    void aChartOverTimeHasOneRowAStepAndOneColumnALine() {
        List<String[]> rows = rows(CHARTS.throughput(ChartStyle.LIGHT));
        assertEquals(List.of("run time (s)", "offered", "achieved"), List.of(rows.getFirst()));
        double last = 0;
        for (String[] row : rows.subList(1, rows.size())) {
            assertEquals(3, row.length);
            double at = Double.parseDouble(row[0]);
            assertTrue(at > last);
            last = at;
        }
    }

    @Test
    void whereStagesArePointsTheLineBetweenThemIsNoData() {
        List<String[]> rows = rows(CHARTS.latencyThroughput(ChartStyle.LIGHT));
        assertEquals(10, rows.size() - 1, "one row a stage");
        // The comma in the axis' name is quoted.
        assertTrue(rows.getFirst()[0].startsWith("\""), rows.getFirst()[0]);
    }

    @Test
    void aStretchedAxisIsWrittenAsFractions() {
        List<String[]> rows = rows(CHARTS.cdf(ChartStyle.LIGHT));
        assertTrue(rows.getFirst()[1].endsWith("(fraction)"), rows.getFirst()[1]);
        for (String[] row : rows.subList(1, rows.size())) {
            Arrays.stream(row, 1, row.length)
                    .filter(v -> !v.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .forEach(v -> assertTrue(v >= 0 && v < 1, String.valueOf(v)));
        }
    }

    @Test
    void onlyWhatIsShownIsWritten() {
        ChartView view = CHARTS.ttft(ChartStyle.LIGHT);
        int all = ChartTable.of(view).size();
        view.chart().getXYPlot().getDomainAxis().setRange(new Range(300, 360));
        int shown = ChartTable.of(view).size();
        assertTrue(shown > 10 && shown < all / 5, shown + " of " + all);
        assertTrue(ChartTable.of(view).tabs().startsWith("run time (s)\tp50 (ms)\tp99 (ms)\n3"));
    }
}

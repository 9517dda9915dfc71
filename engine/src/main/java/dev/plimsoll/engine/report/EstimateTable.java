package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.IntervalHistograms.Estimate;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Figures of windows from per-second histograms as a table on the console, each marked as an estimate. */
public final class EstimateTable {
    private static final double US_PER_MS = 1e3;

    private EstimateTable() {}

    /**
     * Prints one row per window.
     *
     * @param terminal whether {@code out} is a terminal that understands colours
     */
    public static void print(List<Estimate> windows, PrintStream out, boolean terminal) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("#", texts(windows, e -> Numbers.count(e.stage() + 1L))),
                Column.number("Window", "s", texts(windows, e -> e.fromSeconds() + "–" + e.toSeconds())),
                Column.number("Achieved", "req/s", texts(windows, e -> "~" + Numbers.three(e.requestsPerSecond()))),
                Column.number("Errors", "", texts(windows, e -> Numbers.count(e.errored())))));
        percentiles("TTFT", Estimate::ttftUs, windows, columns);
        percentiles("ICL", Estimate::gapUs, windows, columns);
        percentiles("Latency", Estimate::latencyUs, windows, columns);
        columns.add(Column.number(
                "n", "", texts(windows, e -> Numbers.count(e.latencyUs().getTotalCount()))));
        ConsoleReport.print("Estimates from per-second histograms", columns, out, terminal);
        out.println();
        out.println(PlainText.fit(
                "~ three digits, whole seconds, by when a value came to be; no record was read", out.charset()));
    }

    private static void percentiles(
            String name, Function<Estimate, Histogram> values, List<Estimate> windows, List<Column> columns) {
        for (double percent : new double[] {50, 99}) {
            columns.add(Column.number(name + " p" + (int) percent, "", texts(windows, e -> {
                Histogram histogram = values.apply(e);
                return histogram.getTotalCount() == 0
                        ? Numbers.ABSENT
                        : "~" + Numbers.duration(histogram.getValueAtPercentile(percent) / US_PER_MS);
            })));
        }
    }

    private static List<String> texts(List<Estimate> windows, Function<Estimate, String> text) {
        return windows.stream().map(text).toList();
    }
}

package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.MarkerRenderer;
import dev.plimsoll.charts.plot.NinesAxis;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.SeriesDataset;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;

/**
 * The data a chart shows, as a table for machines: one row per abscissa, one column per series, plain decimals, an empty cell where
 * there is no value. Only what lies in the shown x range. Where stages stand as points, the points are the data and the line that
 * joins them is not.
 */
public final class ChartTable {
    private static final MathContext DIGITS = new MathContext(9);

    private final List<String> head;
    private final List<List<String>> rows;

    private ChartTable(List<String> head, List<List<String>> rows) {
        this.head = head;
        this.rows = rows;
    }

    /** The table of a chart as it stands, its axis zoomed or not. */
    public static ChartTable of(ChartView view) {
        XYPlot plot = view.chart().getXYPlot();
        Range shown = plot.getDomainAxis().getRange();
        TableSource own = view.table();
        if (own != null) {
            List<List<String>> table = own.table(shown);
            return new ChartTable(table.getFirst(), table.subList(1, table.size()));
        }
        Map<String, Series> series = series(plot);
        List<String> head = new ArrayList<>();
        TreeMap<Double, double[]> rows = new TreeMap<>();
        boolean nines = plot.getRangeAxis() instanceof NinesAxis;
        head.add(abscissa(plot));
        String unit = nines ? " (fraction)" : plot.getRangeAxis() instanceof DecadeAxis ? " (ms)" : "";
        int column = 0;
        for (Series s : series.values()) {
            head.add(s.name() + unit);
            for (int i = 0; i < s.size(); i++) {
                double y = s.y()[i];
                if (shown.contains(s.x()[i]) && !Double.isNaN(y)) {
                    double[] row = rows.computeIfAbsent(s.x()[i], x -> empty(series.size()));
                    row[column] = nines ? NinesAxis.fraction(y) : y;
                }
            }
            column++;
        }
        return new ChartTable(
                head,
                rows.entrySet().stream()
                        .map(row -> cells(row.getKey(), row.getValue()))
                        .toList());
    }

    private static List<String> cells(double x, double[] values) {
        List<String> cells = new ArrayList<>();
        cells.add(plain(x));
        for (double value : values) {
            cells.add(Double.isNaN(value) ? "" : plain(value));
        }
        return cells;
    }

    private static String abscissa(XYPlot plot) {
        if (plot.getDomainAxis() instanceof RoundAxis axis && axis.showsTime()) {
            return "run time (s)";
        }
        String label = plot.getDomainAxis().getLabel();
        return label == null ? "x" : label;
    }

    /** The series by name: those of points where there are any, else those of lines; a band shares those of its lines. */
    private static Map<String, Series> series(XYPlot plot) {
        Map<String, Series> points = new LinkedHashMap<>();
        Map<String, Series> lines = new LinkedHashMap<>();
        for (int i = 0; i < plot.getDatasetCount(); i++) {
            if (plot.getDataset(i) instanceof SeriesDataset data) {
                Map<String, Series> to = plot.getRenderer(i) instanceof MarkerRenderer ? points : lines;
                data.series().forEach(s -> to.putIfAbsent(s.name(), s));
            }
        }
        Map<String, Series> chosen = points.isEmpty() ? lines : points;
        chosen.values().removeIf(Series::isEmpty);
        return chosen;
    }

    private static double[] empty(int columns) {
        double[] row = new double[columns];
        java.util.Arrays.fill(row, Double.NaN);
        return row;
    }

    /** Number of rows below the head. */
    public int size() {
        return rows.size();
    }

    /** Comma-separated, for a file. */
    public String csv() {
        return text(',');
    }

    /** Tab-separated, for a clipboard: spreadsheets take it apart. */
    public String tabs() {
        return text('\t');
    }

    private String text(char separator) {
        StringBuilder out = new StringBuilder();
        line(out, head, separator);
        rows.forEach(row -> line(out, row, separator));
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells, char separator) {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : String.valueOf(separator)).append(quoted(cells.get(i), separator));
        }
        out.append('\n');
    }

    private static String quoted(String text, char separator) {
        return text.indexOf(separator) < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Nine digits at most, without an exponent. */
    static String plain(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}

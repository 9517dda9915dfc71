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

    private final List<String> head = new ArrayList<>();
    private final TreeMap<Double, double[]> rows = new TreeMap<>();

    private ChartTable() {}

    /** The table of a chart as it stands, its axis zoomed or not. */
    public static ChartTable of(ChartView view) {
        XYPlot plot = view.chart().getXYPlot();
        Map<String, Series> series = series(plot);
        Range shown = plot.getDomainAxis().getRange();
        ChartTable table = new ChartTable();
        boolean nines = plot.getRangeAxis() instanceof NinesAxis;
        table.head.add(abscissa(plot));
        String unit = nines ? " (fraction)" : plot.getRangeAxis() instanceof DecadeAxis ? " (ms)" : "";
        int column = 0;
        for (Series s : series.values()) {
            table.head.add(s.name() + unit);
            for (int i = 0; i < s.size(); i++) {
                double y = s.y()[i];
                if (shown.contains(s.x()[i]) && !Double.isNaN(y)) {
                    double[] row = table.rows.computeIfAbsent(s.x()[i], x -> empty(series.size()));
                    row[column] = nines ? NinesAxis.fraction(y) : y;
                }
            }
            column++;
        }
        return table;
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
        for (int i = 0; i < head.size(); i++) {
            out.append(i == 0 ? "" : String.valueOf(separator)).append(quoted(head.get(i), separator));
        }
        out.append('\n');
        rows.forEach((x, values) -> {
            out.append(plain(x));
            for (double value : values) {
                out.append(separator).append(Double.isNaN(value) ? "" : plain(value));
            }
            out.append('\n');
        });
        return out.toString();
    }

    private static String quoted(String text, char separator) {
        return text.indexOf(separator) < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String plain(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}

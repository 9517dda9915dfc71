package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYAnnotation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;

/** Empty plots in the house style: horizontal gridlines only, an axis line below, no frame, no legend, no title. */
public final class Plots {
    /** Room left of the plot for labels such as {@code 500 ms}; the same in every chart, so that charts in a column line up. */
    private static final double LABEL_ROOM = 54;

    /** Room above the plot for the upper half of the topmost label. */
    private static final double TOP = 10;

    private static final double AXIS_SIZE = 11;
    private static final float TICK_LENGTH = 4;

    private Plots() {}

    /** A styled plot without data. */
    public static XYPlot create(ChartStyle style, ValueAxis domain, ValueAxis range) {
        XYPlot plot = new XYPlot(null, domain, range, null);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(new RectangleInsets(TOP, 0, 0, 22));
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(true);
        plot.setRangeGridlinePaint(style.color(Role.GRID));
        plot.setRangeGridlineStroke(ChartStyle.HAIR);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        AxisSpace left = new AxisSpace();
        left.setLeft(LABEL_ROOM);
        plot.setFixedRangeAxisSpace(left);
        Font font = Fonts.regular(AXIS_SIZE);
        for (ValueAxis axis : List.of(domain, range)) {
            axis.setTickLabelFont(font);
            axis.setTickLabelPaint(style.color(Role.MUTED));
            axis.setLabelFont(font);
            axis.setLabelPaint(style.color(Role.MUTED));
            axis.setAxisLinePaint(style.color(Role.BORDER));
            axis.setAxisLineStroke(ChartStyle.HAIR);
            axis.setTickMarkPaint(style.color(Role.BORDER));
            axis.setTickMarkStroke(ChartStyle.HAIR);
            axis.setTickMarkOutsideLength(TICK_LENGTH);
        }
        domain.setTickLabelInsets(new RectangleInsets(2, 4, 2, 4));
        domain.setLabelInsets(new RectangleInsets(2, 0, 2, 0));
        range.setAxisLineVisible(false);
        range.setTickMarksVisible(false);
        range.setTickLabelInsets(new RectangleInsets(2, 4, 2, 8));
        return plot;
    }

    /** Adds series behind which everything added later is drawn. */
    public static void add(XYPlot plot, List<Series> series, XYItemRenderer renderer) {
        int index = plot.getDatasetCount() == 1 && plot.getDataset(0) == null ? 0 : plot.getDatasetCount();
        plot.setDataset(index, new SeriesDataset(series));
        plot.setRenderer(index, renderer, false);
    }

    /** Adds a mark behind the data; needs a renderer. */
    public static void addBehind(XYPlot plot, XYAnnotation mark) {
        plot.getRenderer(0).addAnnotation(mark, Layer.BACKGROUND);
    }

    /** The chart of a plot: no title, no legend, transparent. */
    public static JFreeChart chart(XYPlot plot) {
        JFreeChart chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.setElementHinting(false);
        return chart;
    }
}

package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.Tick;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * Rows from top to bottom, each with its name at the left and, where there is room, a note below it: row {@code i} lies between
 * {@code top(i)} and {@code top(i + 1)}. A name that is too long loses what it has in common with the others first.
 */
@SuppressWarnings("serial") // JFreeChart's axes are serialisable, a chart here never is
public final class NamesAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;
    private static final Font NAME = Fonts.semibold(12);
    private static final Font NOTE = Fonts.regular(11);
    private static final double LEFT = 12;
    private static final double RIGHT = 10;
    private static final double LEAST_ROOM = 54;
    private static final double MOST_ROOM = 220;
    /** Rows lower than this have no note, px. */
    private static final double LOW = 28;
    /** Rows lower than this have smaller names, px. */
    private static final double LOWEST = 15;

    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    /**
     * One row.
     *
     * @param name what it is of
     * @param note muted below it, or empty
     * @param height in proportion to the others
     */
    public record Row(String name, String note, double height) {
        /** A row as high as all others. */
        public Row(String name, String note) {
            this(name, note, 1);
        }
    }

    private final transient List<Row> rows;
    private final transient ChartStyle style;
    private final double[] tops;

    /** These rows; at least room for one. */
    public NamesAxis(List<Row> rows, ChartStyle style) {
        super(null);
        this.rows = List.copyOf(rows);
        this.style = style;
        setInverted(true);
        tops = new double[rows.size() + 1];
        for (int i = 0; i < rows.size(); i++) {
            tops[i + 1] = tops[i] + rows.get(i).height();
        }
        setRange(0, Math.max(1, tops[rows.size()]));
        setAutoTickUnitSelection(false);
    }

    /** The rows. */
    public List<Row> rows() {
        return rows;
    }

    /** Where a row begins; of the row after the last one, where the last one ends. */
    public double top(int row) {
        return tops[row];
    }

    /** The row at a value, or -1. */
    public int rowAt(double value) {
        int row = -1;
        for (int i = 0; i < rows.size() && tops[i] <= value && value < tops[rows.size()]; i++) {
            row = i;
        }
        return row;
    }

    /** Makes room for the names left of a plot. */
    public void reserve(XYPlot plot) {
        double widest = rows.stream()
                .mapToDouble(r -> Math.max(width(NAME, r.name), width(NOTE, r.note)))
                .max()
                .orElse(0);
        AxisSpace space = new AxisSpace();
        space.setLeft(Math.clamp(Math.ceil(widest) + LEFT + RIGHT, LEAST_ROOM, MOST_ROOM));
        plot.setFixedRangeAxisSpace(space);
    }

    /** Ticks between the rows, for gridlines; the names are no ticks' labels. */
    @Override
    @SuppressWarnings("rawtypes") // as JFreeChart declares it
    public List refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= rows.size(); i++) {
            ticks.add(new NumberTick(tops[i], "", TextAnchor.CENTER_RIGHT, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    @Override
    protected AxisState drawTickMarksAndLabels(
            Graphics2D g2, double cursor, Rectangle2D plotArea, Rectangle2D dataArea, RectangleEdge edge) {
        AxisState state = super.drawTickMarksAndLabels(g2, cursor, plotArea, dataArea, edge);
        double unit = dataArea.getHeight() / getRange().getLength();
        double height = unit * rows.stream().mapToDouble(Row::height).min().orElse(1);
        boolean notes = height >= LOW;
        Font font = notes || height >= LOWEST ? NAME : NAME.deriveFont((float) Math.max(6, height * 0.8));
        double room = dataArea.getMinX() - plotArea.getMinX() - LEFT - RIGHT;
        ShortNames names = new ShortNames(rows.stream().map(Row::name).toList(), text -> width(font, text), room);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double middle = dataArea.getMinY() + unit * (tops[i] + tops[i + 1]) / 2;
            double x = plotArea.getMinX() + LEFT;
            String name = names.fitting(row.name);
            if (notes && !row.note.isEmpty()) {
                Mark.text(g2, font, style.color(Role.TEXT), name, x, middle - 3);
                Mark.text(g2, NOTE, style.color(Role.MUTED), row.note, x, middle + 12);
            } else {
                Mark.text(g2, font, style.color(Role.TEXT), name, x, middle + font.getSize2D() * 0.35);
            }
        }
        return state;
    }

    private static double width(Font font, String text) {
        return font.getStringBounds(text, MEASURE).getWidth();
    }
}

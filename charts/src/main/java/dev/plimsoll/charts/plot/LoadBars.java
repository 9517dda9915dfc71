package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.data.xy.XYDataset;

/** Stages as bars as wide as they last and as high as their load: coloured where the load is planned, grey and dashed where it is not. */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
public final class LoadBars extends ItemRenderer {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.regular(11);
    private static final Stroke TOP = new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final Stroke DASHED_TOP =
            new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 2}, 0);
    private static final double PLANNED_FILL = 0.22;
    private static final double OTHER_FILL = 0.16;
    /** Between two bars, px. */
    private static final double GAP = 2;
    /** Bars narrower than this stand side by side without a gap, px. */
    private static final double NARROW = 6;

    private static final double LABEL_GAP = 5;

    private final transient List<Bar> bars;
    private final transient ChartStyle style;

    /** One bar per item of the only series. */
    public LoadBars(List<Bar> bars, ChartStyle style) {
        this.bars = List.copyOf(bars);
        this.style = style;
    }

    /**
     * One stage.
     *
     * @param to where it ends, on the domain axis
     * @param planned whether its load is set in advance
     * @param label above it, or empty
     */
    public record Bar(double to, boolean planned, String label) {}

    @Override
    void draw(Graphics2D g2, Pixels at, XYDataset data, int series, int item, int pass) {
        Bar bar = bars.get(item);
        double left = at.x(data.getXValue(series, item));
        double right = at.x(bar.to());
        right -= right - left > NARROW ? GAP : 0;
        double top = at.y(data.getYValue(series, item));
        double bottom = at.y(at.range().getLowerBound());
        Role role = bar.planned() ? Role.S1 : Role.S6;
        g2.setPaint(style.color(role, bar.planned() ? PLANNED_FILL : OTHER_FILL));
        g2.fill(new Rectangle2D.Double(left, top, right - left, Math.max(0, bottom - top)));
        g2.setPaint(style.color(role));
        g2.setStroke(bar.planned() ? TOP : DASHED_TOP);
        g2.draw(new Line2D.Double(left, top, right, top));
        double width = Mark.width(g2, FONT, bar.label());
        if (!bar.label().isEmpty() && width <= right - left + LABEL_GAP) {
            Mark.text(g2, FONT, style.color(Role.MUTED), bar.label(), (left + right - width) / 2, top - LABEL_GAP);
        }
    }
}

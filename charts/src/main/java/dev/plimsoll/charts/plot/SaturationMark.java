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
import java.util.ArrayList;
import java.util.List;

/** Since when the target was saturated: an upright line with the small disc, the time until the stage's end tinted. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class SaturationMark extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.medium(11);
    private static final Stroke LINE = new BasicStroke(1.4f);
    private static final String LABEL = "saturated";
    private static final double GAP = 10;
    /** Below the stages' rates, and further below where the data is in the way. */
    private static final double DROP = 20;

    private final double from;
    private final double to;
    private final transient ChartStyle style;

    private final boolean labelled;

    /** Seconds of run time. */
    public SaturationMark(double from, double to, ChartStyle style) {
        this(from, to, true, style);
    }

    /** The same with or without the word beside the disc. */
    public SaturationMark(double from, double to, boolean labelled, ChartStyle style) {
        this.labelled = labelled;
        this.from = from;
        this.to = to;
        this.style = style;
    }

    /** When it began, seconds of run time. */
    public double from() {
        return from;
    }

    /** Until when it is tinted, seconds of run time. */
    public double to() {
        return to;
    }

    @Override
    Line2D line(Pixels at) {
        return new Line2D.Double(
                at.x(from), at.area().getMinY(), at.x(from), at.area().getMaxY());
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        Rectangle2D area = at.area();
        double left = Math.max(at.x(from), area.getMinX());
        double right = Math.min(at.x(to), area.getMaxX());
        if (right <= left) {
            return;
        }
        g2.setPaint(style.color(Role.LOAD, ChartStyle.BEYOND));
        g2.fill(new Rectangle2D.Double(left, area.getY(), right - left, area.getHeight()));
        if (!at.showsX(from)) {
            return;
        }
        g2.setPaint(style.color(Role.LOAD));
        g2.setStroke(LINE);
        g2.draw(line(at));
        if (!labelled) {
            LoadMark.smallDisc(g2, style, left, area.getMinY() + DROP);
            return;
        }
        double width = width(g2, FONT, LABEL);
        List<Rectangle2D> places = new ArrayList<>();
        for (double drop = DROP; drop < area.getHeight() / 2; drop += DROP) {
            places.add(box(g2, FONT, LABEL, left - GAP - width, area.getMinY() + drop));
            places.add(box(g2, FONT, LABEL, left + GAP, area.getMinY() + drop));
        }
        if (!places.isEmpty()) {
            Rectangle2D place = at.free(this, places);
            LoadMark.smallDisc(g2, style, left, place.getCenterY());
            text(g2, FONT, style.color(Role.LOAD), LABEL, place);
        }
    }
}

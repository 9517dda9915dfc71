package dev.plimsoll.charts.plot;

import dev.plimsoll.engine.report.Numbers;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jspecify.annotations.Nullable;

/** A logarithmic axis of milliseconds, labelled 1-2-5 with units: {@code 50 ms}, {@code 2 s}. Where room is short, labels are left out evenly. */
@SuppressWarnings("serial") // JFreeChart's axes are serialisable, a chart here never is
public final class DecadeAxis extends LogAxis {
    private static final long serialVersionUID = 1L;
    private static final double LABEL_WIDTH = 60;
    private static final double LABEL_HEIGHT = 20;
    /** Beyond three decades and a bit only one label a decade. */
    private static final double MANY_DECADES = 1100;

    /** An axis from the largest 1-2-5 value at or below {@code least} to the smallest at or above {@code most}, both positive. */
    public DecadeAxis(@Nullable String label, double least, double most) {
        super(label);
        double from = Ticks.decadeBelow(least);
        double to = Ticks.decadeAbove(most);
        setRange(from, to > from ? to : Ticks.decadeAbove(from * 1.5));
    }

    @Override
    protected List<NumberTick> refreshTicksHorizontal(Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
        TextAnchor anchor = edge == RectangleEdge.TOP ? TextAnchor.BOTTOM_CENTER : TextAnchor.TOP_CENTER;
        return ticks((int) (area.getWidth() / LABEL_WIDTH), anchor);
    }

    @Override
    protected List<NumberTick> refreshTicksVertical(Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
        TextAnchor anchor = edge == RectangleEdge.RIGHT ? TextAnchor.CENTER_LEFT : TextAnchor.CENTER_RIGHT;
        return ticks((int) (area.getHeight() / LABEL_HEIGHT), anchor);
    }

    private List<NumberTick> ticks(int room, TextAnchor anchor) {
        List<Double> values =
                Ticks.decades(getRange().getLowerBound(), getRange().getUpperBound());
        double span = getRange().getUpperBound() / getRange().getLowerBound();
        int every = span > MANY_DECADES ? 3 : every(values.size(), Math.max(2, room));
        List<NumberTick> ticks = new ArrayList<>();
        for (int i = 0; i < values.size(); i += every) {
            ticks.add(new NumberTick(values.get(i), Numbers.limit(values.get(i)), anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    /** All, every second, or whole decades and their multiples. */
    private static int every(int count, int room) {
        if (count <= room) {
            return 1;
        }
        if ((count + 1) / 2 <= room) {
            return 2;
        }
        int decades = 3;
        while ((count + decades - 1) / decades > room) {
            decades += 3;
        }
        return decades;
    }
}

package dev.plimsoll.charts.plot;

import dev.plimsoll.engine.report.Numbers;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/** A linear axis with four to six ticks at round values, of plain numbers or of times. */
@SuppressWarnings("serial") // JFreeChart's axes are serialisable, a chart here never is
public final class RoundAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 6;
    private static final int FEWEST = 2;
    /** Room one label takes, px. */
    private static final double LABEL_WIDTH = 64;

    private static final double LABEL_HEIGHT = 24;

    /** Below this extent, s, spans are labelled in milliseconds. */
    private static final double SHORT = 0.5;

    private final boolean time;

    private RoundAxis(@Nullable String label, boolean time, DoubleFunction<String> text) {
        super(label);
        this.time = time;
        setAutoRangeIncludesZero(true);
        setNumberFormatOverride(new Shown(text));
    }

    /** An axis of plain numbers; the label may be null. */
    public static RoundAxis ofNumbers(@Nullable String label) {
        return new RoundAxis(label, false, Numbers::plain);
    }

    /** An axis of run time in seconds, labelled as a clock. */
    public static RoundAxis ofTime() {
        return new RoundAxis(null, true, RoundAxis::clock);
    }

    /** An axis of time to come, in seconds from 0, labelled as spans: {@code 2 min}, {@code 0.5 s}. */
    public static RoundAxis ofSpans(double seconds) {
        RoundAxis axis = new RoundAxis(null, true, v -> span(v, seconds));
        axis.setRange(0, seconds);
        return axis;
    }

    /** Whether it shows run time. */
    public boolean showsTime() {
        return time;
    }

    @Override
    protected void selectAutoTickUnit(Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        double room = horizontal ? area.getWidth() / LABEL_WIDTH : area.getHeight() / LABEL_HEIGHT;
        int most = Math.clamp((int) room, FEWEST, MOST);
        double length = getRange().getLength();
        double step = time && length >= SHORT ? Ticks.timeStep(length, most) : Ticks.step(length, most);
        setTickUnit(new NumberTickUnit(step), false, false);
    }

    private static String clock(double seconds) {
        boolean whole = Math.abs(seconds - Math.rint(seconds)) < 1e-6;
        return whole ? Numbers.clock(seconds) : Numbers.plain(seconds) + " s";
    }

    private static String span(double value, double extent) {
        if (value == 0) {
            return "0";
        }
        return extent < SHORT ? Numbers.limit(value * 1000) : Numbers.span(value);
    }

    /** A format that only writes. */
    private static final class Shown extends NumberFormat {
        private static final long serialVersionUID = 1L;

        private final transient DoubleFunction<String> text;

        Shown(DoubleFunction<String> text) {
            this.text = text;
        }

        @Override
        public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
            return to.append(text.apply(number));
        }

        @Override
        public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
            return format((double) number, to, position);
        }

        @Override
        public @Nullable Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException("axis labels are not read back");
        }
    }
}

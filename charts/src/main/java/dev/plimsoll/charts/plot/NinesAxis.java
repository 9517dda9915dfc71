package dev.plimsoll.charts.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * An axis of percentiles stretched as −log(1−p), so that each further nine has the same room: {@code p50 p90 p99 p99.9}. Values on it
 * are {@link #stretch stretched} fractions.
 */
@SuppressWarnings("serial") // JFreeChart's axes are serialisable, a chart here never is
public final class NinesAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;

    private static final double[] FRACTIONS = {0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999};
    private static final String[] LABELS = {"min", "p50", "p90", "p99", "p99.9", "p99.99", "p99.999", "p99.9999"};

    /** An axis up to a stretched value. */
    public NinesAxis(double top) {
        super(null);
        setRange(0, Math.max(top, 1));
    }

    /** {@code −log10(1 − p)} of a fraction in [0, 1). */
    public static double stretch(double fraction) {
        return Math.log10(1 / (1 - fraction));
    }

    /** The fraction of a stretched value. */
    public static double fraction(double stretched) {
        return 1 - Math.pow(10, -stretched);
    }

    @Override
    protected List<NumberTick> refreshTicksVertical(Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> ticks = new ArrayList<>();
        for (int i = 0; i < FRACTIONS.length; i++) {
            double value = stretch(FRACTIONS[i]);
            if (getRange().contains(value)) {
                ticks.add(new NumberTick(value, LABELS[i], TextAnchor.CENTER_RIGHT, TextAnchor.CENTER, 0));
            }
        }
        return ticks;
    }
}

package dev.plimsoll.charts.plot;

import java.awt.Color;
import java.awt.Paint;
import java.awt.Shape;
import java.util.List;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;

/** Single points, each with its own shape, filled or hollow. */
@SuppressWarnings("serial") // JFreeChart's renderers are serialisable, a chart here never is
public final class MarkerRenderer extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1L;

    /**
     * How one point looks.
     *
     * @param shape around (0, 0)
     * @param hollow drawn as an outline over the card: it rests on too few samples, or is of a closed loop
     */
    public record Look(Shape shape, boolean hollow) {}

    private final transient List<List<Look>> looks;
    private final Color card;

    /** One list of looks per series, one look per point. */
    public MarkerRenderer(List<List<Look>> looks, Color card) {
        super(false, true);
        this.looks = looks.stream().map(List::copyOf).toList();
        this.card = card;
        setDefaultCreateEntities(false);
        setUseFillPaint(true);
        setDrawOutlines(true);
    }

    @Override
    public Shape getItemShape(int series, int item) {
        return looks.get(series).get(item).shape();
    }

    @Override
    public boolean getItemShapeFilled(int series, int item) {
        return true;
    }

    /** Whether a point is hollow. */
    public boolean isHollow(int series, int item) {
        return looks.get(series).get(item).hollow();
    }

    @Override
    public Paint getItemFillPaint(int series, int item) {
        return isHollow(series, item) ? card : getItemPaint(series, item);
    }
}

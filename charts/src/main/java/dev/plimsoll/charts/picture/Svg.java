package dev.plimsoll.charts.picture;

import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.svg.SvgDrawing;
import java.awt.geom.Rectangle2D;

/** Pictures as SVG text. */
public final class Svg {
    private Svg() {}

    /** One chart with title and legend, as a card that fills the picture: the same as {@link Png#of}. */
    public static String of(ChartView view, ChartStyle style, int width, int height) {
        return SvgDrawing.standalone(
                view.title() + ", " + view.subtitle(),
                width,
                height,
                g2 -> ChartCard.draw(new Canvas(g2, style), view, new Rectangle2D.Double(0, 0, width, height)));
    }
}

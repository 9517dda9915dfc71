package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Every other stage tinted, each with its rate or policy at the top where there is room for it. */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class StageBands extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.regular(10);
    private static final double LABEL_PADDING = 3;

    /**
     * One stage on a time axis.
     *
     * @param from seconds of run time
     * @param to seconds of run time
     * @param label its rate or policy, or empty
     */
    public record Band(double from, double to, String label) {}

    private final transient List<Band> bands;
    private final transient ChartStyle style;

    /** Bands in order. */
    public StageBands(List<Band> bands, ChartStyle style) {
        this.bands = List.copyOf(bands);
        this.style = style;
    }

    /** The stages. */
    public List<Band> bands() {
        return bands;
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            double from = Math.max(at.x(band.from()), at.area().getMinX());
            double to = Math.min(at.x(band.to()), at.area().getMaxX());
            if (to <= from) {
                continue;
            }
            if (bands.size() > 1 && i % 2 == 0) {
                g2.setPaint(style.color(Role.TEXT, ChartStyle.STAGE));
                g2.fill(new Rectangle2D.Double(
                        from, at.area().getY(), to - from, at.area().getHeight()));
            }
            double width = width(g2, FONT, band.label());
            if (width + 2 * LABEL_PADDING <= to - from) {
                double baseline = at.area().getY() + FONT.getSize2D();
                text(g2, FONT, style.color(Role.MUTED), band.label(), from + LABEL_PADDING, baseline);
            }
        }
    }
}

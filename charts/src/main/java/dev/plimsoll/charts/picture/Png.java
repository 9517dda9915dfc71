package dev.plimsoll.charts.picture;

import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.style.ChartStyle;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Pictures as PNG bytes. */
public final class Png {
    private Png() {}

    /** One chart with title and legend, as a card that fills the picture. Sizes in pixels at scale 1. */
    public static byte[] of(ChartView view, ChartStyle style, int width, int height, int scale) {
        return draw(
                width, height, scale, style, c -> ChartCard.draw(c, view, new Rectangle2D.Double(0, 0, width, height)));
    }

    /** The same as {@link #of}, not yet encoded: for a clipboard. */
    public static BufferedImage image(ChartView view, ChartStyle style, int width, int height, int scale) {
        return paint(
                width, height, scale, style, c -> ChartCard.draw(c, view, new Rectangle2D.Double(0, 0, width, height)));
    }

    static byte[] draw(int width, int height, int scale, ChartStyle style, Consumer<Canvas> painter) {
        BufferedImage image = paint(width, height, scale, style, painter);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage paint(int width, int height, int scale, ChartStyle style, Consumer<Canvas> painter) {
        BufferedImage image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g2 = image.createGraphics();
        try {
            g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g2.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g2.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g2.scale(scale, scale);
            painter.accept(new Canvas(g2, style));
        } finally {
            g2.dispose();
        }
        return image;
    }
}

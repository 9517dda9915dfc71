package dev.plimsoll.charts.svg;

import dev.plimsoll.charts.svg.SvgGraphics.Mode;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.function.Consumer;

/** What is drawn, as SVG. */
public final class SvgDrawing {
    private SvgDrawing() {}

    /**
     * An {@code <svg>} to be put into a page that brings font and colour variables.
     *
     * @param id unique in the page; names within the drawing begin with it
     * @param label what it shows, for readers that cannot see
     */
    public static String inline(String id, String label, int width, int height, Consumer<Graphics2D> painter) {
        return draw(Mode.INLINE, id, label, "", width, height, painter);
    }

    /** A file of its own: text as outlines, colours fixed; looks the same everywhere. */
    public static String standalone(String label, int width, int height, Consumer<Graphics2D> painter) {
        String size = " width=\"" + width + "\" height=\"" + height + "\"";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + draw(Mode.STANDALONE, "", label, size, width, height, painter) + "\n";
    }

    /** The {@code d} of a path element for a shape. */
    public static String pathData(Shape shape) {
        return SvgPath.data(shape);
    }

    private static String draw(
            Mode mode, String id, String label, String size, int width, int height, Consumer<Graphics2D> painter) {
        SvgGraphics g2 = new SvgGraphics(mode, id);
        try {
            painter.accept(g2);
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height + "\"" + size
                    + " role=\"img\" aria-label=\"" + Xml.escape(label) + "\">\n" + g2.content() + "</svg>";
        } finally {
            g2.dispose();
        }
    }
}

package dev.plimsoll.charts.picture;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Cards, text and lines on a {@link Graphics2D} in one style. Belongs to one thread, as its graphics does. */
final class Canvas {
    static final double RADIUS = 6;

    private final Graphics2D g2;
    private final ChartStyle style;

    Canvas(Graphics2D g2, ChartStyle style) {
        this.g2 = g2;
        this.style = style;
    }

    Graphics2D graphics() {
        return g2;
    }

    ChartStyle style() {
        return style;
    }

    void fill(Role role, Shape shape) {
        g2.setPaint(style.color(role));
        g2.fill(shape);
    }

    /** A bordered card; half a pixel inwards so that its border is sharp. */
    void card(Rectangle2D at) {
        RoundRectangle2D shape = new RoundRectangle2D.Double(
                at.getX() + 0.5, at.getY() + 0.5, at.getWidth() - 1, at.getHeight() - 1, 2 * RADIUS, 2 * RADIUS);
        fill(Role.CARD, shape);
        g2.setPaint(style.color(Role.BORDER));
        g2.setStroke(new BasicStroke(1));
        g2.draw(shape);
    }

    void line(Role role, double x1, double y1, double x2, double y2) {
        g2.setPaint(style.color(role));
        g2.setStroke(new BasicStroke(1));
        g2.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    /** Text from a point on its baseline; returns where it ends. */
    double text(Font font, Role role, String text, double x, double baseline) {
        g2.setFont(font);
        g2.setPaint(style.color(role));
        g2.drawString(text, (float) x, (float) baseline);
        return x + width(font, text);
    }

    /** Text that ends at a point. */
    void textRight(Font font, Role role, String text, double right, double baseline) {
        text(font, role, text, right - width(font, text), baseline);
    }

    /** Text that takes at most a width, its end left out where it is longer. */
    double clipped(Font font, Role role, String text, double x, double baseline, double most) {
        return text(font, role, fitting(font, text, most), x, baseline);
    }

    /** Several lines; returns the baseline below the last. */
    double wrapped(
            Font font, Role role, String text, double x, double baseline, double most, double height, int lines) {
        double y = baseline;
        List<String> parts = wrap(font, text, most);
        for (int i = 0; i < Math.min(lines, parts.size()); i++) {
            boolean cut = i == lines - 1 && parts.size() > lines;
            text(font, role, cut ? fitting(font, parts.get(i) + " …", most) : parts.get(i), x, y);
            y += height;
        }
        return y;
    }

    double width(Font font, String text) {
        return font.getStringBounds(text, g2.getFontRenderContext()).getWidth();
    }

    private List<String> wrap(Font font, String text, double most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && width(font, line + " " + word) > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private String fitting(Font font, String text, double most) {
        if (width(font, text) <= most) {
            return text;
        }
        int length = text.length();
        while (length > 0 && width(font, text.substring(0, length).stripTrailing() + "…") > most) {
            length--;
        }
        return text.substring(0, length).stripTrailing() + "…";
    }
}

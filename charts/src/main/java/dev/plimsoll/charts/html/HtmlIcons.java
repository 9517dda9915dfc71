package dev.plimsoll.charts.html;

import dev.plimsoll.charts.plot.HeatCells;
import dev.plimsoll.charts.plot.Markers;
import dev.plimsoll.charts.run.LegendKey;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Icons;
import dev.plimsoll.charts.style.RoleColor;
import dev.plimsoll.charts.svg.SvgDrawing;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.Verdict;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/** Signs as inline SVG, in the colour of the text beside them. */
final class HtmlIcons {
    private HtmlIcons() {}

    static String mark(int size) {
        return icon(Icons.mark(), size, "icon mark");
    }

    static String of(Verdict verdict, int size) {
        return switch (verdict) {
            case VALID -> icon(Icons.valid(), size, "icon");
            case SUSPECT -> icon(Icons.suspect(), size, "icon");
            case INVALID -> icon(Icons.invalid(), size, "icon");
        };
    }

    static String of(Severity severity, int size) {
        return switch (severity) {
            case NOTE -> icon(Icons.note(), size, "icon");
            case SUSPECT -> icon(Icons.suspect(), size, "icon");
            case INVALID -> icon(Icons.invalid(), size, "icon");
        };
    }

    /** PASS, FAIL and INCONCLUSIVE as a chip; anything else as it is. */
    static String chip(String word) {
        Shape sign = switch (word) {
            case "PASS" -> Icons.pass();
            case "FAIL" -> Icons.fail();
            case "INCONCLUSIVE" -> Icons.inconclusive();
            default -> null;
        };
        return sign == null ? word : "<span class=\"chip " + word + "\">" + icon(sign, 12, "icon") + word + "</span>";
    }

    private static String icon(Shape shape, int size, String type) {
        return "<svg class=\"" + type + "\" width=\"" + size + "\" height=\"" + size
                + "\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path fill-rule=\"evenodd\" d=\""
                + SvgDrawing.pathData(shape) + "\"/></svg>";
    }

    /** The sign of a legend entry. */
    static String sign(LegendKey key) {
        String color = color(key.color());
        return switch (key.sign()) {
            case LINE -> line(color, "2", "");
            case FINE_LINE -> line(color, "1.2", "");
            case DASHED_LINE -> line(color, "1.4", " stroke-dasharray=\"4 2\"");
            case BAND -> svg(16, "<rect y=\"1\" width=\"16\" height=\"8\" fill=" + color + "/>");
            case FRAME ->
                svg(
                        16,
                        "<rect x=\"0.5\" y=\"1.5\" width=\"15\" height=\"7\" fill=" + color + " fill-opacity=\""
                                + ChartStyle.FRAMED + "\" stroke=" + color + "/>");
            case MOMENT -> svg(8, "<rect x=\"3\" width=\"2\" height=\"10\" fill=" + color + "/>");
            case RAMP -> {
                StringBuilder cells = new StringBuilder();
                for (int level = 0; level < HeatCells.LEVELS; level++) {
                    cells.append("<rect x=\"")
                            .append(level * 6)
                            .append("\" y=\"1\" width=\"6\" height=\"8\" opacity=\"");
                    cells.append(HeatCells.opacity(level))
                            .append("\" fill=")
                            .append(color)
                            .append("/>");
                }
                yield svg(6 * HeatCells.LEVELS, cells.toString());
            }
            case CIRCLE -> marker(Markers.circle(), "fill=" + color);
            case SQUARE -> marker(Markers.square(), "fill=" + color);
            case TRIANGLE -> marker(Markers.triangle(), "fill=" + color);
            case DIAMOND -> marker(Markers.diamond(), "fill=\"none\" stroke-width=\"1.2\" stroke=" + color);
        };
    }

    private static String line(String color, String width, String more) {
        return svg(
                16,
                "<line x2=\"16\" y1=\"5\" y2=\"5\" stroke=" + color + " stroke-width=\"" + width + "\"" + more + "/>");
    }

    private static String marker(Shape shape, String paint) {
        Shape placed = AffineTransform.getTranslateInstance(6, 5).createTransformedShape(shape);
        return svg(12, "<path d=\"" + SvgDrawing.pathData(placed) + "\" " + paint + "/>");
    }

    private static String svg(int width, String content) {
        return "<svg width=\"" + width + "\" height=\"10\" viewBox=\"0 0 " + width + " 10\" aria-hidden=\"true\">"
                + content + "</svg>";
    }

    /** A quoted paint, with its opacity as a further attribute. */
    private static String color(Color color) {
        String paint = color instanceof RoleColor role
                ? "var(" + role.role().variable() + ")"
                : "#%06x".formatted(color.getRGB() & 0xffffff);
        String opacity =
                color.getAlpha() == 255 ? "" : " opacity=\"" + Math.round(color.getAlpha() / 2.55) / 100.0 + "\"";
        return "\"" + paint + "\"" + opacity;
    }
}

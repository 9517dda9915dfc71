package dev.plimsoll.charts.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.StringReader;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgDrawingTest {
    @Test
    void shapesBecomeTheSmallestElementThatSaysThem() {
        String svg = inline(g2 -> {
            g2.setPaint(Color.RED);
            g2.fill(new Rectangle2D.Double(1, 2, 3.123456, 4));
            g2.fill(new Ellipse2D.Double(0, 0, 10, 10));
            g2.draw(new Line2D.Double(0, 0, 5, 5));
            Path2D path = new Path2D.Double();
            path.moveTo(0, 0);
            path.curveTo(1, 1, 2, 2, 3, 3);
            path.closePath();
            g2.fill(path);
        });
        assertTrue(svg.contains("<rect x=\"1\" y=\"2\" width=\"3.12\" height=\"4\" fill=\"#ff0000\"/>"), svg);
        assertTrue(svg.contains("<circle cx=\"5\" cy=\"5\" r=\"5\" fill=\"#ff0000\"/>"), svg);
        assertTrue(svg.contains("<line x1=\"0\" y1=\"0\" x2=\"5\" y2=\"5\" fill=\"none\" stroke=\"#ff0000\""), svg);
        assertTrue(svg.contains("<path d=\"M0 0C1 1 2 2 3 3Z\" fill=\"#ff0000\"/>"), svg);
    }

    @Test
    void aRoleBecomesAVariableInAPageAndAColourInAFile() {
        Consumer<Graphics2D> painter = g2 -> {
            g2.setPaint(ChartStyle.DARK.color(Role.S1, 0.5));
            g2.fill(new Rectangle2D.Double(0, 0, 1, 1));
        };
        assertTrue(inline(painter).contains("fill=\"var(--pl-s1)\" fill-opacity=\"0.502\""));
        assertTrue(SvgDrawing.standalone("x", 10, 10, painter).contains("fill=\"#5bb4f0\" fill-opacity=\"0.502\""));
    }

    @Test
    void dashesAndWidthsSurvive() {
        String svg = inline(g2 -> {
            g2.setStroke(ChartStyle.LIMIT);
            g2.draw(new Line2D.Double(0, 0, 9, 0));
            g2.scale(2, 2);
            g2.setStroke(new BasicStroke(1.5f));
            g2.draw(new Rectangle2D.Double(1, 1, 2, 2));
        });
        assertTrue(svg.contains("stroke-width=\"1\" stroke-linejoin=\"round\" stroke-dasharray=\"5 3\""), svg);
        assertTrue(svg.contains("<rect x=\"2\" y=\"2\" width=\"4\" height=\"4\""), svg);
        assertTrue(svg.contains("stroke-width=\"3\""), svg);
    }

    @Test
    void textIsEscapedInAPageAndOutlinedInAFile() {
        Consumer<Graphics2D> painter = g2 -> {
            g2.setFont(Fonts.semibold(12));
            g2.drawString("<b> & \"c\" \u0007", 10f, 20f);
        };
        String svg = inline(painter);
        assertTrue(svg.contains("x=\"10\" y=\"20\" font-size=\"12\" font-weight=\"600\""), svg);
        assertTrue(svg.contains(">&lt;b&gt; &amp; &quot;c&quot; </text>"), svg);
        assertFalse(SvgDrawing.standalone("x", 10, 10, painter).contains("<text"));
    }

    @Test
    void whatIsClippedIsGroupedUnderItsClipAndGroupsAreClosed() throws Exception {
        String svg = inline(g2 -> {
            g2.fill(new Rectangle2D.Double(0, 0, 1, 1));
            java.awt.Shape before = g2.getClip();
            g2.clip(new Rectangle2D.Double(0, 0, 50, 50));
            g2.clip(new Rectangle2D.Double(10, 10, 90, 90));
            g2.fill(new Rectangle2D.Double(2, 2, 2, 2));
            g2.fill(new Rectangle2D.Double(3, 3, 3, 3));
            assertEquals(new Rectangle2D.Double(10, 10, 40, 40), g2.getClip());
            g2.setClip(before);
            g2.fill(new Rectangle2D.Double(4, 4, 4, 4));
            g2.clip(new Rectangle2D.Double(0, 0, -1, -1));
            g2.fill(new Rectangle2D.Double(5, 5, 5, 5));
        });
        Document document = parse(svg);
        assertEquals(1, document.getElementsByTagName("clipPath").getLength());
        assertEquals(1, document.getElementsByTagName("g").getLength());
        assertEquals(
                2, document.getElementsByTagName("g").item(0).getChildNodes().getLength() / 2);
        assertTrue(svg.contains("<clipPath id=\"t-c0\"><rect x=\"10\" y=\"10\" width=\"40\" height=\"40\"/>"), svg);
        assertFalse(svg.contains("x=\"5\" y=\"5\""), "nothing shows through an empty clip");
    }

    @Test
    void whatItCannotDrawIsRefusedRatherThanDrawnWrongly() {
        assertThrows(
                UnsupportedOperationException.class,
                () -> inline(g2 -> g2.setPaint(new java.awt.GradientPaint(0, 0, Color.RED, 1, 1, Color.BLUE))));
        assertThrows(
                UnsupportedOperationException.class,
                () -> inline(g2 -> g2.drawImage(new java.awt.image.BufferedImage(1, 1, 1), 0, 0, null)));
    }

    @Test
    void aFileIsWellFormedXmlWithALabel() throws Exception {
        String svg = SvgDrawing.standalone("a < b & \"c\"", 30, 20, g2 -> g2.fillRect(0, 0, 5, 5));
        Document document = parse(svg);
        assertEquals("a < b & \"c\"", document.getDocumentElement().getAttribute("aria-label"));
        assertEquals("0 0 30 20", document.getDocumentElement().getAttribute("viewBox"));
        assertEquals("30", document.getDocumentElement().getAttribute("width"));
    }

    private static String inline(Consumer<Graphics2D> painter) {
        return SvgDrawing.inline("t-", "test", 100, 100, painter);
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}

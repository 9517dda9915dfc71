package dev.plimsoll.charts.svg;

import dev.plimsoll.charts.style.RoleColor;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graphics that writes SVG. It knows translations and scalings, solid colours, basic strokes, rectangular clips and text: what a
 * chart needs. Anything else (images, gradients, XOR) is refused rather than drawn wrongly.
 */
final class SvgGraphics extends PlainGraphics {
    /** What becomes of text and colours. */
    enum Mode {
        /** Text elements, colours as CSS variables of the page around. */
        INLINE,
        /** Outlines and fixed colours: nothing from outside is needed. */
        STANDALONE
    }

    private final StringBuilder out;
    private final Mode mode;
    private final String idPrefix;
    private final Map<String, String> clips;
    private final SvgGraphics root;

    /** Only of the root: the clip whose group is open, or null. */
    private @Nullable String openClip;

    private AffineTransform transform = new AffineTransform();
    private @Nullable Shape deviceClip;
    private Color color = Color.BLACK;
    private Stroke stroke = new BasicStroke();
    private Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private Composite composite = AlphaComposite.SrcOver;

    SvgGraphics(Mode mode, String idPrefix) {
        this.out = new StringBuilder();
        this.mode = mode;
        this.idPrefix = idPrefix;
        this.clips = new LinkedHashMap<>();
        this.root = this;
    }

    private SvgGraphics(SvgGraphics from) {
        this.out = from.out;
        this.mode = from.mode;
        this.idPrefix = from.idPrefix;
        this.clips = from.clips;
        this.root = from.root;
        this.transform = new AffineTransform(from.transform);
        this.deviceClip = from.deviceClip;
        this.color = from.color;
        this.stroke = from.stroke;
        this.font = from.font;
        this.composite = from.composite;
    }

    /** Everything drawn, clip definitions first; without the {@code <svg>} around it. */
    String content() {
        closeClip();
        StringBuilder defs = new StringBuilder();
        clips.forEach((shape, id) -> defs.append("<clipPath id=\"")
                .append(id)
                .append("\">")
                .append(shape)
                .append("/></clipPath>"));
        return (defs.isEmpty() ? "" : "<defs>" + defs + "</defs>\n") + out;
    }

    @Override
    public Graphics create() {
        return new SvgGraphics(this);
    }

    @Override
    public void draw(Shape shape) {
        if (!(stroke instanceof BasicStroke s)) {
            fill(stroke.createStrokedShape(shape));
            return;
        }
        double scale = Math.sqrt(Math.abs(transform.getDeterminant()));
        StringBuilder look = new StringBuilder(" fill=\"none\"").append(paint("stroke"));
        look.append(SvgPath.at("stroke-width", s.getLineWidth() * scale));
        if (s.getEndCap() == BasicStroke.CAP_ROUND) {
            look.append(" stroke-linecap=\"round\"");
        }
        if (s.getLineJoin() == BasicStroke.JOIN_ROUND) {
            look.append(" stroke-linejoin=\"round\"");
        }
        if (s.getDashArray() != null) {
            look.append(" stroke-dasharray=\"");
            for (float part : s.getDashArray()) {
                look.append(SvgPath.number(part * scale)).append(' ');
            }
            look.setLength(look.length() - 1);
            look.append('"');
        }
        element(SvgPath.element(placed(shape)) + look + "/>");
    }

    @Override
    public void fill(Shape shape) {
        String element = SvgPath.element(placed(shape));
        if (!element.equals("<path d=\"\"")) {
            element(element + paint("fill") + "/>");
        }
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (text.isBlank()) {
            return;
        }
        if (mode == Mode.STANDALONE) {
            drawGlyphVector(font.createGlyphVector(getFontRenderContext(), text), x, y);
            return;
        }
        double[] at = {x, y};
        transform.transform(at, 0, at, 0, 1);
        double size = font.getSize2D() * Math.sqrt(Math.abs(transform.getDeterminant()));
        element("<text" + SvgPath.at("x", at[0]) + SvgPath.at("y", at[1]) + SvgPath.at("font-size", size) + weight()
                + paint("fill") + ">" + Xml.escape(text) + "</text>");
    }

    /** The bundled families are one weight each; the page knows them as weights of one family. */
    private String weight() {
        String family = font.getFamily();
        return family.endsWith("SmBld")
                ? " font-weight=\"600\""
                : family.endsWith("Medm") ? " font-weight=\"500\"" : "";
    }

    @Override
    public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        fill(glyphs.getOutline(x, y));
    }

    private void element(String element) {
        if (deviceClip != null && deviceClip.getBounds2D().isEmpty()) {
            return;
        }
        String wanted = deviceClip == null ? null : SvgPath.element(deviceClip);
        if (!java.util.Objects.equals(wanted, root.openClip)) {
            closeClip();
            if (wanted != null) {
                String id = clips.computeIfAbsent(wanted, key -> idPrefix + "c" + clips.size());
                out.append("<g clip-path=\"url(#").append(id).append(")\">\n");
            }
            root.openClip = wanted;
        }
        out.append(element).append('\n');
    }

    private void closeClip() {
        if (root.openClip != null) {
            out.append("</g>\n");
            root.openClip = null;
        }
    }

    private Shape placed(Shape shape) {
        if (transform.isIdentity()) {
            return shape;
        }
        if (shape instanceof Rectangle2D r && transform.getShearX() == 0 && transform.getShearY() == 0) {
            return transform.createTransformedShape(r).getBounds2D();
        }
        return transform.createTransformedShape(shape);
    }

    private String paint(String attribute) {
        String value = mode == Mode.INLINE && color instanceof RoleColor role
                ? "var(" + role.role().variable() + ")"
                : "#%06x".formatted(color.getRGB() & 0xffffff);
        double opacity = color.getAlpha() / 255.0;
        if (composite instanceof AlphaComposite alpha) {
            opacity *= alpha.getAlpha();
        }
        return " " + attribute + "=\"" + value + "\""
                + (opacity < 1 ? " " + attribute + "-opacity=\"" + Math.round(opacity * 1000) / 1000.0 + "\"" : "");
    }

    @Override
    public void setPaint(@Nullable Paint paint) {
        if (paint == null) {
            return;
        }
        if (!(paint instanceof Color solid)) {
            throw new UnsupportedOperationException("charts are drawn in solid colours, not in " + paint.getClass());
        }
        color = solid;
    }

    @Override
    public Paint getPaint() {
        return color;
    }

    @Override
    public void setColor(@Nullable Color c) {
        setPaint(c);
    }

    @Override
    public Color getColor() {
        return color;
    }

    @Override
    public void setStroke(Stroke s) {
        stroke = s;
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void setFont(@Nullable Font f) {
        if (f != null) {
            font = f;
        }
    }

    @Override
    public Font getFont() {
        return font;
    }

    @Override
    public FontMetrics getFontMetrics(Font f) {
        return measuring().getFontMetrics(f);
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return new FontRenderContext(null, true, true);
    }

    @Override
    public void setComposite(Composite comp) {
        composite = comp;
    }

    @Override
    public Composite getComposite() {
        return composite;
    }

    @Override
    public void setTransform(AffineTransform t) {
        transform = new AffineTransform(t);
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }

    @Override
    public void transform(AffineTransform t) {
        transform.concatenate(t);
    }

    @Override
    public void setClip(@Nullable Shape clip) {
        deviceClip = clip == null ? null : placed(clip);
    }

    @Override
    public void clip(@Nullable Shape clip) {
        if (clip == null) {
            deviceClip = null;
            return;
        }
        Shape placed = placed(clip);
        if (deviceClip == null) {
            deviceClip = placed;
        } else if (deviceClip instanceof Rectangle2D a && placed instanceof Rectangle2D b) {
            deviceClip = a.createIntersection(b);
        } else {
            Area area = new Area(deviceClip);
            area.intersect(new Area(placed));
            deviceClip = area;
        }
    }

    @Override
    public @Nullable Shape getClip() {
        if (deviceClip == null || transform.isIdentity()) {
            return deviceClip;
        }
        try {
            Shape user = transform.createInverse().createTransformedShape(deviceClip);
            return deviceClip instanceof Rectangle2D ? user.getBounds2D() : user;
        } catch (java.awt.geom.NoninvertibleTransformException e) {
            return new Rectangle();
        }
    }
}

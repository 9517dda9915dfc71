package dev.plimsoll.charts.style;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Colours, strokes and opacities of one theme. */
public final class ChartStyle {
    /** The light theme. */
    public static final ChartStyle LIGHT = new ChartStyle("light", false);
    /** The dark theme. */
    public static final ChartStyle DARK = new ChartStyle("dark", true);

    /** Line of a p50 and of every plain series. */
    public static final Stroke STRONG = line(2f);
    /** Line of a p99. */
    public static final Stroke FINE = line(1.2f);
    /** Line of what was planned or offered. */
    public static final Stroke PLANNED = dashed(1.4f, 4, 2);
    /** Line of an objective. */
    public static final Stroke LIMIT = dashed(1f, 5, 3);
    /** Gridline, axis, tick. */
    public static final Stroke HAIR = new BasicStroke(1f);

    /** Opacity of the area between two percentiles. */
    public static final double BAND = 0.14;
    /** Opacity of every other stage. */
    public static final double STAGE = 0.025;
    /** Opacity of the area beyond the load line. */
    public static final double BEYOND = 0.07;
    /** Opacity of a framed area inside its frame. */
    public static final double FRAMED = 0.28;
    /** Radius of a marker, px. */
    public static final double MARKER = 3.5;

    private final String name;
    private final Map<Role, RoleColor> colors = new EnumMap<>(Role.class);

    private ChartStyle(String name, boolean dark) {
        this.name = name;
        for (Role role : Role.values()) {
            colors.put(role, new RoleColor(role, role.rgb(dark), 255));
        }
    }

    /** {@code light} or {@code dark}; anything else is light. */
    public static ChartStyle named(String theme) {
        return theme.toLowerCase(Locale.ROOT).equals("dark") ? DARK : LIGHT;
    }

    /** {@code light} or {@code dark}. */
    public String name() {
        return name;
    }

    /** The colour of a role. */
    public Color color(Role role) {
        return Objects.requireNonNull(colors.get(role));
    }

    /** The same, translucent: opacity in [0, 1]. */
    public Color color(Role role, double opacity) {
        return new RoleColor(role, color(role).getRGB(), (int) Math.round(opacity * 255));
    }

    private static Stroke line(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static Stroke dashed(float width, float on, float off) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {on, off}, 0);
    }
}

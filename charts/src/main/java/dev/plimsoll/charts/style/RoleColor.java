package dev.plimsoll.charts.style;

import java.awt.Color;

/** A colour that knows its role, so that a picture which can change its theme later (SVG in HTML) may name the role instead. */
public final class RoleColor extends Color {
    private static final long serialVersionUID = 1L;

    private final Role role;

    RoleColor(Role role, int rgb, int alpha) {
        super((rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff, alpha);
        this.role = role;
    }

    /** What it is for. */
    public Role role() {
        return role;
    }

    /** Colours of different roles differ, even where they look alike. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RoleColor that && that.role == role && super.equals(other);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + role.hashCode();
    }
}

package dev.plimsoll.charts.viewer;

/**
 * A piece of an x axis, in data coordinates: seconds of run time on a chart over time.
 *
 * @param from left end
 * @param to right end, greater
 */
public record XRange(double from, double to) {
    public XRange {
        if (!(from < to)) {
            throw new IllegalArgumentException("not a range: " + from + " to " + to);
        }
    }

    /** Its extent. */
    public double length() {
        return to - from;
    }

    /** Whether a value lies in it. */
    public boolean contains(double x) {
        return from <= x && x <= to;
    }

    /** The same extent, moved by an amount but never beyond the limits. */
    XRange moved(double by, XRange limits) {
        double kept = Math.clamp(by, Math.min(0, limits.from - from), Math.max(0, limits.to - to));
        return new XRange(from + kept, to + kept);
    }

    /** Smaller ({@code factor < 1}) or larger around a value that stays where it is, cut at the limits. */
    XRange scaled(double around, double factor, XRange limits) {
        double left = Math.max(limits.from, around - (around - from) * factor);
        double right = Math.min(limits.to, around + (to - around) * factor);
        return new XRange(left, right);
    }
}

package dev.plimsoll.charts.plot;

/** Moments to pixels on a linear axis, without asking the axis for each of many. */
final class TimeScale {
    private final double from;
    private final double to;
    private final double left;
    private final double right;
    private final double perSecond;

    TimeScale(Pixels at) {
        from = at.domain().getRange().getLowerBound();
        to = at.domain().getRange().getUpperBound();
        left = at.area().getMinX();
        right = at.area().getMaxX();
        perSecond = (right - left) / (to - from);
    }

    /** The first moment shown. */
    double from() {
        return from;
    }

    /** The last moment shown. */
    double to() {
        return to;
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    double x(double moment) {
        return left + (moment - from) * perSecond;
    }

    /** The same, cut at the edges of the plot. */
    double inside(double moment) {
        return Math.clamp(x(moment), left, right);
    }

    double moment(double px) {
        return from + (px - left) / perSecond;
    }
}

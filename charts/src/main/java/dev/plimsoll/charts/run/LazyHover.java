package dev.plimsoll.charts.run;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * What a pointer shows, written only for the points it comes near: a chart that is replaced four times a second must not write texts for
 * a thousand points each time. Immutable where the function is pure.
 */
public final class LazyHover extends AbstractList<HoverPoint> implements RandomAccess {
    private final int size;
    private final IntFunction<HoverPoint> point;

    /** So many points, ascending in x. */
    public LazyHover(int size, IntFunction<HoverPoint> point) {
        this.size = size;
        this.point = point;
    }

    @Override
    public HoverPoint get(int index) {
        java.util.Objects.checkIndex(index, size);
        return point.apply(index);
    }

    @Override
    public int size() {
        return size;
    }
}

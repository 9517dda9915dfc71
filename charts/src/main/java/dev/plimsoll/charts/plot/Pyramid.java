package dev.plimsoll.charts.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A long series prepared to be drawn at any zoom: for blocks of {@value #FAN} points, blocks of as many blocks, and so on, where the
 * smallest and the largest value lie. Any stretch of it is then thinned to the two extremes of each pixel column, exactly as if all of
 * its points had been looked at, at a cost that depends on the columns and not on the points. No spike is ever lost.
 *
 * <p>Making one reads every point once (do that away from a thread that draws); it takes 8 bytes for every {@value #FAN} points. Immutable,
 * any thread.
 */
final class Pyramid {
    private static final int FAN = 16;
    private static final int NONE = -1;

    private final Series series;
    /** Index of the smallest value of each block, level by level; {@link #NONE} where a block holds none. */
    private final List<int[]> least = new ArrayList<>();

    private final List<int[]> most = new ArrayList<>();

    Pyramid(Series series) {
        this.series = series;
        int blocks = series.size();
        while (blocks > FAN) {
            blocks = (blocks + FAN - 1) / FAN;
            least.add(level(least, blocks, false));
            most.add(level(most, blocks, true));
        }
    }

    private int[] level(List<int[]> below, int blocks, boolean largest) {
        int[] level = new int[blocks];
        int count = below.isEmpty() ? series.size() : below.getLast().length;
        for (int block = 0; block < blocks; block++) {
            int found = NONE;
            int end = Math.min(count, (block + 1) * FAN);
            for (int i = block * FAN; i < end; i++) {
                found = better(found, below.isEmpty() ? i : below.getLast()[i], largest);
            }
            level[block] = found;
        }
        return level;
    }

    /** Of two points the more extreme, the first of equals; NaN is no value. */
    private int better(int one, int other, boolean largest) {
        double[] y = series.y();
        if (other == NONE || Double.isNaN(y[other])) {
            return one;
        }
        if (one == NONE) {
            return other;
        }
        return (largest ? y[other] > y[one] : y[other] < y[one]) ? other : one;
    }

    /** Index of the extreme of the points {@code [from, to)}, or {@link #NONE}. */
    private int extreme(int from, int to, boolean largest) {
        List<int[]> levels = largest ? most : least;
        int found = NONE;
        int left = from;
        int right = to;
        // The ends that fill no block of a level are taken there; what is between them is left to the next.
        for (int level = 0; left < right; level++) {
            boolean top = level == levels.size() || right - left <= 2 * FAN;
            int innerLeft = top ? right : Math.min(right, (left + FAN - 1) / FAN * FAN);
            int innerRight = top ? right : Math.max(innerLeft, right / FAN * FAN);
            for (int i = left; i < innerLeft; i++) {
                found = earlier(found, at(levels, level, i), largest);
            }
            for (int i = innerRight; i < right; i++) {
                found = earlier(found, at(levels, level, i), largest);
            }
            left = innerLeft / FAN;
            right = innerRight / FAN;
        }
        return found;
    }

    /** As {@link #better}, for candidates that do not come in order. */
    private int earlier(int one, int other, boolean largest) {
        boolean equal = one != NONE && other != NONE && series.y()[one] == series.y()[other];
        return equal ? Math.min(one, other) : better(one, other, largest);
    }

    private static int at(List<int[]> levels, int level, int index) {
        return level == 0 ? index : levels.get(level - 1)[index];
    }

    /**
     * What to draw of a stretch: all its points where they are few, else of each column the smallest and the largest value, in the order
     * in which they come. Points beside the stretch belong to it, so that a line reaches the edge. A column without any value but with
     * gaps is a gap.
     *
     * @param from left end
     * @param to right end
     * @param columns how many columns the stretch has, at least 1
     */
    Series shown(double from, double to, int columns) {
        int first = Math.max(0, indexOf(from) - 1);
        int last = Math.min(series.size(), indexOf(Math.nextUp(to)) + 1);
        if (last - first <= 2 * columns) {
            return new Series(
                    series.name(),
                    Arrays.copyOfRange(series.x(), first, last),
                    Arrays.copyOfRange(series.y(), first, last));
        }
        double[] x = new double[2 * columns];
        double[] y = new double[2 * columns];
        int n = 0;
        for (int column = 0; column < columns; column++) {
            int begin = edge(from, to, columns, column, first, last);
            int end = edge(from, to, columns, column + 1, first, last);
            if (begin >= end) {
                continue;
            }
            int low = extreme(begin, end, false);
            int high = extreme(begin, end, true);
            int early = Math.min(low, high);
            int late = Math.max(low, high);
            x[n] = series.x()[early == NONE ? begin : early];
            y[n++] = early == NONE ? Double.NaN : series.y()[early];
            if (late != early) {
                x[n] = series.x()[late];
                y[n++] = series.y()[late];
            }
        }
        return new Series(series.name(), Arrays.copyOf(x, n), Arrays.copyOf(y, n));
    }

    /** The smallest and the largest values of each column that holds any point, both at its middle: the edges of a band. */
    Series[] envelope(double from, double to, int columns) {
        int first = Math.max(0, indexOf(from) - 1);
        int last = Math.min(series.size(), indexOf(Math.nextUp(to)) + 1);
        boolean few = last - first <= columns;
        int most = few ? last - first : columns;
        double[] x = new double[most];
        double[] low = new double[most];
        double[] high = new double[most];
        int n = 0;
        for (int column = 0; column < most; column++) {
            int begin = few ? first + column : edge(from, to, columns, column, first, last);
            int end = few ? begin + 1 : edge(from, to, columns, column + 1, first, last);
            if (begin >= end) {
                continue;
            }
            int least = extreme(begin, end, false);
            int largest = extreme(begin, end, true);
            x[n] = few ? series.x()[begin] : (series.x()[begin] + series.x()[end - 1]) / 2;
            low[n] = least == NONE ? Double.NaN : series.y()[least];
            high[n++] = largest == NONE ? Double.NaN : series.y()[largest];
        }
        double[] at = Arrays.copyOf(x, n);
        return new Series[] {
            new Series(series.name(), at, Arrays.copyOf(low, n)), new Series(series.name(), at, Arrays.copyOf(high, n))
        };
    }

    /** Index of the first point of a column; the outermost columns take the points beside the stretch. */
    private int edge(double from, double to, int columns, int column, int first, int last) {
        if (column == 0) {
            return first;
        }
        return column == columns ? last : Math.clamp(indexOf(from + (to - from) * column / columns), first, last);
    }

    /** Index of the first point at or after an abscissa. */
    private int indexOf(double x) {
        int found = Arrays.binarySearch(series.x(), x);
        if (found < 0) {
            return -found - 1;
        }
        while (found > 0 && series.x()[found - 1] == x) {
            found--;
        }
        return found;
    }
}

package dev.plimsoll.charts.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of thinning, over random series with spikes, equal values, equal abscissae and gaps. */
class PyramidTest {
    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    private static Series random(SplittableRandom random) {
        int n = 1 + random.nextInt(30_000);
        double[] x = new double[n];
        double[] y = new double[n];
        double at = 0;
        boolean gap = false;
        for (int i = 0; i < n; i++) {
            at += random.nextInt(20) == 0 ? random.nextDouble() * 40 : random.nextInt(3) == 0 ? 0 : random.nextDouble();
            x[i] = at;
            gap = random.nextInt(50) == 0 ? !gap : gap;
            y[i] = gap ? Double.NaN : random.nextInt(500) == 0 ? 1e6 * random.nextDouble() : random.nextInt(9);
        }
        return new Series("random", x, y);
    }

    /** What thinning means: all points of each column looked at, one after another. */
    private static Series direct(Series s, double from, double to, int columns) {
        int first = 0;
        while (first < s.size() && s.x()[first] < from) {
            first++;
        }
        int last = first;
        while (last < s.size() && s.x()[last] <= to) {
            last++;
        }
        first = Math.max(0, first - 1);
        last = Math.min(s.size(), last + 1);
        if (last - first <= 2 * columns) {
            return new Series(s.name(), Arrays.copyOfRange(s.x(), first, last), Arrays.copyOfRange(s.y(), first, last));
        }
        double[] x = new double[2 * columns];
        double[] y = new double[2 * columns];
        int n = 0;
        int i = first;
        for (int column = 1; column <= columns; column++) {
            double edge = from + (to - from) * column / columns;
            int begin = i;
            int low = -1;
            int high = -1;
            while (i < last && (column == columns || s.x()[i] < edge)) {
                if (!Double.isNaN(s.y()[i])) {
                    low = low < 0 || s.y()[i] < s.y()[low] ? i : low;
                    high = high < 0 || s.y()[i] > s.y()[high] ? i : high;
                }
                i++;
            }
            if (i > begin) {
                x[n] = s.x()[low < 0 ? begin : Math.min(low, high)];
                y[n++] = low < 0 ? Double.NaN : s.y()[Math.min(low, high)];
                if (low != high) {
                    x[n] = s.x()[Math.max(low, high)];
                    y[n++] = s.y()[Math.max(low, high)];
                }
            }
        }
        return new Series(s.name(), Arrays.copyOf(x, n), Arrays.copyOf(y, n));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePyramidGivesWhatLookingAtEveryPointGives(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Series series = random(random);
        Pyramid pyramid = new Pyramid(series);
        double end = series.x()[series.size() - 1];
        for (int zoom = 0; zoom < 30; zoom++) {
            double from = random.nextDouble() * end - 1;
            double to = from + Math.pow(random.nextDouble(), 3) * (end + 2 - from) + 1e-9;
            int columns = 1 + random.nextInt(600);
            Series expected = direct(series, from, to, columns);
            Series shown = pyramid.shown(from, to, columns);
            assertArrayEquals(expected.x(), shown.x());
            assertArrayEquals(expected.y(), shown.y());
            assertTrue(shown.size() <= 2 * columns);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySpikeOfTheSeriesIsWithinTheThinnedOnes(int seed) {
        SplittableRandom random = new SplittableRandom(1000L + seed);
        Series series = random(random);
        Series shown = new Pyramid(series).shown(series.x()[0], series.x()[series.size() - 1], 500);
        assertEquals(series.max(), shown.max());
        assertEquals(series.min(), shown.min());
        for (int i = 0; i < series.size(); i++) {
            if (series.y()[i] > 9) {
                double column = (series.x()[series.size() - 1] - series.x()[0]) / 500;
                double x = series.x()[i];
                double highest = IntStream.range(0, shown.size())
                        .filter(k -> Math.abs(shown.x()[k] - x) <= column * (1 + 1e-9))
                        .mapToDouble(k -> shown.y()[k])
                        .filter(v -> !Double.isNaN(v))
                        .max()
                        .orElse(Double.NaN);
                assertTrue(highest >= series.y()[i], "a spike of " + series.y()[i] + " at " + x + " is lost");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEnvelopeHoldsEveryPointOfItsColumn(int seed) {
        SplittableRandom random = new SplittableRandom(2000L + seed);
        Series series = random(random);
        double end = series.x()[series.size() - 1];
        Series[] band = new Pyramid(series).envelope(0, end, 400);
        assertEquals(series.min(), band[0].min());
        assertEquals(series.max(), band[1].max());
        for (int i = 0; i < band[0].size(); i++) {
            assertTrue(Double.isNaN(band[0].y()[i]) || band[0].y()[i] <= band[1].y()[i]);
        }
    }

    @Test
    void aGapAsWideAsAColumnStaysAGap() {
        int n = 100_000;
        double[] x = IntStream.range(0, n).asDoubleStream().toArray();
        double[] y = new double[n];
        Arrays.fill(y, 40_000, 41_000, Double.NaN);
        Series shown = new Pyramid(new Series("gap", x, y)).shown(0, n, 500);
        long gaps = Arrays.stream(shown.y()).filter(Double::isNaN).count();
        assertEquals(5, gaps, "1,000 of 100,000 points are five of 500 columns");
    }
}

package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The law: whatever is sorted comes out as {@link Arrays#sort(double[])} has it, bit by bit. */
final class RadixSortTest {
    private static final int MANY = 3 * RadixSort.FEWEST + 7;
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private final SplittableRandom random = new SplittableRandom(17);

    @Test
    void numbersOfAnySizeAndSignAreSorted() {
        sortedAsByComparison(MANY, _ -> Double.longBitsToDouble(random.nextLong()));
    }

    @Test
    void latenciesAreSorted() {
        sortedAsByComparison(MANY, _ -> 120 * StrictMath.exp(random.nextGaussian()));
    }

    @Test
    void minusZeroComesBeforeZeroAndNanLast() {
        sortedAsByComparison(MANY, _ -> SPECIAL[random.nextInt(SPECIAL.length)]);
    }

    @Test
    void tiesAndNegativesAreSorted() {
        sortedAsByComparison(MANY, _ -> random.nextInt(-20, 20));
    }

    @Test
    void whatAscendsOrDescendsOrIsAllAlikeIsSorted() {
        sortedAsByComparison(MANY, i -> i - 1000.5);
        sortedAsByComparison(MANY, i -> 1000.5 - i);
        sortedAsByComparison(MANY, _ -> 64);
    }

    @Test
    void fewAreSortedToo() {
        for (int n : new int[] {0, 1, 2, RadixSort.FEWEST - 1, RadixSort.FEWEST}) {
            sortedAsByComparison(n, _ -> random.nextGaussian());
        }
    }

    private static void sortedAsByComparison(int n, IntToDoubleFunction value) {
        double[] values = new double[n];
        Arrays.setAll(values, value);
        double[] expected = values.clone();
        Arrays.sort(expected);
        RadixSort.sort(values);
        assertArrayEquals(bits(expected), bits(values));
    }

    /** Equal as numbers is not enough: -0 is not 0 here. */
    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}

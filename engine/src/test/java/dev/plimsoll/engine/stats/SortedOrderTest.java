package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedOrderTest {
    /** Few different values, so that many are equal; then values over the whole range. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 300, 70_000, Long.MAX_VALUE})
    void theOrderIsThatOfAStableSort(long bound) {
        Random random = new Random(bound);
        for (int n : new int[] {0, 1, 2, 10, 2000}) {
            long[] values = random.longs(n, -bound, bound).toArray();
            int[] expected = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingLong(i -> values[i]))
                    .mapToInt(i -> i)
                    .toArray();
            assertArrayEquals(expected, SortedOrder.of(values));
        }
    }

    @Test
    void numbersAscendFromTheLowestToTheHighest() {
        double[] values = {3, -0.0, 0.0, -1e300, 1e-300, -2, 1e300, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE};
        assertArrayEquals(new int[] {3, 5, 9, 1, 7, 2, 8, 4, 0, 6}, SortedOrder.of(values));
    }
}

package dev.plimsoll.engine.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberOrderTest {
    private static final double[] EDGES = {
        0, -0.0, Double.NaN, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1, -1
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 3000})
    void idsComeInTheOrderOfTheirNumbersEqualOnesAsTheyWereAndThoseWithoutLast(int n) {
        Random random = new Random(n);
        double[] keys = new double[n];
        for (int i = 0; i < n; i++) {
            keys[i] = switch (random.nextInt(3)) {
                case 0 -> EDGES[random.nextInt(EDGES.length)];
                case 1 -> random.nextInt(20);
                default -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            };
        }
        long[] ids = LongStream.range(0, n).map(i -> i << 40 | i).toArray();
        for (boolean descending : new boolean[] {false, true}) {
            Comparator<Double> numbers = Comparator.comparingDouble(d -> d + 0.0);
            Comparator<Double> order = Comparator.<Double, Boolean>comparing(d -> d.isNaN())
                    .thenComparing(descending ? numbers.reversed() : numbers);
            long[] expected = LongStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparing(i -> keys[i.intValue()], order))
                    .mapToLong(i -> ids[i.intValue()])
                    .toArray();
            assertArrayEquals(expected, NumberOrder.ids(ids, keys, descending));
        }
    }
}

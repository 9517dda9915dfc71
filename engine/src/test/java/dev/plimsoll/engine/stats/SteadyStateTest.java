package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyStateTest {
    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aWarmUpOfKnownLengthIsCut(long seed) {
        RandomGenerator random = random(seed);
        double[] series = IntStream.range(0, 400)
                .mapToDouble(i -> (i < 60 ? 300 - 5 * i : 0) + 100 + 5 * random.nextGaussian())
                .toArray();
        SteadyState.Cut cut = SteadyState.of(series);
        assertTrue(cut.settled());
        assertTrue(cut.cut() >= 50 && cut.cut() <= 110, "cut at " + cut.cut());
        assertEquals(0, cut.cut() % SteadyState.BATCH);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void littleIsCutOfASeriesThatIsSteadyFromItsStart(long seed) {
        RandomGenerator random = random(seed);
        double[] series = IntStream.range(0, 400)
                .mapToDouble(_ -> 100 + 5 * random.nextGaussian())
                .toArray();
        assertTrue(SteadyState.of(series).cut() <= 200);
    }

    @Test
    void aSeriesThatSettlesAtItsVeryEndIsNotCalledSettled() {
        double[] series = IntStream.range(0, 100)
                .mapToDouble(i -> i < 80 ? 1000 - 10 * i : 200)
                .toArray();
        assertFalse(SteadyState.of(series).settled());
    }

    @Test
    void aConstantOrShortSeriesIsKeptWhole() {
        assertEquals(
                SteadyState.Cut.NONE,
                SteadyState.of(IntStream.range(0, 50).mapToDouble(_ -> 7).toArray()));
        assertEquals(SteadyState.Cut.NONE, SteadyState.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertEquals(SteadyState.Cut.NONE, SteadyState.of());
    }
}

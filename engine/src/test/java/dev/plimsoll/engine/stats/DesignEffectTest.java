package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class DesignEffectTest {
    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** The effects at the median, p90 and p99 of a first-order process whose next value remembers {@code memory} of the last. */
    private static double[] effects(int n, double memory, long seed) {
        RandomGenerator random = random(seed);
        double[] values = new double[n];
        double at = random.nextGaussian();
        double noise = Math.sqrt(1 - memory * memory);
        for (int i = 0; i < n; i++) {
            values[i] = at;
            at = memory * at + noise * random.nextGaussian();
        }
        Distribution all = Distribution.of(values);
        DesignEffect effect = new DesignEffect(all.quantile(0.5), all.quantile(0.9), all.quantile(0.99));
        for (int i = 0; i < n; i++) {
            effect.add((double) i / n, values[i]);
        }
        return new double[] {effect.effect(0), effect.effect(1), effect.effect(2)};
    }

    @Test
    void independentValuesAreWorthWhatTheyAre() {
        int wrong = 0;
        for (long seed = 0; seed < 500; seed++) {
            for (int n : new int[] {100, 500, 5000}) {
                for (double effect : effects(n, 0, seed)) {
                    wrong += effect > 1 ? 1 : 0;
                }
            }
        }
        assertTrue(wrong <= 22, wrong + " of 4500 times an effect was seen: more than 1 in 200");
    }

    /** The truth by replication: the variance of the share above the median over many sequences, against that of independent values. */
    @Test
    void theEffectOfAKnownMemoryIsFound() {
        int n = 10_000;
        for (double memory : new double[] {0.9, 0.99}) {
            // The sign of a Gaussian process: correlation 2/pi asin(memory^k), summed over all lags.
            double truth = 1;
            for (int k = 1; k < 3000; k++) {
                truth += 2 * 2 / Math.PI * Math.asin(Math.pow(memory, k));
            }
            double mean = 0;
            for (long seed = 0; seed < 100; seed++) {
                mean += effects(n, memory, seed)[0] / 100;
            }
            assertEquals(truth, mean, 0.25 * truth, "memory " + memory);
        }
    }

    @Test
    void aSequenceThatOnlyRisesIsWorthAHandfulOfValues() {
        int n = 3000;
        DesignEffect effect = new DesignEffect(n * 0.5, n * 0.99);
        for (int i = 0; i < n; i++) {
            effect.add((double) i / n, i);
        }
        assertTrue(n / effect.effect(0) < 10, "worth " + n / effect.effect(0));
        assertTrue(n / effect.effect(1) * 0.01 < 5, "its p99 is the end of it");
    }

    @Test
    void aFewValuesAndEqualOnesSayNothing() {
        assertEquals(1, effects(59, 0.99, 1)[0]);
        DesignEffect equal = new DesignEffect(7);
        for (int i = 0; i < 1000; i++) {
            equal.add(i / 1000.0, 7);
        }
        assertEquals(1, equal.effect(0));
    }
}

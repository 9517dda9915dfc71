package dev.plimsoll.engine.simulator;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The random streams of a simulator: one algorithm, each use with a seed of its own. */
final class Seeded {
    private Seeded() {}

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}

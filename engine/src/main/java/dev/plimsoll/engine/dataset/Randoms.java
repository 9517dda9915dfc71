package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.Seeds;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The random streams of this room: one algorithm, one stream per purpose. */
final class Randoms {
    private Randoms() {}

    static RandomGenerator text(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.SYNTHETIC_TEXT));
    }

    static RandomGenerator promptLengths(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.SYNTHETIC_TEXT) + 1);
    }

    static RandomGenerator outputLengths(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.SYNTHETIC_TEXT) + 2);
    }

    static RandomGenerator turns(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.SYNTHETIC_TEXT) + 3);
    }

    static RandomGenerator delays(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.SYNTHETIC_TEXT) + 4);
    }

    static RandomGenerator copies(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.SYNTHETIC_TEXT) + 5);
    }

    static RandomGenerator prefixes(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.SYNTHETIC_TEXT) + 6);
    }

    static RandomGenerator pairs(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.SYNTHETIC_TEXT) + 7);
    }

    /** The seed of what shared prefixes say. */
    static long prefixTexts(long seed) {
        return Seeds.number(Seeds.derive(seed, Seeds.Purpose.SYNTHETIC_TEXT), 8);
    }

    static RandomGenerator parts(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.DATA_ORDER) + 1);
    }

    static RandomGenerator models(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.DATA_ORDER) + 2);
    }

    static RandomGenerator order(long seed) {
        return of(Seeds.derive(seed, Seeds.Purpose.DATA_ORDER));
    }

    /** The numbers below {@code count}, each once (Fisher and Yates). */
    static int[] shuffled(int count, RandomGenerator random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static RandomGenerator of(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}

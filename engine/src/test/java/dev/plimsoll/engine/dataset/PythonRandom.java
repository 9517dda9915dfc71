package dev.plimsoll.engine.dataset;

import java.util.random.RandomGenerator;

/**
 * CPython's {@code random.Random}: MT19937 (Matsumoto and Nishimura 1998) seeded by an array, with CPython's ways to whole numbers and normal
 * numbers. Only for comparing with values that Python drew.
 */
final class PythonRandom implements RandomGenerator {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int at = N;
    private double spareGaussian = Double.NaN;

    /** {@code random.Random(seed)} for a seed of at most 32 bits. */
    PythonRandom(int seed) {
        fill(19650218);
        int i = 1;
        for (int k = 0; k < N; k++) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1664525) + seed;
            if (++i == N) {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        for (int k = 0; k < N - 1; k++) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1566083941) - i;
            if (++i == N) {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        state[0] = 0x80000000;
    }

    private void fill(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    @Override
    public int nextInt() {
        if (at == N) {
            for (int i = 0; i < N; i++) {
                int y = state[i] & 0x80000000 | state[(i + 1) % N] & 0x7fffffff;
                state[i] = state[(i + M) % N] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            at = 0;
        }
        int y = state[at++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    @Override
    public long nextLong() {
        return (long) nextInt() << 32 | nextInt() & 0xffffffffL;
    }

    @Override
    public double nextDouble() {
        long high = nextInt() >>> 5;
        long low = nextInt() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** {@code randint(origin, bound - 1)}: as many bits as the range has, drawn again while too large. */
    @Override
    public int nextInt(int origin, int bound) {
        int range = bound - origin;
        int bits = 32 - Integer.numberOfLeadingZeros(range);
        int drawn;
        do {
            drawn = nextInt() >>> 32 - bits;
        } while (drawn >= range);
        return origin + drawn;
    }

    /** {@code gauss(0, 1)}: Box-Muller, the sine kept for the next call. */
    @Override
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double spare = spareGaussian;
            spareGaussian = Double.NaN;
            return spare;
        }
        double angle = nextDouble() * 2 * Math.PI;
        double radius = Math.sqrt(-2 * Math.log(1 - nextDouble()));
        spareGaussian = Math.sin(angle) * radius;
        return Math.cos(angle) * radius;
    }
}

package dev.plimsoll.engine.plan;

/**
 * Seeds by purpose, all derived from one: the benchmark's, or a strategy's own. Two purposes never share a random stream, so that
 * another data order, say, leaves the arrival schedule as it was. Pure functions; any thread.
 */
public final class Seeds {
    /** What randomness is for. The order is part of the derivation and never changes; new purposes are appended. */
    public enum Purpose {
        /** Gaps between arrivals. */
        SCHEDULE,
        /** Order and choice of rows. */
        DATA_ORDER,
        /** Generated prompts and lengths. */
        SYNTHETIC_TEXT,
        /** Which requests are cancelled on purpose. */
        CANCELLATION
    }

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** The seed for one purpose: SplitMix64 (Steele, Lea, Flood 2014) started at {@code seed}, its n-th output. */
    public static long derive(long seed, Purpose purpose) {
        return mix(seed + (purpose.ordinal() + 1) * GOLDEN_GAMMA);
    }

    /** A number in [0,1) for the n-th of many, the same whoever asks: the output of SplitMix64 at that place, 53 bits of it. */
    public static double share(long seed, long number) {
        return (mix(seed + (number + 1) * GOLDEN_GAMMA) >>> 11) * 0x1.0p-53;
    }

    /** The seed of the n-th of many that must not be alike: the output of SplitMix64 at that place. */
    public static long number(long seed, long number) {
        return mix(seed + (number + 1) * GOLDEN_GAMMA);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}

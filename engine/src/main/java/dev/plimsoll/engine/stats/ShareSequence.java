package dev.plimsoll.engine.stats;

import java.util.OptionalLong;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Whether a share of misses lies above or below a limit, by a confidence sequence that stays valid however often one looks at it:
 * after {@code n} trials with {@code s} misses a share {@code p} is excluded at level alpha where
 * {@code B(a+s, b+n-s) / (B(a,b) p^s (1-p)^(n-s)) >= 1/alpha} with {@code a = b = 1/2} (beta-binomial mixture, Ville's inequality).
 *
 * <p>Trials that depend on each other count for less: divide their number by the design effect first.
 */
public final class ShareSequence {
    private static final double HALF = 0.5;
    /** A forecast further away than this many times the trials so far is no forecast. */
    private static final double FURTHEST = 1e4;

    private ShareSequence() {}

    /** What is known. */
    public enum Decision {
        /** The share is below the limit. */
        BELOW,
        /** The share is above the limit. */
        ABOVE,
        /** Not yet known. */
        OPEN
    }

    /**
     * Decides.
     *
     * @param trials effective number, need not be whole
     * @param misses of them
     * @param limit in (0,1)
     * @param alpha chance of a wrong decision at any time, in (0,1)
     */
    public static Decision decide(double trials, double misses, double limit, double alpha) {
        if (!(trials > 0) || !excluded(trials, misses, limit, alpha)) {
            return Decision.OPEN;
        }
        return misses / trials < limit ? Decision.BELOW : Decision.ABOVE;
    }

    /** How many more trials decide if the share stays as it is; empty where it lies too near to the limit to say. */
    public static OptionalLong more(double trials, double misses, double limit, double alpha) {
        if (!(trials > 0)) {
            return OptionalLong.empty();
        }
        double share = misses / trials;
        double low = trials;
        double high = trials;
        while (!excluded(high, share * high, limit, alpha)) {
            low = high;
            high *= 2;
            if (high > trials * FURTHEST) {
                return OptionalLong.empty();
            }
        }
        while (high - low > Math.max(1, 0.01 * low)) {
            double middle = (low + high) / 2;
            if (excluded(middle, share * middle, limit, alpha)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalLong.of((long) Math.ceil(high - trials));
    }

    private static boolean excluded(double n, double s, double p, double alpha) {
        double mixture = LogBeta.value(HALF + s, HALF + n - s) - LogBeta.value(HALF, HALF);
        return mixture - s * Math.log(p) - (n - s) * Math.log1p(-p) >= -Math.log(alpha);
    }
}

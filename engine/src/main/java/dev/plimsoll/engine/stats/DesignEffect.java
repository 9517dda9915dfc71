package dev.plimsoll.engine.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How much less the values of a sequence tell about a percentile than independent ones would: the variance of the share above a limit over
 * that of independent values (Kish 1965), by the block method. Values of a queue stay high or low together; 10,000 of them may tell as
 * much about a p99 as 50.
 *
 * <p>The time is cut into {@value #BLOCKS} equal blocks. Of independent values each block has its share above the limit but for binomial
 * chance; what it scatters more is the effect. While neighbouring blocks still resemble each other (lag-1 autocorrelation above
 * 1.645 / sqrt(blocks), von Neumann's one-sided test at 5 %), the blocks are too short to be independent: they are joined in pairs once,
 * and what resemblance is left then is taken as that of a first-order process, (1 + r)/(1 - r). An effect that chance would reach in one
 * of {@value #SURE} sequences is none.
 *
 * <p>One thread.
 */
public final class DesignEffect {
    /** Blocks at first. */
    public static final int BLOCKS = 30;

    private static final int FEWEST_VALUES = 2 * BLOCKS;
    private static final double RESEMBLANCE = 1.6448536269514722;
    private static final int SURE = 1000;
    /** Beyond it a handful of blocks cannot tell how long a memory is. */
    private static final double MOST_CORRELATION = 0.9;

    private final double[] limits;
    private final long[] counts = new long[BLOCKS];
    private final long[][] above = new long[BLOCKS][];

    /** For some limits, ascending. */
    public DesignEffect(double... limits) {
        this.limits = limits.clone();
        for (int b = 0; b < BLOCKS; b++) {
            above[b] = new long[limits.length];
        }
    }

    /**
     * Takes one value.
     *
     * @param share where it lies in the sequence's time, in [0, 1]; what lies outside counts at the edge
     */
    public void add(double share, double value) {
        int block = Math.clamp((long) (share * BLOCKS), 0, BLOCKS - 1);
        counts[block]++;
        for (int i = 0; i < limits.length && value > limits[i]; i++) {
            above[block][i]++;
        }
    }

    /** The effect for the i-th limit: 1 where the values tell as much as independent ones, or too few tell anything. */
    public double effect(int i) {
        double[] sizes = new double[BLOCKS];
        double[] over = new double[BLOCKS];
        for (int b = 0; b < BLOCKS; b++) {
            sizes[b] = counts[b];
            over[b] = above[b][i];
        }
        double n = sum(sizes);
        double share = Finite.share(sum(over), n);
        if (n < FEWEST_VALUES || share <= 0 || share >= 1) {
            return 1;
        }
        double[] rests = rests(sizes, over, share);
        boolean alike = correlation(rests) > RESEMBLANCE / Math.sqrt(rests.length);
        if (alike) {
            rests = pairs(rests);
        }
        int blocks = rests.length;
        double effect = squares(rests) / ((blocks - 1) * (n / blocks) * share * (1 - share));
        double chance = ChiSquaredDistribution.of(blocks - 1).survivalProbability(Math.max(0, (blocks - 1) * effect));
        if (effect <= 1 || chance > 1.0 / SURE) {
            return 1;
        }
        double left = correlation(rests);
        if (alike && left > RESEMBLANCE / Math.sqrt(blocks)) {
            double r = Math.min(left, MOST_CORRELATION);
            effect *= (1 + r) / (1 - r);
        }
        return Math.min(effect, n);
    }

    /** What each block has above the limit beyond its share. */
    private static double[] rests(double[] sizes, double[] over, double share) {
        double[] rests = new double[sizes.length];
        for (int b = 0; b < rests.length; b++) {
            rests[b] = over[b] - share * sizes[b];
        }
        return rests;
    }

    private static double[] pairs(double[] values) {
        double[] pairs = new double[values.length / 2];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = values[2 * i] + values[2 * i + 1];
        }
        return pairs;
    }

    private static double correlation(double[] values) {
        double products = 0;
        for (int i = 1; i < values.length; i++) {
            products += values[i] * values[i - 1];
        }
        return Finite.share(products, squares(values));
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}

package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.stats.MannKendall;
import dev.plimsoll.engine.stats.TheilSen;
import java.util.Optional;

/**
 * The second detector of a saturated target, beside the {@code over_saturation} constraint: requests in flight keep growing. Stateless,
 * any thread.
 *
 * <p>It looks at an open-loop stage from the time on when it has filled up (one unhindered latency), once at least 30 s have passed,
 * averaged in 6 to 12 blocks of at least 5 s: the levels of neighbouring seconds depend on each other and would count one burst many
 * times. It fires where all four hold: the blocks rise (Mann-Kendall, one-sided p &lt; 0.01); the last block is well above their mean (1 =
 * flat, 2 = grown from nothing in a straight line); the rise exceeds what chance does to a queue that is just full; and the line through
 * the blocks (Theil-Sen) would add more than a fifth of the level in the time that is left.
 *
 * <p>After Schroeder, Wierman and Harchol-Balter's view of open systems and the online recipe of the field's literature, changed in two
 * points for reasons that {@code docs/saturation.md} measures: it looks at the whole stage instead of its last 30 s, and the index is
 * 1.25 instead of 1.6 with a guard against chance beside it.
 */
public final class InFlightGrowth {
    /** The shortest stretch it can judge, s. */
    public static final double LEAST_SECONDS = 30;

    private static final double BLOCK_SECONDS = 5;
    private static final int FEWEST_BLOCKS = 6;
    private static final int MOST_BLOCKS = 12;
    private static final double P = 0.01;
    private static final double INDEX = 1.25;
    private static final double DEVIATIONS = 1.5;
    private static final double PROJECTED = 0.2;
    /** Of the interval of {@link TheilSen}. */
    private static final double CONFIDENCE = 0.90;

    private InFlightGrowth() {}

    /**
     * A stage step by step.
     *
     * @param inFlight mean requests in flight in each step; negative where unknown
     * @param sent requests sent in each step, per second
     * @param stepSeconds length of a step
     * @param latencySeconds latency of an unhindered request: how long the stage fills up; 0 where unknown
     * @param dispersion variance of arrivals and of work over the number of requests: 1 for one of the two, 2 for both at random
     */
    public record Levels(
            double[] inFlight, double[] sent, double stepSeconds, double latencySeconds, double dispersion) {}

    /**
     * What it saw.
     *
     * @param atSeconds when, seconds after the stage's start
     * @param fromSeconds start of what it looked at
     * @param perSecond growth, requests in flight per second
     * @param low lower bound of the growth's 90 % interval
     * @param high upper bound
     * @param level the line's level at {@code atSeconds}, for drawing it
     * @param index the last block over the mean of all
     * @param p of the trend test
     */
    public record Evidence(
            double atSeconds,
            double fromSeconds,
            double perSecond,
            double low,
            double high,
            double level,
            double index,
            double p) {
        /** How it is named among the kinds of evidence. */
        public static final String NAME = "in_flight_growth";

        /** The line it saw, for drawing it. */
        public GrowthLine line() {
            return new GrowthLine(fromSeconds, atSeconds, level, perSecond, low, high, CONFIDENCE);
        }

        /** One sentence for a banner. */
        public String sentence() {
            return "Requests in flight grow by " + Say.number(perSecond) + " a second (90 % interval " + Say.number(low)
                    + " to " + Say.number(high) + ").";
        }
    }

    /**
     * Judges a stage up to one of its steps.
     *
     * @param steps how many steps have passed
     * @param remainingSeconds how long the stage goes on, negative where unknown
     */
    public static Optional<Evidence> at(Levels stage, int steps, double remainingSeconds) {
        double step = stage.stepSeconds();
        int filled = (int) Math.ceil(stage.latencySeconds() / step);
        double length = (steps - filled) * step;
        if (length < LEAST_SECONDS) {
            return Optional.empty();
        }
        int blocks = (int) Math.clamp(length / BLOCK_SECONDS, FEWEST_BLOCKS, MOST_BLOCKS);
        int perBlock = (steps - filled) / blocks;
        int first = steps - blocks * perBlock;
        double[] x = new double[blocks];
        double[] y = new double[blocks];
        double mean = 0;
        double arrivals = 0;
        for (int b = 0; b < blocks; b++) {
            double sum = 0;
            for (int i = first + b * perBlock; i < first + (b + 1) * perBlock; i++) {
                sum += Math.max(0, stage.inFlight()[i]);
                arrivals += Math.max(0, stage.sent()[i]) * step;
            }
            x[b] = (first + (b + 0.5) * perBlock) * step;
            y[b] = sum / perBlock;
            mean += y[b] / blocks;
        }
        double last = y[blocks - 1];
        double index = mean > 0 ? last / mean : 0;
        if (index <= INDEX) {
            return Optional.empty();
        }
        double p = MannKendall.risingP(y);
        TheilSen line = TheilSen.of(x, y);
        double rise = line.slope() * (x[blocks - 1] - x[0]);
        double ahead = line.slope() * Math.max(remainingSeconds, LEAST_SECONDS);
        boolean fires =
                p < P && rise >= DEVIATIONS * Math.sqrt(arrivals * stage.dispersion()) && ahead > PROJECTED * last;
        double at = steps * step;
        return fires
                ? Optional.of(new Evidence(
                        at,
                        first * step,
                        line.slope(),
                        line.low(),
                        line.high(),
                        line.intercept() + line.slope() * at,
                        index,
                        p))
                : Optional.empty();
    }

    /** The first moment of a whole stage at which it fires, looking once a step. */
    public static Optional<Evidence> first(Levels stage) {
        int all = stage.inFlight().length;
        for (int steps = 1; steps <= all; steps++) {
            Optional<Evidence> found = at(stage, steps, (all - steps) * stage.stepSeconds());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}

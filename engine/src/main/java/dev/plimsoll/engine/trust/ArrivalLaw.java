package dev.plimsoll.engine.trust;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Whether requests were sent by the law of their schedule: a test after Kolmogorov and Smirnov of the gaps between the <em>sent</em> times
 * against the law that was asked for, as Lancet does it. Independent of all that makes, divides and serves the schedule.
 *
 * <p>What the other checks forgive is forgiven here: sends late by less than a tolerance move a gap by no more than that, so the empirical
 * distribution may be moved by it; a per cent of later sends spoils two per cent of the gaps; half a per cent of slots that were never
 * sent joins gaps. On top of both comes chance, by the inequality of Dvoretzky, Kiefer and Wolfowitz with Massart's constant, which holds
 * for any number of gaps: a generator without fault is blamed in less than one of {@value #ONE_IN} stages.
 *
 * <p>Gaps shorter than ten tolerances would hide in them. Then the gaps between every k-th send are taken, whose law is known as well:
 * sums of gamma distributed gaps are gamma distributed.
 *
 * @param rate requests per second
 * @param shape of the gamma distribution of the gaps: 1 for Poisson, infinite for a constant rate
 */
record ArrivalLaw(double rate, double shape) {
    /** One false alarm in so many stages at most. */
    static final int ONE_IN = 10_000;

    private static final int FEWEST_GAPS = 50;
    private static final double TOLERANCES_A_GAP = 10;

    /** Of a strategy as described; empty where its gaps have no single law. */
    static Optional<ArrivalLaw> of(Map<String, Object> strategy) {
        if (!(strategy.get("rate") instanceof Number rate) || rate.doubleValue() <= 0) {
            return Optional.empty();
        }
        return switch (String.valueOf(strategy.get("kind"))) {
            case "constant" -> Optional.of(new ArrivalLaw(rate.doubleValue(), Double.POSITIVE_INFINITY));
            case "poisson" -> Optional.of(new ArrivalLaw(rate.doubleValue(), 1));
            case "gamma" ->
                strategy.get("burstiness") instanceof Number shape
                        ? Optional.of(new ArrivalLaw(rate.doubleValue(), shape.doubleValue()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /**
     * How far the gaps are from the law.
     *
     * @param gaps gaps judged
     * @param distance largest distance of the two distributions beyond the tolerance, [0,1]
     * @param limit what is forgiven, and chance
     */
    record Fit(int gaps, double distance, double limit) {
        boolean holds() {
            return distance <= limit;
        }
    }

    /**
     * Judges the sends.
     *
     * @param sentNs ascending
     * @param toleranceNs lateness that counts for nothing, above 0
     * @return empty for too few
     */
    Optional<Fit> fit(long[] sentNs, double toleranceNs) {
        double meanNs = 1e9 / rate;
        int each = (int) Math.max(1, Math.ceil(TOLERANCES_A_GAP * toleranceNs / meanNs));
        int n = (sentNs.length - 1) / each;
        if (n < FEWEST_GAPS) {
            return Optional.empty();
        }
        double[] gaps = new double[n];
        for (int i = 0; i < n; i++) {
            gaps[i] = sentNs[(i + 1) * each] - sentNs[i * each];
        }
        Arrays.sort(gaps);
        double forgiven =
                2 * Thresholds.LATE_SHARE + Math.min(each, TOLERANCES_A_GAP) * (1 - Thresholds.SEND_RATIO_SUSPECT);
        double chance = Math.sqrt(Math.log(2.0 * ONE_IN) / (2 * n));
        return Optional.of(new Fit(n, distance(gaps, law(each, meanNs), toleranceNs), forgiven + chance));
    }

    private DoubleUnaryOperator law(int each, double meanNs) {
        double gapNs = each * meanNs;
        if (Double.isInfinite(shape)) {
            return x -> x < gapNs ? 0 : 1;
        }
        GammaDistribution gamma = GammaDistribution.of(shape * each, meanNs / shape);
        return gamma::cumulativeProbability;
    }

    private static double distance(double[] gaps, DoubleUnaryOperator law, double toleranceNs) {
        double distance = 0;
        for (int i = 0; i < gaps.length; i++) {
            double tooShort = (i + 1.0) / gaps.length - law.applyAsDouble(gaps[i] + toleranceNs);
            double tooLong = law.applyAsDouble(gaps[i] - toleranceNs) - (double) i / gaps.length;
            distance = Math.max(distance, Math.max(tooShort, tooLong));
        }
        return distance;
    }
}

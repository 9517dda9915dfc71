package dev.plimsoll.engine.stats;

import java.util.OptionalDouble;

/**
 * Whether y rises with x, by least squares over running sums: a point is added or taken away in constant time.
 *
 * <p>With the sums over n points: {@code Sxx = Σx² - (Σx)²/n}, {@code Sxy}, {@code Syy} alike; slope {@code b = Sxy/Sxx}; residual
 * {@code R = Syy - Sxy²/Sxx}; standard error {@code sqrt(R/(m-2)/Sxx)}; margin of error {@code t * error / b}, relative to the slope.
 * The <em>effective</em> number m may be smaller than n, for points that are not independent; t is the quantile for m - 2 degrees of
 * freedom. Source: GuideLLM's over-saturation detector.
 *
 * <p>Confined to one thread. Points are added in order of time, so cancellation in the sums stays small when x starts near 0.
 */
public final class SlopeDetector {
    /** Keeps a division from dividing by nothing; far below any real sum of squares. */
    public static final double EPSILON = 1e-12;
    /** A line through fewer points says nothing about its error. */
    private static final int FEWEST_EFFECTIVE = 3;

    private final double moeThreshold;
    private final double confidence;
    private final double epsilon;
    private long n;
    private double sumX;
    private double sumY;
    private double sumXy;
    private double sumX2;
    private double sumY2;
    private OptionalDouble slope = OptionalDouble.empty();
    private OptionalDouble marginOfError = OptionalDouble.empty();

    /**
     * A detector without points.
     *
     * @param moeThreshold largest relative margin of error that still counts as rising, at least 0
     * @param confidence of the margin, in (0,1)
     */
    public SlopeDetector(double moeThreshold, double confidence) {
        this(moeThreshold, confidence, EPSILON);
    }

    /** The same with another least divisor than {@link #EPSILON}. */
    public SlopeDetector(double moeThreshold, double confidence, double epsilon) {
        this.moeThreshold = moeThreshold;
        this.confidence = confidence;
        this.epsilon = epsilon;
    }

    /** Takes a point in. */
    public void add(double x, double y) {
        n++;
        sumX += x;
        sumY += y;
        sumXy += x * y;
        sumX2 += x * x;
        sumY2 += y * y;
    }

    /** Takes a point out that was taken in before. */
    public void remove(double x, double y) {
        n--;
        sumX -= x;
        sumY -= y;
        sumXy -= x * y;
        sumX2 -= x * x;
        sumY2 -= y * y;
    }

    /**
     * Whether the slope is above 0 with a margin of error below the threshold. Sets {@link #slope} and {@link #marginOfError} unless
     * there are too few points to say.
     *
     * @param effectiveN the effective number of points, need not be whole
     */
    public boolean isRising(double effectiveN) {
        if (effectiveN < FEWEST_EFFECTIVE || n == 0) {
            return false;
        }
        double sxx = Math.max(sumX2 - sumX * sumX / n, epsilon);
        double sxy = sumXy - sumX * sumY / n;
        double syy = sumY2 - sumY * sumY / n;
        double b = sxy / sxx;
        double residual = Math.max(syy - sxy * sxy / sxx, 0);
        double freedom = effectiveN - 2;
        double error = Math.sqrt(residual / freedom / sxx);
        double t =
                StudentT.approximateQuantile(1 - (1 - confidence) / 2, freedom).orElseThrow();
        double margin = t * error / Math.max(b, epsilon);
        slope = OptionalDouble.of(b);
        marginOfError = OptionalDouble.of(margin);
        return b > 0 && margin < moeThreshold;
    }

    /** Slope at the last check that had enough points. */
    public OptionalDouble slope() {
        return slope;
    }

    /** Relative margin of error at the last check that had enough points. */
    public OptionalDouble marginOfError() {
        return marginOfError;
    }

    /** Points in. */
    public long size() {
        return n;
    }

    /** Mean of y, empty without points. */
    public OptionalDouble meanY() {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(sumY / n);
    }
}

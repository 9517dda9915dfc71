package dev.plimsoll.engine.stats;

import java.util.Arrays;

/**
 * A line through points by the median of the slopes of all pairs (Theil 1950, Sen 1968): a third of the points may be anything without
 * moving it far. Pure; any thread. Cost grows with the square of the number of points: meant for blocks, not for samples.
 *
 * @param slope rise of y per unit of x
 * @param low lower bound of the slope's confidence interval
 * @param high upper bound
 * @param intercept y at x = 0, the median of {@code y - slope*x}
 */
public record TheilSen(double slope, double low, double high, double intercept) {
    /** Standard normal value of a two-sided 90 % interval. */
    private static final double Z90 = 1.6448536269514722;

    /**
     * The line, with Sen's 90 % interval of its slope: of the ordered slopes of all N pairs those at {@code (N -+ z*sqrt(Var S))/2}.
     *
     * @param x ascending, all different
     * @param y one each, finite
     * @throws IllegalArgumentException for fewer than two points
     */
    public static TheilSen of(double[] x, double[] y) {
        int n = x.length;
        if (n < 2 || y.length != n) {
            throw new IllegalArgumentException("a line through " + n + " and " + y.length + " points");
        }
        double[] slopes = new double[n * (n - 1) / 2];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
            }
        }
        Arrays.sort(slopes);
        double slope = median(slopes);
        double reach = Z90 * Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
        int low = (int) Math.clamp(Math.round((count - reach) / 2) - 1, 0, count - 1);
        int high = (int) Math.clamp(Math.round((count + reach) / 2), 0, count - 1);
        double[] rests = new double[n];
        for (int i = 0; i < n; i++) {
            rests[i] = y[i] - slope * x[i];
        }
        Arrays.sort(rests);
        return new TheilSen(slope, slopes[low], slopes[high], median(rests));
    }

    private static double median(double[] sorted) {
        return Distribution.interpolate(sorted, 0, sorted.length, 0.5);
    }
}

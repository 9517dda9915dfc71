package dev.plimsoll.engine.stats;

import org.apache.commons.statistics.distribution.FDistribution;

/**
 * An ellipse around a pair of means, as a closed polygon. Immutable, any thread.
 *
 * <p>Half axes are {@code scale*sqrt(eigenvalue)} of a 2x2 covariance, the larger first; its direction is that of the larger
 * eigenvalue's vector. Which factor is right depends on what the covariance is of, and whoever draws the ellipse says which it is:
 * {@link #ofPopulation} encloses a share of the points themselves, {@link #ofMean} the mean of n runs with a confidence (Hotelling's
 * T-squared), {@link #aligned} only shows two separate intervals.
 *
 * @param x centre
 * @param y centre
 * @param major longer half axis
 * @param minor shorter half axis
 * @param angle of the longer axis to the x axis, rad, in (-pi/2, pi/2]
 */
public record ConfidenceEllipse(double x, double y, double major, double minor, double angle) {
    /** Vertices of a smooth outline, the closing one not counted. */
    public static final int USUAL_VERTICES = 64;

    /** What a negative eigenvalue, which no covariance has, is taken for. */
    private static final double FLOOR = 1e-12;

    /**
     * The ellipse that holds a share of normally distributed points: the chi-square quantile with 2 degrees of freedom,
     * {@code -2 ln(1 - share)}.
     *
     * @param share in (0, 1)
     */
    public static ConfidenceEllipse ofPopulation(double x, double y, double xx, double xy, double yy, double share) {
        return scaled(x, y, xx, xy, yy, Math.sqrt(-2 * Math.log1p(-level(share))));
    }

    /**
     * The joint confidence region of the mean of n runs: {@code S/n} scaled by Hotelling's T-squared,
     * {@code 2(n-1)/(n-2)*F(level; 2, n-2)}.
     *
     * @param xx sample variance of x over the runs
     * @param xy sample covariance
     * @param yy sample variance of y
     * @param n runs, at least 3
     * @param level in (0, 1)
     */
    public static ConfidenceEllipse ofMean(double x, double y, double xx, double xy, double yy, int n, double level) {
        if (n < 3) {
            throw new IllegalArgumentException("a joint region needs at least 3 runs, not " + n);
        }
        double f = FDistribution.of(2, n - 2).inverseSurvivalProbability(1 - level(level));
        return scaled(x, y, xx / n, xy / n, yy / n, Math.sqrt(2.0 * (n - 1) / (n - 2) * f));
    }

    /** Two separate intervals, drawn as one ellipse: nothing is said about x and y together. */
    public static ConfidenceEllipse aligned(double x, double y, double xHalfWidth, double yHalfWidth) {
        return xHalfWidth >= yHalfWidth
                ? new ConfidenceEllipse(x, y, xHalfWidth, yHalfWidth, 0)
                : new ConfidenceEllipse(x, y, yHalfWidth, xHalfWidth, Math.PI / 2);
    }

    private static double level(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a confidence level of " + level + " is not between 0 and 1");
        }
        return level;
    }

    /** From a covariance and a factor. */
    public static ConfidenceEllipse scaled(double x, double y, double xx, double xy, double yy, double scale) {
        double half = (xx - yy) / 2;
        double root = Math.hypot(half, xy);
        double large = (xx + yy) / 2 + root;
        // The product of the eigenvalues is the determinant: no cancellation where one of them is small.
        double small = large == 0 ? 0 : (xx * yy - xy * xy) / large;
        if (small < 0 || large < 0) {
            small = Math.max(small, FLOOR);
            large = Math.max(large, FLOOR);
        }
        double angle = xy == 0 ? (xx > yy ? 0 : Math.PI / 2) : Math.atan2(large - xx, xy);
        double upright = angle > Math.PI / 2 ? angle - Math.PI : angle;
        return new ConfidenceEllipse(x, y, scale * Math.sqrt(large), scale * Math.sqrt(small), upright);
    }

    /**
     * The outline: vertex i at the parameter {@code 2*pi*i/n} from the longer axis, the last one equal to the first.
     *
     * @param n vertices, at least 3
     * @return {@code n + 1} pairs of x and y
     */
    public double[][] vertices(int n) {
        if (n < 3) {
            throw new IllegalArgumentException("an outline of " + n + " vertices");
        }
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double[][] vertices = new double[n + 1][];
        for (int i = 0; i < n; i++) {
            double t = 2 * Math.PI * i / n;
            double u = major * Math.cos(t);
            double v = minor * Math.sin(t);
            vertices[i] = new double[] {x + u * cos - v * sin, y + u * sin + v * cos};
        }
        vertices[n] = vertices[0].clone();
        return vertices;
    }
}

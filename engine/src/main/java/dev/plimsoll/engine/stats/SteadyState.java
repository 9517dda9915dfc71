package dev.plimsoll.engine.stats;

/**
 * Where a series of measurements has settled: MSER-5 (White, <em>An effective truncation heuristic for bias reduction in simulation
 * output</em>, 1997). The series is averaged in batches of 5; the cut that makes the standard error of what is left smallest is taken.
 * Pure; any thread.
 */
public final class SteadyState {
    /** Values a batch. */
    public static final int BATCH = 5;

    private SteadyState() {}

    /**
     * The proposed cut.
     *
     * @param cut values to leave out at the beginning, a multiple of {@value #BATCH}
     * @param settled false where the best cut is the last one allowed, half of the series: it is then too short or still drifting, and
     *     the proposal is none to lean on
     */
    public record Cut(int cut, boolean settled) {
        /** Nothing to cut. */
        public static final Cut NONE = new Cut(0, true);
    }

    /**
     * Proposes a cut.
     *
     * @param series in order of time, finite
     */
    public static Cut of(double... series) {
        int batches = series.length / BATCH;
        if (batches < 2) {
            return Cut.NONE;
        }
        double[] means = new double[batches];
        for (int b = 0; b < batches; b++) {
            double sum = 0;
            for (int i = 0; i < BATCH; i++) {
                sum += Finite.require(series[b * BATCH + i], "a value of a series");
            }
            means[b] = sum / BATCH;
        }
        int half = batches / 2;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        double mean = 0;
        double squares = 0; // Welford, from the end: each cut adds one batch in front of those before
        for (int cut = batches - 1, n = 1; cut >= 0; cut--, n++) {
            double d = means[cut] - mean;
            mean += d / n;
            squares += d * (means[cut] - mean);
            double statistic = squares / ((double) n * n);
            if (cut <= half && statistic <= least) { // a few batches at the end always look steady
                least = statistic;
                best = cut;
            }
        }
        return new Cut(best * BATCH, best < half || half == 0);
    }
}

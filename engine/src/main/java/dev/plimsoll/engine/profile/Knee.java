package dev.plimsoll.engine.profile;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The measured rate beyond which more load costs more latency than it brings throughput: the maximum of Kleinrock's power,
 * throughput / mean latency (L. Kleinrock, "Power and deterministic rules of thumb", 1979). It needs no threshold and does not depend
 * on the range that was swept.
 *
 * @param below measured rate next below, requests/s; equal to {@code at} where there is none
 * @param at the knee, requests/s
 * @param above measured rate next above, infinite where there is none
 */
record Knee(double below, double at, double above) {

    /**
     * What one stage brought.
     *
     * @param rate offered, requests/s
     * @param power completed requests/s per second of mean latency from the intended time; 0 where nothing succeeded
     */
    record Point(double rate, double power) {
        static Point of(double rate, StageSummary stage) {
            MetricSummary latency = stage.metrics().get("latencyFromSchedule");
            if (latency == null) {
                latency = stage.metrics().get("latency");
            }
            Double mean = latency == null ? null : latency.mean();
            return new Point(rate, mean == null || mean <= 0 ? 0 : stage.rates().requests() / (mean / 1000));
        }
    }

    /** The knee of at least one point; the highest of those with equal power. */
    static Knee of(List<Point> points) {
        List<Point> ascending =
                points.stream().sorted(Comparator.comparingDouble(Point::rate)).toList();
        int best = 0;
        for (int i = 1; i < ascending.size(); i++) {
            if (ascending.get(i).power() >= ascending.get(best).power()) {
                best = i;
            }
        }
        return new Knee(
                ascending.get(Math.max(best - 1, 0)).rate(),
                ascending.get(best).rate(),
                best + 1 < ascending.size() ? ascending.get(best + 1).rate() : Double.POSITIVE_INFINITY);
    }

    /**
     * New rates around it, ascending: half of them (rounded up) evenly inside the interval above, the others inside the one below.
     *
     * @param highest where the interval above ends if no higher rate was measured, requests/s
     */
    List<Double> ratesAround(int count, double highest) {
        int upper = below < at ? Math.ceilDiv(count, 2) : count;
        List<Double> rates = new ArrayList<>();
        inside(below, at, count - upper, rates);
        inside(at, Math.min(above, highest), upper, rates);
        return rates;
    }

    private static void inside(double from, double to, int count, List<Double> rates) {
        for (int k = 1; k <= count; k++) {
            rates.add(from + (to - from) * k / (count + 1));
        }
    }
}

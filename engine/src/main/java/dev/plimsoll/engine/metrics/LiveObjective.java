package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.stats.ShareSequence;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One objective of the running stage. Values of a second depend on each other, so their number is deflated by the design effect of the
 * seconds ({@code deff = var(misses per second) x values per second / (share (1 - share))}). One thread.
 */
final class LiveObjective {
    private static final double ALPHA = 0.05;
    /** Fewer seconds say nothing about how they differ. */
    private static final int FEWEST_SECONDS = 10;

    private final SloPlan slo;
    private long count;
    private long misses;
    private double elapsedSeconds;
    private int seconds;
    private double mean;
    private double squares;

    LiveObjective(SloPlan slo) {
        this.slo = slo;
    }

    String metric() {
        return slo.metric();
    }

    /** The values of one closed second, µs. */
    void second(Histogram us) {
        long n = us.getTotalCount();
        long limit = Math.round(slo.maxMs() * 1e3);
        long missed = n == 0 || us.getMaxValue() <= limit ? 0 : us.getCountBetweenValues(limit + 1, us.getMaxValue());
        elapsedSeconds++;
        if (n == 0) {
            return;
        }
        count += n;
        misses += missed;
        seconds++;
        double share = (double) missed / n;
        double delta = share - mean;
        mean += delta / seconds;
        squares += delta * (share - mean);
    }

    LiveSlo snapshot(@Nullable Histogram all) {
        Double percentile = slo.percentile();
        String stat = percentile == null ? "each" : SloJudge.statName(percentile);
        Double measured = percentile == null || all == null || all.getTotalCount() == 0
                ? null
                : Double.valueOf(all.getValueAtPercentile(percentile) / 1e3);
        if (percentile == null) {
            // One miss decides; that there will be none is known at the end.
            String met = misses > 0 ? SloJudge.FAIL : SloJudge.INCONCLUSIVE;
            return new LiveSlo(slo.metric(), stat, slo.maxMs(), null, met, count, null);
        }
        double limit = 1 - percentile / 100;
        double deflated = 1 / designEffect();
        return switch (ShareSequence.decide(count * deflated, misses * deflated, limit, ALPHA)) {
            case BELOW -> new LiveSlo(slo.metric(), stat, slo.maxMs(), measured, SloJudge.PASS, count, null);
            case ABOVE -> new LiveSlo(slo.metric(), stat, slo.maxMs(), measured, SloJudge.FAIL, count, null);
            case OPEN ->
                new LiveSlo(
                        slo.metric(),
                        stat,
                        slo.maxMs(),
                        measured,
                        SloJudge.INCONCLUSIVE,
                        count,
                        secondsToDecide(deflated, limit));
        };
    }

    private @Nullable Double secondsToDecide(double deflated, double limit) {
        OptionalLong more = ShareSequence.more(count * deflated, misses * deflated, limit, ALPHA);
        double perSecond = elapsedSeconds == 0 ? 0 : count * deflated / elapsedSeconds;
        return more.isEmpty() || perSecond == 0 ? null : Double.valueOf(more.getAsLong() / perSecond);
    }

    private double designEffect() {
        double share = count == 0 ? 0 : (double) misses / count;
        if (seconds < FEWEST_SECONDS || share == 0 || share == 1) {
            return 1;
        }
        double variance = squares / (seconds - 1);
        return Math.max(1, variance * ((double) count / seconds) / (share * (1 - share)));
    }
}

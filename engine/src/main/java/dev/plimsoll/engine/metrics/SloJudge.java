package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.stats.CountingDistribution;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.Finite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Service level objectives of one stage: goodput per request, gates per stage.
 *
 * <p>A metric that does not exist for a request (TPOT of a one-token answer) is not a miss; an errored or dropped request is. A request
 * that was cancelled by us is neither: its outcome is unknown.
 */
final class SloJudge {
    static final String PASS = "PASS";
    static final String FAIL = "FAIL";
    static final String INCONCLUSIVE = "INCONCLUSIVE";

    /** Chance below which too many misses among few requests are not luck. */
    private static final double SURE = 0.01;

    private SloJudge() {}

    /** Whether the request under the cursor meets one objective. */
    private static boolean meets(SloPlan slo, MetricDefinition metric, RequestFacts request) {
        OptionalDouble value = metric.valueOf(request);
        return value.isEmpty() || value.getAsDouble() * metric.toMs() <= slo.maxMs();
    }

    /**
     * Requests held against every objective together.
     *
     * @param good completed and met all
     * @param ended completed, failed or dropped
     */
    record Tally(long good, long ended) {}

    /** Goodput: of the requests that ended in the window. */
    static Tally tally(List<SloPlan> slos, RequestColumns rows, StageWindow window) {
        return tally(slos, rows, row -> window.holds(row.end()));
    }

    /** Of the requests for which {@code chosen} holds when the cursor is on them. */
    static Tally tally(List<SloPlan> slos, RequestColumns rows, Predicate<RequestColumns> chosen) {
        List<MetricDefinition> metrics = slos.stream().map(SloJudge::metric).toList();
        long good = 0;
        long ended = 0;
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            if (row.status() == RequestStatus.CANCELLED || !chosen.test(row)) {
                continue;
            }
            ended++;
            boolean all = row.successful();
            for (int k = 0; k < slos.size() && all; k++) {
                all = meets(slos.get(k), metrics.get(k), row);
            }
            good += all ? 1 : 0;
        }
        return new Tally(good, ended);
    }

    /** One result per objective. */
    static List<StageSummary.SloResult> judge(
            List<SloPlan> slos,
            RequestColumns rows,
            StageWindow window,
            Map<String, Distribution> distributions,
            CountingDistribution gaps) {
        List<StageSummary.SloResult> results = new ArrayList<>();
        for (SloPlan slo : slos) {
            MetricDefinition metric = metric(slo);
            long ended = 0;
            long met = 0;
            for (int i = 0; i < rows.size(); i++) {
                RequestColumns row = rows.at(i);
                if (row.status() != RequestStatus.CANCELLED && window.takes(row)) {
                    ended++;
                    met += row.successful() && meets(slo, metric, row) ? 1 : 0;
                }
            }
            results.add(result(slo, ended, met, stageValues(slo, distributions, gaps)));
        }
        return results;
    }

    /** What the stage's percentile is taken of; for ICL all gaps, not only the longest one of each request. */
    private static @Nullable StageValues stageValues(
            SloPlan slo, Map<String, Distribution> distributions, CountingDistribution gaps) {
        double max = slo.maxMs();
        if (slo.metric().equals(Metrics.ICL)) {
            return gaps.count() == 0
                    ? null
                    : new StageValues(
                            gaps.count(),
                            percent -> gaps.percentile(percent).orElseThrow() / 1e3,
                            gaps.countAbove(Math.round(max * 1e3)));
        }
        Distribution values = distributions.get(slo.metric());
        double toMs = metric(slo).toMs();
        return values == null
                ? null
                : new StageValues(
                        values.count(),
                        percent -> values.quantile(percent / 100) * toMs,
                        values.countAbove(max / toMs));
    }

    private record StageValues(long count, DoubleUnaryOperator percentileMs, long misses) {}

    private static StageSummary.SloResult result(SloPlan slo, long ended, long met, @Nullable StageValues values) {
        double goodFraction = Finite.share(met, ended);
        Double percentile = slo.percentile();
        if (percentile == null) {
            String verdict = ended == 0 ? INCONCLUSIVE : met == ended ? PASS : FAIL;
            return new StageSummary.SloResult(slo.metric(), "each", slo.maxMs(), null, verdict, goodFraction);
        }
        Double measured =
                values == null ? null : Double.valueOf(values.percentileMs().applyAsDouble(percentile));
        String verdict = values == null || measured == null
                ? INCONCLUSIVE
                : verdict(values, percentile, measured <= slo.maxMs());
        return new StageSummary.SloResult(
                slo.metric(), statName(percentile), slo.maxMs(), measured, verdict, goodFraction);
    }

    private static String verdict(StageValues values, double percentile, boolean within) {
        if (!Distribution.tooFew(values.count(), percentile)) {
            return within ? PASS : FAIL;
        }
        // Few values can never show that a percentile is met; that it is missed they can.
        int n = (int) values.count();
        int misses = (int) values.misses();
        boolean notLuck =
                misses > 0 && BinomialDistribution.of(n, 1 - percentile / 100).survivalProbability(misses - 1) <= SURE;
        return notLuck ? FAIL : INCONCLUSIVE;
    }

    /** {@code p99} for 99, {@code p999} for 99.9. */
    static String statName(double percentile) {
        String text = percentile == Math.rint(percentile)
                ? Long.toString((long) percentile)
                : Double.toString(percentile).replace(".", "");
        return "p" + text;
    }

    private static MetricDefinition metric(SloPlan slo) {
        return Metrics.byTag(slo.metric())
                .orElseThrow(() -> new IllegalArgumentException("unknown metric " + slo.metric()));
    }
}

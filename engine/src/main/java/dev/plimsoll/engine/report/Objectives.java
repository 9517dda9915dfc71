package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which objectives and which tail of a metric a report speaks of. */
public final class Objectives {
    private static final String USUAL_TAIL = "p99";

    private Objectives() {}

    /** The objective on the furthest percentile of a metric. */
    public static Optional<SloResult> of(List<StageSummary> stages, String tag) {
        return stages.stream()
                .flatMap(s -> s.slos().stream())
                .filter(slo -> slo.metric().equals(tag) && !slo.stat().equals("each"))
                .max(Comparator.comparingDouble(slo -> quantile(slo.stat())));
    }

    /** The percentile to show beside the median: that of the objective, else p99. */
    public static String tail(List<StageSummary> stages, String tag) {
        return of(stages, tag).map(SloResult::stat).orElse(USUAL_TAIL);
    }

    /** {@code p99} is 0.99, {@code p999} is 0.999; a statistic that is no percentile tolerates nothing: 1. */
    public static double quantile(String stat) {
        if (stat.length() < 2 || stat.charAt(0) != 'p') {
            return 1;
        }
        try {
            double number = Double.parseDouble(stat.substring(1));
            return number > 100 ? number / Math.pow(10, stat.length() - 1) : number / 100;
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** What a percentile needs: {@code few: a p99 needs 500 requests}. */
    public static String needs(String stat) {
        double outside = Math.max(1 - quantile(stat), 1e-9);
        long requests = (long) Math.ceil(MetricSummary.FEWEST_BEYOND / outside - 1e-6);
        return "few: a " + MetricNames.stat(stat) + " needs " + Numbers.count(requests) + " requests";
    }
}

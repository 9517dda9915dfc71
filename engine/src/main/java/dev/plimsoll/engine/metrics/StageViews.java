package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import dev.plimsoll.engine.stats.FailureAdjusted;
import dev.plimsoll.engine.stats.Finite;
import dev.plimsoll.engine.stats.WeightedDistribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The same requests of the window seen in other ways: by how they ended, by class, with failures as infinite, as other tools do. */
final class StageViews {
    /** What has a meaning however a request ended. */
    private static final List<String> OF_EVERY_STATUS =
            List.of("ttft", "latency", "promptTokens", "outputTokens", "totalTokens");

    private static final List<String> OF_A_CLASS = List.of(
            "ttft",
            "tpot",
            "latency",
            "latencyFromSchedule",
            "promptTokens",
            "outputTokens",
            "routerQueue",
            "routerWait",
            "ttftServed");
    private static final Set<String> ADJUSTED =
            Set.of("ttft", "ttftFromSchedule", "tpot", "itl", "maxStall", "latency", "latencyFromSchedule");

    private static final Set<String> KEPT = Set.of("p50", "p75", "p90", "p95", "p99", "p999");

    /** A table of more classes is none; those with the fewest requests are left out. */
    static final int MOST_CLASSES = 32;

    private final RequestColumns rows;
    private final StageWindow window;

    StageViews(RequestColumns rows, StageWindow window) {
        this.rows = rows;
        this.window = window;
    }

    /** By status; what is known of the successful ones already is not computed again. */
    Map<String, Map<String, MetricSummary>> statusGroups(
            StageSummary.Counts counts, Map<String, MetricSummary> ofSuccessful) {
        Map<String, Map<String, MetricSummary>> groups = new LinkedHashMap<>();
        Map<String, MetricSummary> successful = new LinkedHashMap<>();
        for (String tag : OF_EVERY_STATUS) {
            MetricSummary known = ofSuccessful.get(tag);
            if (known != null) {
                successful.put(tag, known);
            }
        }
        put(groups, "successful", successful);
        if (counts.cancelled() > 0) {
            put(groups, "cancelled", of(RequestStatus.CANCELLED).summaries(OF_EVERY_STATUS));
        }
        if (counts.errored() > 0) {
            put(groups, "errored", of(RequestStatus.ERRORED).summaries(OF_EVERY_STATUS));
        }
        boolean alone = counts.successful() == counts.created();
        put(groups, "total", alone ? successful : new RowChoice(rows, window::takes).summaries(OF_EVERY_STATUS));
        return groups;
    }

    private static void put(
            Map<String, Map<String, MetricSummary>> groups, String name, Map<String, MetricSummary> metrics) {
        if (!metrics.isEmpty()) {
            groups.put(name, metrics);
        }
    }

    private RowChoice of(RequestStatus status) {
        return new RowChoice(rows, row -> row.status() == status && window.takes(row));
    }

    /** By label, where the window has several. */
    List<ClassSummary> classes(StageTotals totals, List<SloPlan> slos) {
        return by(RequestColumns::label, rows.labels(), totals, slos);
    }

    /** By model, where the window has several. */
    List<ClassSummary> models(StageTotals totals, List<SloPlan> slos) {
        return by(RequestColumns::model, rows.models(), totals, slos);
    }

    /** By a number that each request has, and the names of the numbers. */
    private List<ClassSummary> by(
            ToIntFunction<RequestColumns> numberOf, List<String> names, StageTotals totals, List<SloPlan> slos) {
        if (names.size() < 2) {
            return List.of();
        }
        long[] sizes = new long[names.size()];
        for (int i = 0; i < rows.size(); i++) {
            sizes[numberOf.applyAsInt(rows.at(i))] += window.takes(rows) ? 1 : 0;
        }
        List<Integer> present = new ArrayList<>(IntStream.range(0, sizes.length)
                .filter(number -> sizes[number] > 0)
                .boxed()
                .toList());
        if (present.size() < 2) {
            return List.of();
        }
        present.sort(Comparator.<Integer>comparingLong(number -> sizes[number])
                .reversed()
                .thenComparing(names::get));
        List<ClassSummary> classes = new ArrayList<>();
        for (int number : present.subList(0, Math.min(MOST_CLASSES, present.size()))) {
            Predicate<RequestColumns> own = row -> numberOf.applyAsInt(row) == number && window.takes(row);
            RowChoice successful = new RowChoice(rows, row -> row.successful() && own.test(row));
            classes.add(new ClassSummary(
                    names.get(number), totals.counts(own), successful.summaries(OF_A_CLASS), goodShare(slos, own)));
        }
        return classes;
    }

    private @Nullable Double goodShare(List<SloPlan> slos, Predicate<RequestColumns> own) {
        if (slos.isEmpty()) {
            return null;
        }
        SloJudge.Tally tally = SloJudge.tally(slos, rows, own);
        return tally.ended() == 0 ? null : Double.valueOf(Finite.share(tally.good(), tally.ended()));
    }

    /** Whether a metric is told with failures as infinite where there are any. */
    static boolean isAdjusted(MetricDefinition metric) {
        return ADJUSTED.contains(metric.tag());
    }

    /**
     * A metric with every failed request as infinite; nothing where none failed, or where the metric does not exist here: no successful request
     * has it, or none was successful and not every answer has it.
     */
    static Optional<AdjustedSummary> errorAdjusted(
            StageSummary.Counts counts, MetricDefinition metric, Distribution ofSuccessful) {
        long failures = counts.errored() + counts.dropped();
        boolean exists = ofSuccessful.count() > 0
                || counts.successful() == 0 && metric.needs().isEmpty();
        return failures > 0 && exists
                ? Optional.of(adjusted(metric.unit(), FailureAdjusted.of(ofSuccessful, failures), failures))
                : Optional.empty();
    }

    private static AdjustedSummary adjusted(String unit, FailureAdjusted of, long failures) {
        return new AdjustedSummary(
                unit,
                of.count(),
                failures,
                of.mean().orElseThrow(),
                of.min().orElseThrow(),
                of.percentile(50).orElseThrow(),
                of.percentile(75).orElseThrow(),
                of.percentile(90).orElseThrow(),
                of.percentile(95).orElseThrow(),
                of.percentile(99).orElseThrow(),
                of.percentile(99.9).orElseThrow(),
                of.max().orElseThrow(),
                Summaries.tooFew(of.count()).stream().filter(KEPT::contains).toList());
    }

    /** What GuideLLM prints of these requests: means per request, each counting as often as it has tokens; 0 without a stream. */
    Map<String, Map<String, MetricSummary>> compat() {
        Map<String, MetricSummary> guideLlm = new LinkedHashMap<>();
        DoubleList perToken = new DoubleList();
        DoubleList tokens = new DoubleList();
        DoubleList between = new DoubleList();
        DoubleList gaps = new DoubleList();
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            if (row.successful() && row.output() > 0 && window.takes(row)) {
                boolean streamed = RequestTimings.has(row.lastToken());
                perToken.add(((streamed ? row.lastToken() : row.end()) - row.sendStart()) / 1e6 / row.output());
                tokens.add(row.output());
                if (row.output() > 1) {
                    between.add(streamed ? (row.lastToken() - row.firstToken()) / 1e6 / (row.output() - 1) : 0);
                    gaps.add(row.output() - 1);
                }
            }
        }
        put(guideLlm, "time_per_output_token_ms", perToken, tokens);
        put(guideLlm, "inter_token_latency_ms", between, gaps);
        return guideLlm.isEmpty() ? Map.of() : Map.of("guidellm", guideLlm);
    }

    private static void put(Map<String, MetricSummary> metrics, String name, DoubleList values, DoubleList weights) {
        if (values.size() > 0) {
            WeightedDistribution weighted = WeightedDistribution.of(values.toArray(), weights.toArray());
            metrics.put(name, Summaries.ofWeighted("ms", weighted, values.size()));
        }
    }
}

package dev.plimsoll.app.results;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.ErrorCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What went wrong in a run, by kind and status over all stages, most frequent first. */
record ErrorRows(List<Row> rows) {
    ErrorRows {
        rows = List.copyOf(rows);
    }

    /**
     * One kind of error.
     *
     * @param kind as in files: {@code timeout_idle}
     * @param code HTTP status, null without one
     * @param count how many requests
     * @param share of all requests, [0,1]
     * @param stages numbers from 1
     * @param sample one text of it
     */
    record Row(String kind, @Nullable Integer code, long count, double share, TreeSet<Integer> stages, String sample) {
        /** {@code timeout idle}. */
        String kindText() {
            return kind.replace('_', ' ');
        }

        String stagesText() {
            return stages.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }

        /** The filter that shows these requests. */
        String filter() {
            return "errorKind = " + kind + (code == null ? "" : " and httpStatus = " + code);
        }
    }

    private record Key(String kind, @Nullable Integer code) {}

    static ErrorRows of(List<StageSummary> stages) {
        long all = stages.stream().mapToLong(s -> s.requests().created()).sum();
        Map<Key, Row> found = new LinkedHashMap<>();
        for (StageSummary stage : stages) {
            for (ErrorCount error : stage.errors()) {
                found.merge(
                        new Key(error.kind(), error.code()),
                        new Row(
                                error.kind(),
                                error.code(),
                                error.count(),
                                (double) error.count() / Math.max(1, all),
                                new TreeSet<>(List.of(stage.index() + 1)),
                                error.sample()),
                        ErrorRows::sum);
            }
        }
        List<Row> rows = new ArrayList<>(found.values());
        rows.sort(Comparator.comparingLong(Row::count).reversed());
        return new ErrorRows(rows);
    }

    private static Row sum(Row a, Row b) {
        TreeSet<Integer> stages = new TreeSet<>(a.stages());
        stages.addAll(b.stages());
        return new Row(a.kind(), a.code(), a.count() + b.count(), a.share() + b.share(), stages, a.sample());
    }
}

package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.style.Role;
import dev.plimsoll.engine.metrics.StageDetail;
import dev.plimsoll.engine.metrics.StageFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Failures over the time of a run by kind, the most frequent first; what is left beyond a few kinds is one. */
final class FailureKinds {
    /** Colours of the kinds, in order. */
    static final List<Role> ROLES = List.of(Role.DANGER, Role.S4, Role.S3, Role.S1, Role.S6);

    private FailureKinds() {}

    static List<Series> of(List<StageFigures> stages, Timeline timeline) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (StageFigures stage : stages) {
            for (StageDetail.ErrorRate rate : stage.detail().errors()) {
                weights.merge(name(rate), Arrays.stream(rate.perSecond()).sum(), Double::sum);
            }
        }
        List<String> names = weights.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        boolean all = names.size() <= ROLES.size();
        List<Series> series = new ArrayList<>();
        for (String name : all ? names : names.subList(0, ROLES.size() - 1)) {
            series.add(timeline.rate(name, s -> sum(s, Set.of(name))));
        }
        if (!all) {
            Set<String> others = Set.copyOf(names.subList(ROLES.size() - 1, names.size()));
            series.add(timeline.rate(others.size() + " other kinds", s -> sum(s, others)));
        }
        return series;
    }

    /** {@code http 429}, {@code timeout}. */
    private static String name(StageDetail.ErrorRate rate) {
        return rate.kind() + (rate.code() == 0 ? "" : " " + rate.code());
    }

    private static double[] sum(StageFigures stage, Set<String> names) {
        double[] sum = new double[stage.series().errored().length];
        for (StageDetail.ErrorRate rate : stage.detail().errors()) {
            if (names.contains(name(rate))) {
                Arrays.setAll(sum, i -> sum[i] + rate.perSecond()[i]);
            }
        }
        return sum;
    }
}

package dev.plimsoll.app.results;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.report.LoadLine;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.trust.SaturationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The load line as its card shows it.
 *
 * @param number {@code 41.2}
 * @param unit what stands behind the number: {@code req/s}
 * @param meets what it meets, a sentence
 * @param beyond what happens beyond it, and where the server was saturated
 */
record LoadLineText(String number, String unit, String meets, String beyond) {
    static LoadLineText of(LoadLine line, List<SaturationReport> saturation) {
        String saturated = saturated(saturation);
        return switch (line) {
            case LoadLine.Crossing c ->
                new LoadLineText(
                        Numbers.three(c.requestsPerSecond()),
                        "req/s",
                        "meets " + MetricNames.all(c.objectives()) + ".",
                        join(
                                "Beyond it "
                                        + (c.byErrors()
                                                ? "requests fail."
                                                : MetricNames.of(c.failsFirst().metric()) + " fails first."),
                                saturated,
                                c.restsOnFew() ? "A stage beside it has too few requests to be sure." : ""));
            case LoadLine.NotReached n ->
                new LoadLineText(
                        "> " + Numbers.three(n.requestsPerSecond()),
                        "req/s · not reached",
                        "The highest rate run still meets " + MetricNames.all(n.objectives()) + ".",
                        join("Run higher rates to find it.", saturated, ""));
            case LoadLine.BelowLowest b ->
                new LoadLineText(
                        "< " + Numbers.three(b.requestsPerSecond()),
                        "req/s · below every rate run",
                        "Already the lowest rate misses " + MetricNames.of(b.fails()) + ".",
                        join("Run lower rates to find it.", saturated, ""));
            case LoadLine.Unasked u -> new LoadLineText(Numbers.ABSENT, "", u.sentence(), saturated);
        };
    }

    static LoadLineText of(RunSummary summary) {
        return of(LoadLine.of(summary), summary.saturation());
    }

    private static String saturated(List<SaturationReport> saturation) {
        List<String> stages = saturation.stream()
                .map(SaturationReport::stage)
                .distinct()
                .sorted()
                .map(s -> String.valueOf(s + 1))
                .toList();
        if (stages.isEmpty()) {
            return "";
        }
        String last = stages.getLast();
        String first = stages.subList(0, stages.size() - 1).stream().collect(Collectors.joining(", "));
        return "Saturated in " + (stages.size() == 1 ? "stage " : "stages ")
                + (first.isEmpty() ? last : first + " and " + last) + ".";
    }

    private static String join(String... sentences) {
        List<String> said = new ArrayList<>();
        for (String each : sentences) {
            if (!each.isEmpty()) {
                said.add(each);
            }
        }
        return String.join(" ", said);
    }
}

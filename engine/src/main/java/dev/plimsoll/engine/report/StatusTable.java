package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the table by how requests ended chooses from: one row per stage and group. */
final class StatusTable {
    private StatusTable() {}

    /** Whether there is a group beside the successful ones and all of them. */
    static boolean tells(StageSummary stage) {
        return stage.statusGroups().containsKey("cancelled")
                || stage.statusGroups().containsKey("errored");
    }

    static ConsoleFigures figures(RunSummary summary) {
        List<StageSummary> stages = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Map<String, MetricSummary>> groups = new ArrayList<>();
        for (StageSummary stage : StageViewFigures.with(summary, StatusTable::tells)) {
            stage.statusGroups().forEach((name, metrics) -> {
                stages.add(stage);
                names.add(name);
                groups.add(metrics);
            });
        }
        ConsoleFigures figures = StageViewFigures.started(stages, Column.text("Ended", names));
        for (String tag : List.of("ttft", "latency")) {
            String name = tag.equals("ttft") ? "TTFT" : "Latency";
            if (groups.stream().anyMatch(g -> g.containsKey(tag))) {
                for (String stat : List.of("p50", "p99")) {
                    figures.add(StageViewFigures.number(
                            name + " " + stat, "ms", groups, g -> StageViewFigures.stat(g.get(tag), stat)));
                }
            }
        }
        tokens(figures, groups, "promptTokens", "Input");
        tokens(figures, groups, "outputTokens", "Output");
        return figures.add(StageViewFigures.number(
                "n",
                "",
                groups,
                g -> Numbers.count(g.values().stream()
                        .mapToLong(MetricSummary::count)
                        .max()
                        .orElse(0))));
    }

    private static void tokens(ConsoleFigures to, List<Map<String, MetricSummary>> groups, String tag, String name) {
        if (groups.stream().anyMatch(g -> g.containsKey(tag))) {
            to.add(StageViewFigures.number(name, "tok, mean", groups, g -> StageViewFigures.stat(g.get(tag), "mean")));
        }
    }
}

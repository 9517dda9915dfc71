package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.metrics.StageHonesty;
import dev.plimsoll.engine.metrics.StageSummary;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the table of trust in the figures chooses from. */
final class HonestyTable {
    private HonestyTable() {}

    static ConsoleFigures figures(RunSummary summary) {
        List<StageSummary> stages = StageViewFigures.with(summary, s -> s.honesty() != null);
        ConsoleFigures figures = StageViewFigures.started(stages);
        text(figures, "Output counted by", stages, h -> sources(h.outputTokenSources()));
        text(figures, "Input counted by", stages, h -> sources(h.promptTokenSources()));
        text(figures, "Output counts off", stages, h -> mismatch(h.outputCount()));
        text(figures, "Input counts off", stages, h -> mismatch(h.promptCount()));
        text(figures, "Lengths off", stages, h -> mismatch(h.outputLength()));
        number(figures, "Tokens per event", stages, h -> Numbers.three(h.tokensPerEvent()));
        number(figures, "Sharing a read", stages, h -> StageViewFigures.percent(h.sharedReadShare()));
        number(figures, "Lag in TTFT", stages, h -> StageViewFigures.percent(h.ttftLagShare()));
        return figures;
    }

    /** The same with how the answers were read. */
    static ConsoleFigures withReads(RunSummary summary) {
        ConsoleFigures figures = figures(summary);
        List<StageSummary> stages = StageViewFigures.with(summary, s -> s.honesty() != null);
        number(figures, "Events per read", stages, h -> Numbers.three(h.eventsPerRead()));
        return figures;
    }

    private static void text(
            ConsoleFigures to, String name, List<StageSummary> stages, Function<StageHonesty, String> cell) {
        to.add(Column.text(name, cells(stages, cell)), Flag.INTERNAL);
    }

    private static void number(
            ConsoleFigures to, String name, List<StageSummary> stages, Function<StageHonesty, String> cell) {
        to.add(Column.number(name, "", cells(stages, cell)), Flag.INTERNAL);
    }

    private static List<String> cells(List<StageSummary> stages, Function<StageHonesty, String> cell) {
        return stages.stream()
                .map(s -> s.honesty() == null ? Numbers.ABSENT : cell.apply(s.honesty()))
                .toList();
    }

    private static String sources(Map<String, Double> shares) {
        return shares.isEmpty()
                ? Numbers.ABSENT
                : shares.entrySet().stream()
                        .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " " + Numbers.percent(e.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String mismatch(StageHonesty.@Nullable Mismatch mismatch) {
        return mismatch == null
                ? Numbers.ABSENT
                : Numbers.count(mismatch.mismatched()) + " of " + Numbers.count(mismatch.compared())
                        + (mismatch.by().equals("events") ? " (events)" : "");
    }
}

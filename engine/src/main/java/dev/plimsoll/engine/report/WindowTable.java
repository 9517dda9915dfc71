package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowSummary;
import dev.plimsoll.engine.metrics.WindowSummary.Steady;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the table of measurement windows chooses from. */
final class WindowTable {
    private WindowTable() {}

    static ConsoleFigures figures(RunSummary summary) {
        List<StageSummary> stages = StageViewFigures.with(summary, s -> s.window() != null);
        List<WindowSummary> windows =
                stages.stream().flatMap(s -> Stream.ofNullable(s.window())).toList();
        ConsoleFigures figures = StageViewFigures.started(stages)
                .add(StageViewFigures.number("From", "s", stages, s -> Numbers.fixed(s.windowSeconds()[0], 1)))
                .add(StageViewFigures.number("To", "s", stages, s -> Numbers.fixed(s.windowSeconds()[1], 1)))
                .add(Column.text(
                        "Takes requests that",
                        windows.stream().map(w -> WindowText.taken(w.rule())).toList()));
        if (windows.stream().anyMatch(w -> w.steady() != null)) {
            figures.add(StageViewFigures.number(
                            "Steady from (MSER-5)",
                            "s",
                            windows,
                            w -> steady(w, s -> s.settled() ? Numbers.fixed(s.cutSeconds(), 1) : Numbers.ABSENT)))
                    .add(Column.text(
                            "Judged by",
                            windows.stream()
                                    .map(w -> steady(w, WindowText::series))
                                    .toList()))
                    .add(Column.text(
                            "Warm-up",
                            windows.stream()
                                    .map(w -> steady(w, WindowTable::warmUp))
                                    .toList()));
        }
        if (windows.stream().anyMatch(w -> w.recut() != null)) {
            figures.add(Column.text(
                    "Cut again",
                    windows.stream()
                            .map(w -> Objects.requireNonNullElse(w.recut(), Numbers.ABSENT))
                            .toList()));
        }
        return figures;
    }

    private static String steady(WindowSummary window, Function<Steady, String> cell) {
        Steady steady = window.steady();
        return steady == null ? Numbers.ABSENT : cell.apply(steady);
    }

    private static String warmUp(Steady steady) {
        String what = steady.applied() ? "left out" : steady.cutSeconds() > 0 ? "proposed" : "none";
        return steady.settled() ? what : "never steady" + (steady.applied() ? ", left out" : "");
    }
}

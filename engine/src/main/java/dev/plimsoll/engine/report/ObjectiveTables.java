package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.ErrorCount;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.report.Column.Cell;
import dev.plimsoll.engine.report.Column.Mark;
import java.util.ArrayList;
import java.util.List;

/** What the console's tables of objectives and of errors choose from: one row per objective or kind of error of a stage. */
final class ObjectiveTables {
    private static final int LONGEST_SAMPLE = 80;

    private ObjectiveTables() {}

    static ConsoleFigures slos(RunSummary summary) {
        List<Cell> stage = new ArrayList<>();
        List<String> strategy = new ArrayList<>();
        List<String> objective = new ArrayList<>();
        List<String> measured = new ArrayList<>();
        List<Cell> result = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (StageSummary figures : figures(summary)) {
            for (SloResult slo : figures.slos()) {
                stage.add(Cell.of(Numbers.count(figures.index() + 1L)));
                strategy.add(StageNames.of(figures));
                objective.add(MetricNames.of(slo));
                measured.add(Numbers.duration(slo.measured()));
                String met = slo.stat().equals("each") ? Numbers.ABSENT : slo.met();
                result.add(new Cell(met, met.equals("FAIL") ? Mark.OUT_OF_SLO : Mark.NONE));
                good.add(Numbers.percent(slo.goodFraction()));
            }
        }
        return new ConsoleFigures(new Column("#", "", true, stage), Column.text("Strategy", strategy))
                .add(Column.text("Objective", objective))
                .add(Column.number("Measured", "", measured))
                .add(new Column("Result", "", false, result))
                .add(Column.number("Requests that met it", "", good));
    }

    static ConsoleFigures errors(RunSummary summary) {
        List<Cell> stage = new ArrayList<>();
        List<String> kind = new ArrayList<>();
        List<String> code = new ArrayList<>();
        List<String> count = new ArrayList<>();
        List<String> sample = new ArrayList<>();
        for (StageSummary figures : figures(summary)) {
            for (ErrorCount error : figures.errors()) {
                stage.add(Cell.of(Numbers.count(figures.index() + 1L)));
                kind.add(error.kind());
                code.add(error.code() == null ? Numbers.ABSENT : error.code().toString());
                count.add(Numbers.count(error.count()));
                sample.add(PlainText.shorten(PlainText.oneLine(error.sample()), LONGEST_SAMPLE));
            }
        }
        return new ConsoleFigures(new Column("#", "", true, stage))
                .add(Column.text("Kind", kind), Flag.ERROR_ONLY)
                .add(Column.number("HTTP status", "", code), Flag.ERROR_ONLY)
                .add(Column.number("Count", "", count), Flag.ERROR_ONLY)
                .add(Column.text("Sample", sample), Flag.ERROR_ONLY);
    }

    private static List<StageSummary> figures(RunSummary summary) {
        return summary.stages().stream().map(RunSummary.Stage::figures).toList();
    }
}

package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Column.Cell;
import dev.plimsoll.engine.report.Column.Mark;
import dev.plimsoll.engine.report.ConsoleTable.Enabled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The tables of what the model router did, the same on the console and in the page. */
final class RouterTables {
    private static final String NO_ROUTER = "the run had no model router of its own";
    private static final List<String> WAITS = List.of("p50", "p90", "p99", "max");

    static final List<ConsoleTable> ALL = List.of(
            PolicyTables.COMPARED,
            new ConsoleTable("Model router", where(_ -> true), RouterTables::stages),
            new ConsoleTable("Models behind the router", where(r -> !r.models().isEmpty()), RouterTables::models),
            new ConsoleTable(
                    "Swap costs: loads by what was stopped for them",
                    where(r -> !r.pairs().isEmpty()),
                    RouterTables::pairs),
            new ConsoleTable("Waits by priority", where(r -> r.priorities().size() > 1), RouterTables::priorities),
            new ConsoleTable(
                    "Starvation: who waited longest", where(r -> r.starvation() != null), RouterTables::starvation));

    private RouterTables() {}

    /** A row of a table: something in a stage. */
    private record Row<T>(StageSummary stage, T of) {}

    /** A request that is worth a row, and for what. */
    private record Worst(String what, RouterStage.Request request) {}

    private static Function<RunSummary, Enabled> where(Predicate<RouterStage> has) {
        return summary -> summary.stages().stream()
                        .map(RunSummary.Stage::router)
                        .filter(Objects::nonNull)
                        .anyMatch(has)
                ? new Enabled(true, "")
                : new Enabled(false, NO_ROUTER);
    }

    /** One row per stage that had a router. */
    static ConsoleFigures stages(RunSummary summary) {
        List<Row<RouterStage>> rows = rows(summary, List::of);
        ConsoleFigures figures =
                started(rows, text("Policy", rows, r -> r.policy() == null ? Numbers.ABSENT : r.policy()));
        requests(figures, rows, RouterStage::requests);
        figures.add(count("Swaps", rows, RouterStage::swaps));
        if (rows.stream().anyMatch(r -> r.of().failedSwaps() > 0)) {
            figures.add(count("Failed swaps", rows, RouterStage::failedSwaps));
        }
        figures.add(count("Loads", rows, RouterStage::loads));
        figures.add(count("Wasted loads", rows, RouterStage::wastedLoads));
        figures.add(number("Swapping", "", rows, r -> Numbers.percent(r.swappingShare())));
        waits(figures, rows, RouterStage::waits);
        figures.add(number("Fairness", "", rows, r -> Numbers.three(r.fairness())));
        return figures;
    }

    private static ConsoleFigures models(RunSummary summary) {
        List<Row<RouterStage.Model>> rows = rows(summary, RouterStage::models);
        ConsoleFigures figures = started(rows, text("Model", rows, RouterStage.Model::model));
        requests(figures, rows, RouterStage.Model::requests);
        figures.add(count("Loads", rows, RouterStage.Model::loads));
        figures.add(count("Wasted", rows, RouterStage.Model::wastedLoads));
        times(figures, rows, "First load", RouterStage.Model::coldLoad, List.of("p50"));
        times(figures, rows, "Later load", RouterStage.Model::warmLoad, List.of("p50", "p90"));
        times(figures, rows, "Stop", RouterStage.Model::stop, List.of("p50"));
        waits(figures, rows, RouterStage.Model::waits);
        figures.add(count("Overtaken max", rows, RouterStage.Model::mostOvertaken));
        return figures;
    }

    private static ConsoleFigures pairs(RunSummary summary) {
        List<Row<RouterStage.Pair>> rows = rows(summary, RouterStage::pairs);
        ConsoleFigures figures = started(
                rows,
                text("From", rows, p -> p.from() == null ? "free memory" : p.from()),
                text("To", rows, RouterStage.Pair::to));
        figures.add(count("n", rows, p -> p.swap().count()));
        times(figures, rows, "Swap", RouterStage.Pair::swap, List.of("p50", "p90", "max"));
        return figures;
    }

    private static ConsoleFigures priorities(RunSummary summary) {
        List<Row<RouterStage.Priority>> rows = rows(summary, RouterStage::priorities);
        ConsoleFigures figures = started(rows, number("Priority", "", rows, p -> Numbers.count(p.priority())));
        requests(figures, rows, RouterStage.Priority::requests);
        waits(figures, rows, RouterStage.Priority::waits);
        figures.add(count("Overtaken max", rows, RouterStage.Priority::mostOvertaken));
        return figures;
    }

    private static ConsoleFigures starvation(RunSummary summary) {
        List<Row<Worst>> rows = rows(summary, RouterTables::worst);
        ConsoleFigures figures = started(rows, text("Which", rows, Worst::what));
        figures.add(text("Request", rows, w -> w.request().request()));
        figures.add(text("Model", rows, w -> w.request().model()));
        figures.add(number("Arrived", "s", rows, w -> Numbers.fixed(w.request().arrivedSeconds(), 1)));
        figures.add(time("Wait", rows, w -> w.request().waitMs(), _ -> Mark.NONE));
        figures.add(count("Overtaken", rows, w -> w.request().overtakenBy()));
        figures.add(text("Served", rows, w -> w.request().served() ? "yes" : "no"));
        return figures;
    }

    private static List<Worst> worst(RouterStage router) {
        RouterStage.Starvation starvation = router.starvation();
        if (starvation == null) {
            return List.of();
        }
        List<Worst> worst = new ArrayList<>(List.of(new Worst("longest wait", starvation.longest())));
        if (starvation.mostOvertaken() != null) {
            worst.add(new Worst("most overtaken", starvation.mostOvertaken()));
        }
        return worst;
    }

    private static <T> List<Row<T>> rows(RunSummary summary, Function<RouterStage, List<T>> of) {
        List<Row<T>> rows = new ArrayList<>();
        for (RunSummary.Stage stage : summary.stages()) {
            RouterStage router = stage.router();
            if (router != null) {
                of.apply(router).forEach(each -> rows.add(new Row<>(stage.figures(), each)));
            }
        }
        return rows;
    }

    private static <T> ConsoleFigures started(List<Row<T>> rows, Column... keys) {
        return StageViewFigures.started(rows.stream().map(Row::stage).toList(), keys);
    }

    private static <T> void requests(ConsoleFigures to, List<Row<T>> rows, Function<T, RouterStage.Requests> requests) {
        to.add(count("Requests", rows, r -> requests.apply(r).total()));
        to.add(count("Unanswered", rows, r -> requests.apply(r).unserved()));
    }

    private static <T> void waits(ConsoleFigures to, List<Row<T>> rows, Function<T, @Nullable MetricSummary> waits) {
        times(to, rows, "Wait", waits, WAITS);
    }

    /** Statistics of a time in ms, each column in the unit that suits it; none where nothing has the time. */
    private static <T> void times(
            ConsoleFigures to,
            List<Row<T>> rows,
            String name,
            Function<T, @Nullable MetricSummary> of,
            List<String> stats) {
        if (rows.stream().allMatch(r -> of.apply(r.of()) == null)) {
            return;
        }
        for (String stat : stats) {
            to.add(time(
                    name + " " + stat,
                    rows,
                    r -> {
                        MetricSummary told = of.apply(r);
                        return told == null ? null : told.stat(stat);
                    },
                    r -> {
                        MetricSummary told = of.apply(r);
                        return told != null && told.tooFew().contains(stat) ? Mark.FEW : Mark.NONE;
                    }));
        }
    }

    private static <T> Column time(
            String name, List<Row<T>> rows, Function<T, @Nullable Double> ms, Function<T, Mark> mark) {
        LatencyUnit unit = LatencyUnit.ofColumn(rows.stream()
                .map(r -> ms.apply(r.of()))
                .filter(Objects::nonNull)
                .toList());
        List<Cell> cells = new ArrayList<>();
        for (Row<T> row : rows) {
            Double value = ms.apply(row.of());
            cells.add(
                    new Cell(value == null ? Numbers.ABSENT : Numbers.three(unit.fromMs(value)), mark.apply(row.of())));
        }
        return new Column(name, unit.text(), true, cells);
    }

    private static <T> Column count(String name, List<Row<T>> rows, ToLongFunction<T> count) {
        return number(name, "", rows, r -> Numbers.count(count.applyAsLong(r)));
    }

    private static <T> Column number(String name, String unit, List<Row<T>> rows, Function<T, String> cell) {
        return Column.number(
                name, unit, rows.stream().map(r -> cell.apply(r.of())).toList());
    }

    private static <T> Column text(String name, List<Row<T>> rows, Function<T, String> cell) {
        return Column.text(
                name,
                rows.stream().map(r -> PlainText.oneLine(cell.apply(r.of()))).toList());
    }
}

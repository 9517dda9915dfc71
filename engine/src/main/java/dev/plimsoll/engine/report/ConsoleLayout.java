package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.report.ConsoleFigures.Figure;
import dev.plimsoll.engine.report.ConsoleTable.Enabled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From what tables declare to what is printed: asks whether they are enabled, filters their figures by flags, groups them. */
final class ConsoleLayout {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLayout.class);

    private ConsoleLayout() {}

    /** The tables of a run, in order; one without any figure is none. */
    static List<Sheet> sheets(List<ConsoleTable> tables, RunSummary summary) {
        return tables.stream().flatMap(t -> sheets(t, summary).stream()).toList();
    }

    private static List<Sheet> sheets(ConsoleTable table, RunSummary summary) {
        Enabled enabled = table.enabled().apply(summary);
        if (!enabled.yes()) {
            LOG.debug("{}: no table, {}", table.title(), enabled.reason());
            return List.of();
        }
        ConsoleFigures figures = table.figures().apply(summary);
        List<Figure> shown = figures.all().stream()
                .filter(f -> f.flags().containsAll(table.requireFlags()))
                .filter(f -> Collections.disjoint(f.flags(), table.excludeFlags()))
                .toList();
        List<ConsoleGroup> groups = table.consoleGroups();
        if (groups == null) {
            return sheet(table.title(), figures, shown, f -> true);
        }
        List<Sheet> sheets = new ArrayList<>();
        if (table.splitByGroup()) {
            groups.forEach(group -> sheets.addAll(sheet(group.title(), figures, shown, f -> f.group() == group)));
        } else {
            List<Figure> inOrder = groups.stream()
                    .flatMap(group -> shown.stream().filter(f -> f.group() == group))
                    .toList();
            sheets.addAll(sheet(table.title(), figures, inOrder, f -> true));
        }
        return sheets;
    }

    private static List<Sheet> sheet(
            String title, ConsoleFigures figures, List<Figure> from, Predicate<Figure> belongs) {
        List<Column> columns = from.stream().filter(belongs).map(Figure::column).toList();
        if (columns.isEmpty()) {
            return List.of();
        }
        List<Column> all = new ArrayList<>(figures.keys());
        all.addAll(columns);
        return List.of(new Sheet(title, all));
    }
}

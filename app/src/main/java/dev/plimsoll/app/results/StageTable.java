package dev.plimsoll.app.results;

import atlantafx.base.controls.ToggleSwitch;
import dev.plimsoll.app.services.Clipboard;
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.DataTable;
import dev.plimsoll.app.widgets.Mark;
import dev.plimsoll.app.widgets.StateChip;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.report.Column;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The stages of a run as a table; the selected row is the scope's stage, both ways. */
final class StageTable extends Card {
    private static final double ROW = 24;
    private static final double HEAD = 32;
    private static final int MOST_ROWS = 12;
    private static final int LONG_NAME = 9;
    private static final double SCROLL_BAR = 13;

    private final TableView<StageRows.Row> table = DataTable.of("stages", "No stage began.");
    private final Map<StageRows.Head, TableColumn<StageRows.Row, Double>> numbers = new LinkedHashMap<>();
    private final StageRows rows;
    private final Notices notices;
    private final Clipboard clipboard;
    private final ScopeModel scope;

    /**
     * A table of what is measured now.
     *
     * @param cut opens the form for another window below a node
     */
    StageTable(RunModel run, Clipboard clipboard, Notices notices, Consumer<Node> cut) {
        super("Stages", run.stagesFact());
        this.rows = StageRows.of(run.summary(), run.failuresInfinite().get());
        this.clipboard = clipboard;
        this.notices = notices;
        this.scope = run.scope();
        flush();
        getStyleClass().add("results-stages");
        Button columns = Buttons.link("stages-columns", "Columns", () -> {});
        columns.setGraphic(dev.plimsoll.app.widgets.Icons.of("bi-layout-three-columns", 14));
        columns.setOnAction(_ -> chooser().show(columns, Side.BOTTOM, 0, 0));
        Button copy = Buttons.link("stages-copy", "Copy", this::copy);
        copy.setGraphic(dev.plimsoll.app.widgets.Icons.of("bi-clipboard", 14));
        Button window = Buttons.link("stages-window", "Window", () -> {});
        window.setGraphic(dev.plimsoll.app.widgets.Icons.of("bi-bounding-box", 14));
        window.setOnAction(_ -> cut.accept(window));
        window.setTooltip(new Tooltip("Measure another window of the stages"));
        List<Node> tools = new ArrayList<>();
        if (run.hasFailures()) {
            tools.add(failures(run));
        }
        if (run.origin().isEmpty()) { // without requests there is nothing to cut again
            tools.add(window);
        }
        tools.addAll(List.of(columns, copy));
        right(tools.toArray(Node[]::new));
        fill(run);
        double height = HEAD + ROW * Math.clamp(rows.rows().size(), 1, MOST_ROWS) + Columns.BORDER;
        DoubleBinding fitting = Bindings.createDoubleBinding(
                () -> height + (isWide() ? SCROLL_BAR : 0),
                Stream.concat(
                                Stream.of(table.widthProperty()),
                                table.getColumns().stream()
                                        .flatMap(c -> Stream.of(c.widthProperty(), c.visibleProperty())))
                        .toArray(Observable[]::new));
        table.minHeightProperty().bind(fitting);
        table.prefHeightProperty().bind(fitting);
        content(table);
        scope.stage().addListener(_ -> select());
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null) {
                scope.stage().set(row.stage().index());
            }
        });
        select();
    }

    private static ToggleSwitch failures(RunModel run) {
        ToggleSwitch toggle = new ToggleSwitch("Failures as " + AdjustedColumns.INFINITE);
        toggle.setId("stages-failures");
        toggle.setSelected(run.failuresInfinite().get());
        toggle.selectedProperty()
                .addListener((_, _, on) -> run.failuresInfinite().set(on));
        toggle.setTooltip(new Tooltip("Count a failed or dropped request as one that never answers."
                + " Otherwise failures are left out of times, and a server that refuses looks fast."));
        toggle.setAccessibleText("Count failures as infinite");
        return toggle;
    }

    /** Whether it scrolls sideways, so that the bar takes room. */
    private boolean isWide() {
        double columns = table.getColumns().stream()
                .filter(TableColumn::isVisible)
                .mapToDouble(TableColumn::getWidth)
                .sum();
        return table.getWidth() > 0 && columns > table.getWidth();
    }

    private void select() {
        var selection = table.getSelectionModel();
        table.getItems().stream()
                .filter(r -> r.stage().index() == scope.stage().get())
                .findFirst()
                .ifPresentOrElse(
                        row -> {
                            if (selection.getSelectedItem() != row) {
                                selection.select(row);
                                table.scrollTo(row);
                            }
                        },
                        selection::clearSelection);
    }

    private void fill(RunModel run) {
        TableColumn<StageRows.Row, Integer> number =
                DataTable.number("#", "", 28, row -> row.stage().index() + 1, n -> Numbers.count(n));
        number.getStyleClass().add("results-index");
        TableColumn<StageRows.Row, String> strategy = DataTable.text("Strategy", 124, StageRows.Row::strategy);
        strategy.setCellFactory(_ -> new StrategyCell());
        table.getColumns().add(number);
        table.getColumns().add(strategy);
        for (StageRows.Head head : rows.columns()) {
            Column column = head.column();
            TableColumn<StageRows.Row, Double> made = DataTable.number(
                    title(head),
                    column.name().equals(title(head))
                            ? column.unit().isEmpty() ? " " : column.unit()
                            : column.name().substring(title(head).length() + 1)
                                    + (column.unit().isEmpty() ? "" : ", " + column.unit()),
                    width(head),
                    row -> StageRows.number(column.cells().get(row.at()).text()),
                    Numbers::three);
            made.setCellFactory(_ -> new FigureCell(head));
            made.setVisible(head.shown());
            numbers.put(head, made);
            table.getColumns().add(made);
        }
        TableColumn<StageRows.Row, String> slos = DataTable.text("SLOs", 116, StageRows.Row::slo);
        slos.setCellFactory(_ -> new SloCell());
        TableColumn<StageRows.Row, String> verdict =
                DataTable.text("", 26, row -> row.severity().text());
        verdict.setCellFactory(_ -> new SeverityCell());
        verdict.setSortable(false);
        if (run.origin().isEmpty()) { // of another program's run nobody judged either
            table.getColumns().add(slos);
            table.getColumns().add(verdict);
        }
        table.getItems().setAll(rows.rows());
        Columns.stretch(table, strategy, 124, rows.rows().size() > MOST_ROWS ? Columns.BAR : Columns.BORDER);
    }

    /** The head's first line: of a long name what stands before the percentile. */
    private static String title(StageRows.Head head) {
        String name = head.column().name();
        int space = name.lastIndexOf(' ');
        return name.length() > LONG_NAME && space > 0 ? name.substring(0, space) : name;
    }

    /** Wide enough for its head, and for a tag before the number where one may stand there. */
    private static double width(StageRows.Head head) {
        double tagged = head.column().cells().stream()
                .filter(c -> c.mark() == Column.Mark.FEW)
                .mapToDouble(c -> FewMark.width(c.text().length()))
                .max()
                .orElse(50);
        double words = title(head).length() * 5.4 + 12;
        return Math.max(tagged, words);
    }

    /** Leading columns first, then those of each group in a menu of its own. */
    private ContextMenu chooser() {
        ContextMenu menu = new ContextMenu();
        Map<String, Menu> groups = new LinkedHashMap<>();
        numbers.forEach((head, column) -> {
            CheckMenuItem item = new CheckMenuItem(head.column().head());
            item.setSelected(column.isVisible());
            item.setOnAction(_ -> column.setVisible(item.isSelected()));
            if (head.group().isEmpty()) {
                menu.getItems().add(item);
            } else {
                groups.computeIfAbsent(head.group(), title -> new Menu(title))
                        .getItems()
                        .add(item);
            }
        });
        if (!groups.isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
            menu.getItems().addAll(groups.values());
        }
        return menu;
    }

    private void copy() {
        List<StageRows.Head> shown = numbers.entrySet().stream()
                .filter(e -> e.getValue().isVisible())
                .map(Map.Entry::getKey)
                .toList();
        clipboard.putText(rows.tabs(shown));
        notices.toast("Stage table copied");
    }

    private static final class StrategyCell extends TableCell<StageRows.Row, String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
            StageRows.Row row = empty ? null : getTableRow().getItem();
            boolean saturated = row != null && row.saturated();
            setGraphic(null);
            setTooltip(null);
            if (saturated) {
                var mark = Mark.of(13);
                Tone.LOAD.on(mark);
                setGraphic(mark);
                setContentDisplay(ContentDisplay.RIGHT);
                setTooltip(new Tooltip("The server was saturated in this stage."));
            }
        }
    }

    private static final class FigureCell extends TableCell<StageRows.Row, Double> {
        private final StageRows.Head head;

        FigureCell(StageRows.Head head) {
            this.head = head;
            getStyleClass().add("pl-number");
        }

        @Override
        protected void updateItem(@Nullable Double item, boolean empty) {
            super.updateItem(item, empty);
            StageRows.Row row = empty ? null : getTableRow().getItem();
            FewMark.clear(this);
            getStyleClass().remove("pl-out");
            if (row == null) {
                setText(null);
                return;
            }
            Column.Cell cell = head.column().cells().get(row.at());
            setText(cell.text());
            if (cell.text().equals(AdjustedColumns.INFINITE)) {
                setTooltip(new Tooltip(Numbers.count(
                                row.stage().windowRequests().errored()
                                        + row.stage().windowRequests().dropped(),
                                "request",
                                "requests")
                        + " of this stage failed: more than this percentile leaves out."));
                return;
            }
            switch (cell.mark()) {
                case NONE, INFINITE -> {}
                case OUT_OF_SLO -> getStyleClass().add("pl-out");
                case FEW -> {
                    StageRows.Statistic of = Objects.requireNonNull(head.statistic(), "only a percentile has it");
                    FewMark.put(
                            this,
                            FewMark.why(
                                    row.stage().windowRequests().successful(),
                                    row.stage().metrics().get(of.metric()),
                                    of.stat()));
                }
            }
        }
    }

    private static final class SloCell extends TableCell<StageRows.Row, String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            StageRows.Row row = empty ? null : getTableRow().getItem();
            setText(null);
            setGraphic(null);
            setTooltip(null);
            if (row == null || item == null) {
                return;
            }
            if (item.equals(Numbers.ABSENT)) {
                setText(item);
                return;
            }
            setGraphic(new StateChip(StateChip.State.valueOf(item)));
            setTooltip(new Tooltip(row.sloText()));
        }
    }

    private static final class SeverityCell extends TableCell<StageRows.Row, String> {
        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            StageRows.Row row = empty ? null : getTableRow().getItem();
            setGraphic(null);
            setTooltip(null);
            if (row == null) {
                return;
            }
            Verdict verdict = row.severity() == Severity.NOTE
                    ? Verdict.VALID
                    : row.severity() == Severity.SUSPECT ? Verdict.SUSPECT : Verdict.INVALID;
            setGraphic(VerdictMark.sign(verdict, 12));
            String found = row.findings();
            setTooltip(new Tooltip(found.isEmpty() ? verdict.name() : verdict.name() + "\n" + found));
            setAccessibleText(verdict.name());
        }
    }
}

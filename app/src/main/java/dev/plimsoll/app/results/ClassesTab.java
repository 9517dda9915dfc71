package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.DataTable;
import dev.plimsoll.engine.metrics.ClassSummary;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.StageNames;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What each class of requests of a mixed dataset got, stage by stage. */
final class ClassesTab extends VBox {
    private static final double USUAL = 84;

    private final RunModel run;
    private final ResultExports exports;

    ClassesTab(RunModel run, ResultExports exports) {
        this.run = run;
        this.exports = exports;
        getStyleClass().add("results-errors");
        run.measured().subscribe(_ -> fill());
    }

    private void fill() {
        ClassRows rows = ClassRows.of(run.stages());
        TableView<ClassRows.Row> table = DataTable.of("classes", "No request of a labelled dataset ended.");
        TableColumn<ClassRows.Row, String> stage = DataTable.text("Stage", 150, r -> StageNames.of(r.stage()));
        TableColumn<ClassRows.Row, Integer> number =
                DataTable.number("#", "", 32, r -> r.stage().index() + 1, n -> Numbers.count(n));
        table.getColumns().add(number);
        table.getColumns().add(stage);
        table.getColumns().add(DataTable.text("Class", 140, ClassRows.Row::label));
        table.getColumns()
                .add(DataTable.<ClassRows.Row, Long>number(
                        "Requests", "", 76, r -> r.figures().requests().created(), Numbers::count));
        table.getColumns()
                .add(DataTable.<ClassRows.Row, Long>number(
                        "Errors", "", 64, r -> r.figures().requests().errored(), Numbers::count));
        for (ClassRows.Head head : rows.heads()) {
            TableColumn<ClassRows.Row, Double> figure =
                    DataTable.number(head.name(), head.unit(), width(rows, head), r -> r.value(head), Numbers::three);
            figure.setCellFactory(_ -> new FigureCell(head));
            table.getColumns().add(figure);
        }
        if (rows.rows().stream().anyMatch(r -> r.figures().goodShare() != null)) {
            table.getColumns()
                    .add(DataTable.<ClassRows.Row, Double>number(
                            "Good", "of ended", 72, r -> r.figures().goodShare(), Numbers::percent));
        }
        table.getItems().setAll(rows.rows());
        Columns.stretch(table, stage, 120, Columns.BAR);
        Card card = new Card("Classes", "requests of the window by their label in the dataset");
        card.flush()
                .right(Buttons.link("classes-copy", "Copy", () -> exports.copyText(rows.tabs(), "Class table copied")))
                .content(table);
        card.getStyleClass().add("results-stages");
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    /** Wide enough for a tag before the number where one may stand there. */
    private static double width(ClassRows rows, ClassRows.Head head) {
        return rows.rows().stream()
                .filter(r -> r.few(head))
                .mapToDouble(r -> FewMark.width(text(r.value(head)).length()))
                .reduce(USUAL, Math::max);
    }

    private static String text(@Nullable Double value) {
        return value == null ? Numbers.ABSENT : Numbers.three(value);
    }

    private static final class FigureCell extends TableCell<ClassRows.Row, Double> {
        private final ClassRows.Head head;

        FigureCell(ClassRows.Head head) {
            this.head = head;
            getStyleClass().add("pl-number");
        }

        @Override
        protected void updateItem(@Nullable Double item, boolean empty) {
            super.updateItem(item, empty);
            ClassRows.Row row = empty ? null : getTableRow().getItem();
            FewMark.clear(this);
            setText(row == null ? null : text(item));
            if (row != null && item != null && row.few(head)) {
                ClassSummary figures = row.figures();
                FewMark.put(
                        this,
                        FewMark.why(
                                figures.requests().successful(),
                                figures.metrics().get(head.metric()),
                                head.stat()));
            }
        }
    }
}

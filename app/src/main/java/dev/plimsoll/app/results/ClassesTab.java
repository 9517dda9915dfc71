package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.DataTable;
import dev.plimsoll.engine.metrics.ClassSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.StageNames;
import java.util.List;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What each part of the requests got, stage by stage: each class of a mixed dataset, or each model that was asked for. */
final class ClassesTab extends VBox {
    private static final double USUAL = 84;

    private final RunModel run;
    private final ResultExports exports;

    private final Parts parts;

    /** What the requests are told apart by. */
    enum Parts {
        CLASSES("classes", "Class", "requests of the window by their label in the dataset", "without a label"),
        MODELS("models", "Model", "requests of the window by the model that was asked for", "none named");

        private final String plural;
        private final String noun;
        private final String unit;
        private final String none;

        Parts(String plural, String noun, String unit, String none) {
            this.plural = plural;
            this.noun = noun;
            this.unit = unit;
            this.none = none;
        }

        /** Those of a stage. */
        List<ClassSummary> of(StageSummary stage) {
            return this == CLASSES ? stage.classes() : stage.models();
        }
    }

    ClassesTab(RunModel run, ResultExports exports, Parts parts) {
        this.run = run;
        this.exports = exports;
        this.parts = parts;
        getStyleClass().add("results-errors");
        run.measured().subscribe(_ -> fill());
    }

    private void fill() {
        ClassRows rows = ClassRows.of(run.stages(), parts::of);
        TableView<ClassRows.Row> table = DataTable.of(parts.plural, "No such request ended.");
        TableColumn<ClassRows.Row, String> stage = DataTable.text("Stage", 150, r -> StageNames.of(r.stage()));
        TableColumn<ClassRows.Row, Integer> number =
                DataTable.number("#", "", 32, r -> r.stage().index() + 1, n -> Numbers.count(n));
        table.getColumns().add(number);
        table.getColumns().add(stage);
        table.getColumns().add(DataTable.text(parts.noun, 140, r -> r.label(parts.none)));
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
        Card card = new Card(Character.toUpperCase(parts.plural.charAt(0)) + parts.plural.substring(1), parts.unit);
        card.flush()
                .right(Buttons.link(
                        parts.plural + "-copy",
                        "Copy",
                        () -> exports.copyText(
                                rows.tabs(parts.noun, parts.none), "Table of " + parts.plural + " copied")))
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

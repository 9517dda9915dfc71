package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.DataTable;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.StageNames;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What each class of requests of a mixed dataset got, stage by stage. */
final class ClassesTab extends VBox {
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
            table.getColumns()
                    .add(DataTable.<ClassRows.Row, Double>number(
                            head.name(), head.unit(), 84, r -> r.value(head), Numbers::three));
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
}

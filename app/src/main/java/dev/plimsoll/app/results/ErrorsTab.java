package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.DataTable;
import dev.plimsoll.app.widgets.EmptyState;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Numbers;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What went wrong: kind, status, how often, where, one sample; and from there to the requests. */
final class ErrorsTab extends VBox {
    /**
     * Errors of a run.
     *
     * @param showRequests goes to the requests that failed so; not asked for where only figures are known
     */
    ErrorsTab(RunModel run, Consumer<ErrorRows.Row> showRequests) {
        getStyleClass().add("results-errors");
        List<ErrorRows.Row> rows = ErrorRows.of(run.stages()).rows();
        if (rows.isEmpty()) {
            StackPane place = new StackPane(new EmptyState(
                    "No request failed",
                    Numbers.count(run.requests(), "request was", "requests were")
                            + " sent; errors would be listed here."));
            VBox.setVgrow(place, Priority.ALWAYS);
            getChildren().add(place);
            return;
        }
        TableView<ErrorRows.Row> table = DataTable.of("errors", "No request failed.");
        TableColumn<ErrorRows.Row, String> sample = DataTable.text("Sample", 320, ErrorRows.Row::sample);
        table.getColumns().add(DataTable.text("Kind", 120, ErrorRows.Row::kindText));
        table.getColumns()
                .add(DataTable.number("Status", "", 64, ErrorRows.Row::code, c -> String.valueOf(c.intValue())));
        table.getColumns().add(DataTable.number("Requests", "", 80, ErrorRows.Row::count, Numbers::count));
        table.getColumns().add(DataTable.number("Share", "", 72, ErrorRows.Row::share, Numbers::percent));
        table.getColumns().add(DataTable.text("Stages", 120, ErrorRows.Row::stagesText));
        table.getColumns().add(sample);
        Columns.stretch(table, sample, 200, Columns.BAR);
        table.getItems().setAll(rows);
        table.setRowFactory(_ -> {
            TableRow<ErrorRows.Row> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && !row.isEmpty() && run.origin().isEmpty()) {
                    showRequests.accept(row.getItem());
                }
            });
            return row;
        });
        table.getSelectionModel().select(0);
        Button show = Buttons.link("errors-requests", "Show requests", () -> {
            ErrorRows.Row row = table.getSelectionModel().getSelectedItem();
            if (row != null) {
                showRequests.accept(row);
            }
        });
        show.disableProperty()
                .bind(table.getSelectionModel().selectedItemProperty().isNull());
        long all = rows.stream().mapToLong(ErrorRows.Row::count).sum();
        long cancelled = sum(run.stages(), false);
        long dropped = sum(run.stages(), true);
        String others = (cancelled > 0 ? " · " + Numbers.count(cancelled) + " cancelled" : "")
                + (dropped > 0 ? " · " + Numbers.count(dropped) + " dropped" : "");
        Card card = new Card(
                "Errors", Numbers.count(all) + " of " + Numbers.count(run.requests(), "request", "requests") + others);
        card.flush().content(table);
        if (run.origin().isEmpty()) {
            card.right(show);
        }
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
    }

    private static long sum(List<StageSummary> stages, boolean dropped) {
        return stages.stream()
                .map(StageSummary::requests)
                .mapToLong(c -> dropped ? c.dropped() : c.cancelled())
                .sum();
    }
}

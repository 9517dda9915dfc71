package dev.plimsoll.app.results;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.archive.RequestQuery;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The requests of a run: table, timeline and one request in full. The summary borrows table and timeline while it is shown. */
final class RequestsTab extends ScrollPane {
    private static final double LEFT_PERCENT = 61.2;

    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("requests").factory());
    private final RequestsModel model;
    private final RequestsCard card;
    private final TimelineCard timeline;
    private final RequestDetail detail;
    private final GridPane grid = new GridPane();

    RequestsTab(RunModel run, ResultExports exports) {
        model = new RequestsModel(run, () -> RequestQuery.open(run.run()), reader, Platform::runLater);
        card = new RequestsCard(run, model, exports);
        timeline = new TimelineCard(run, card.table(), exports);
        detail = new RequestDetail(run, model);
        card.onSelected(detail::show);
        grid.getStyleClass().add("results-grid");
        setContent(grid);
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("edge-to-edge", "results-scroll");
        model.start();
    }

    RequestsModel model() {
        return model;
    }

    TableView<RequestSlot> table() {
        return card.table();
    }

    RequestsCard card() {
        return card;
    }

    TimelineCard timeline() {
        return timeline;
    }

    void setTheme(ChartStyle style) {
        timeline.setTheme(style);
    }

    /** Gives table and timeline away, to be laid out elsewhere. */
    void lend() {
        grid.getChildren().clear();
    }

    /** Lays it out, in one column or two; table and timeline are its own again. */
    void arrange(boolean oneColumn) {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        int columns = oneColumn ? 1 : 2;
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(columns == 1 ? 100 : i == 0 ? LEFT_PERCENT : 100 - LEFT_PERCENT);
            grid.getColumnConstraints().add(column);
        }
        for (Region each : List.of(card, timeline, detail)) {
            each.setMinSize(0, each == timeline ? 200 : 160);
            each.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
            GridPane.setVgrow(each, Priority.ALWAYS);
        }
        if (oneColumn) {
            card.setMinHeight(260);
            detail.setMinHeight(360);
            grid.addColumn(0, card, timeline, detail);
        } else {
            grid.add(card, 0, 0, 1, 2);
            grid.add(timeline, 1, 0);
            grid.add(detail, 1, 1);
        }
    }

    /** Lets the files go. */
    void close() {
        model.close();
        reader.shutdown();
    }
}

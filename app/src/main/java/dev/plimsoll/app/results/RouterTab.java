package dev.plimsoll.app.results;

import dev.plimsoll.engine.report.PageTables;
import dev.plimsoll.engine.report.Sheet;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What the model router did: the tables of the report, in its order. */
final class RouterTab extends VBox {
    private final RunModel run;
    private final ResultExports exports;
    private final VBox cards = new VBox(8);

    RouterTab(RunModel run, ResultExports exports) {
        this.run = run;
        this.exports = exports;
        getStyleClass().add("results-errors");
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setId("router-scroll");
        scroll.getStyleClass().add("results-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(scroll);
        run.measured().subscribe(_ -> fill());
    }

    private void fill() {
        List<SheetCard> made = new ArrayList<>();
        for (Sheet sheet : PageTables.ofRouter(run.summary())) {
            made.add(new SheetCard("router-" + made.size(), sheet, exports));
        }
        cards.getChildren().setAll(made);
    }
}

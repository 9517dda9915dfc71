package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What was asked, and where: the resolved configuration to read, and as it is written. */
final class SetupTab extends GridPane {
    private final VBox groups = new VBox();
    private final ScrollPane scroll = new ScrollPane(groups);
    private final Card json = new Card("run.json", "everything needed to run it again");

    SetupTab(RunModel run, ResultExports exports) {
        getStyleClass().add("results-grid");
        groups.getStyleClass().add("results-setup");
        for (SetupText.Group group : SetupText.of(run.run().runJson()).groups()) {
            groups.getChildren().add(card(group));
        }
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "results-scroll");
        TextArea text = new TextArea(run.run().runJson());
        text.setId("setup-json");
        text.setEditable(false);
        text.getStyleClass().addAll("pl-details", "results-json");
        text.setAccessibleText("run.json");
        json.flush()
                .right(Buttons.link(
                        "setup-copy", "Copy", () -> exports.copyText(run.run().runJson(), "Configuration copied")))
                .content(text);
        json.setMinWidth(0);
    }

    void arrange(boolean narrow) {
        getChildren().clear();
        getColumnConstraints().clear();
        int columns = narrow ? 1 : 2;
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            getColumnConstraints().add(column);
        }
        add(scroll, 0, 0);
        add(json, narrow ? 0 : 1, narrow ? 1 : 0);
        json.setMinHeight(narrow ? 200 : 0);
        setVgrow(scroll, Priority.ALWAYS);
        setVgrow(json, narrow ? Priority.NEVER : Priority.ALWAYS);
    }

    private static Card card(SetupText.Group group) {
        GridPane entries = new GridPane();
        entries.getStyleClass().add("results-entries");
        ColumnConstraints names = new ColumnConstraints();
        names.setPrefWidth(180);
        names.setMinWidth(120);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        entries.getColumnConstraints().addAll(names, values);
        int row = 0;
        for (SetupText.Entry entry : group.entries()) {
            Label name = new Label(entry.name());
            name.getStyleClass().addAll("pl-small", "pl-muted");
            name.setWrapText(true);
            Label value = new Label(entry.value());
            value.getStyleClass().add("pl-small");
            value.setWrapText(true);
            value.setMinHeight(Region.USE_PREF_SIZE);
            entries.addRow(row++, name, value);
        }
        Card card = new Card(group.title());
        card.content(entries);
        return card;
    }
}

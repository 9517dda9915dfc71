package dev.plimsoll.app.widgets;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A card that is closed at first: a title, beside it in a few words what is inside, and the content when it is opened. */
public final class Fold extends Card {
    private final Label summary = new Label();
    private final ToggleButton head = new ToggleButton();

    /** A closed one. */
    public Fold(String id, String title, Node... content) {
        form();
        getStyleClass().add("pl-fold-card");
        Label name = new Label(title);
        name.getStyleClass().add("pl-card-title");
        name.setMinWidth(USE_PREF_SIZE);
        summary.getStyleClass().add("pl-card-unit");
        HBox.setHgrow(summary, Priority.ALWAYS);
        summary.setMaxWidth(Double.MAX_VALUE);
        HBox words = new HBox(8, Icons.of("bi-chevron-right", 12), name, summary);
        words.setAlignment(Pos.CENTER_LEFT);
        head.setId(id);
        head.setGraphic(words);
        head.setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
        head.getStyleClass().setAll("pl-fold-head");
        head.setMaxWidth(Double.MAX_VALUE);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setAccessibleText(title);
        head.selectedProperty().addListener((_, _, open) -> {
            words.getChildren().set(0, Icons.of(open ? "bi-chevron-down" : "bi-chevron-right", 12));
            getChildren().setAll(head);
            if (open) {
                getChildren().addAll(content);
            }
        });
        getChildren().setAll(head);
    }

    /** What is inside, in a few words. */
    public void summary(String text) {
        summary.setText(text);
        head.setAccessibleHelp(text);
    }

    /** Opens or closes it. */
    public void open(boolean open) {
        head.setSelected(open);
    }

    /** Whether it is open. */
    public boolean isOpen() {
        return head.isSelected();
    }
}

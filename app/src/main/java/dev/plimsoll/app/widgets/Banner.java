package dev.plimsoll.app.widgets;

import dev.plimsoll.charts.style.Icons;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A message across a page: sign, title, text below, a fold with details, buttons, a cross to close it. Four pixels of tone at the left. */
public final class Banner extends HBox {
    private final Label title = new Label();
    private final Label text = new Label();
    private final HBox buttons = new HBox();
    private final VBox words = new VBox();
    private final Hyperlink fold = new Hyperlink("Details");
    private final HBox secondLine = new HBox();
    private @Nullable TextArea details;

    /** A banner of a tone; LOAD for saturation, WARNING, DANGER, ACCENT for information. */
    public Banner(Tone tone) {
        getStyleClass().add("pl-banner");
        tone.on(this);
        setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("pl-banner-title");
        title.setWrapText(true);
        text.getStyleClass().add("pl-banner-text");
        text.setWrapText(true);
        HBox.setHgrow(text, Priority.SOMETIMES);
        text.setMinHeight(Region.USE_PREF_SIZE);
        title.setMinHeight(Region.USE_PREF_SIZE);
        fold.getStyleClass().add("pl-fold");
        fold.setMinWidth(Region.USE_PREF_SIZE);
        secondLine.setAlignment(Pos.TOP_LEFT);
        secondLine.getStyleClass().add("pl-banner-line");
        secondLine.getChildren().add(text);
        words.getChildren().addAll(title, secondLine);
        words.setAlignment(Pos.CENTER_LEFT);
        words.getStyleClass().add("pl-banner-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        buttons.getStyleClass().add("pl-banner-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(sign(tone), words, buttons);
        setAccessibleRole(javafx.scene.AccessibleRole.TEXT);
    }

    /** What it says: a sentence in semibold, and the rest below it. */
    public Banner say(String titleText, String rest) {
        title.setText(titleText);
        text.setText(rest);
        secondLine.setVisible(!rest.isEmpty() || details != null);
        secondLine.setManaged(secondLine.isVisible());
        setAccessibleText(titleText + " " + rest);
        return this;
    }

    /** The technical part, behind a fold. */
    public Banner details(String detail) {
        TextArea area = new TextArea(detail);
        details = area;
        area.setEditable(false);
        area.setPrefRowCount(8);
        area.getStyleClass().add("pl-details");
        area.setAccessibleText("Details");
        fold.setOnAction(_ -> {
            boolean open = words.getChildren().contains(area);
            if (open) {
                words.getChildren().remove(area);
            } else {
                words.getChildren().add(area);
            }
            fold.setText(open ? "Details" : "Hide details");
        });
        if (!secondLine.getChildren().contains(fold)) {
            secondLine.getChildren().add(fold);
        }
        secondLine.setVisible(true);
        secondLine.setManaged(true);
        return this;
    }

    /** Buttons at the right. */
    public Banner buttons(Button... all) {
        buttons.getChildren().setAll(all);
        return this;
    }

    /** A cross at the far right. */
    public Banner closable(Runnable onClose) {
        Button close = new Button("", dev.plimsoll.app.widgets.Icons.of("bi-x", 16));
        close.getStyleClass().addAll("flat", "pl-icon-button");
        close.setAccessibleText("Close this message");
        close.setOnAction(_ -> onClose.run());
        getChildren().add(close);
        return this;
    }

    private static Node sign(Tone tone) {
        return switch (tone) {
            case SUCCESS -> Sign.of(Icons.valid(), 18, tone);
            case WARNING -> Sign.of(Icons.suspect(), 18, tone);
            case DANGER -> Sign.of(Icons.invalid(), 18, tone);
            case ACCENT, MUTED -> Sign.of(Icons.note(), 18, tone);
            case LOAD -> {
                Node mark = Mark.of(26);
                Tone.LOAD.on(mark);
                yield mark;
            }
        };
    }
}

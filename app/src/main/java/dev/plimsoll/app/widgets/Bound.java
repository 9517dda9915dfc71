package dev.plimsoll.app.widgets;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** Controls that show a property of a view model and write what the person does into it. JavaFX thread. */
public final class Bound {
    private Bound() {}

    /**
     * A value to choose, and how it is shown.
     *
     * @param value as it is written
     * @param text as it is shown
     */
    public record Choice(String value, String text) {
        /** One that is shown as it is written. */
        public static Choice of(String value) {
            return new Choice(value, value);
        }
    }

    /** A text field. */
    public static TextField text(String id, StringProperty property, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.textProperty().bindBidirectional(property);
        return field;
    }

    /** A switch with its words beside it. */
    public static atlantafx.base.controls.ToggleSwitch toggle(String id, BooleanProperty property, String text) {
        atlantafx.base.controls.ToggleSwitch toggle = new atlantafx.base.controls.ToggleSwitch(text);
        toggle.setId(id);
        toggle.setLabelPosition(javafx.geometry.HorizontalDirection.RIGHT);
        toggle.selectedProperty().bindBidirectional(property);
        return toggle;
    }

    /**
     * A drop-down of a few values. A value that is none of them is shown as it is, and kept.
     *
     * @param ifEmpty the value that counts where the property is empty
     */
    public static ComboBox<Choice> choice(String id, StringProperty property, List<Choice> choices, String ifEmpty) {
        ComboBox<Choice> combo = new ComboBox<>();
        combo.setId(id);
        combo.getItems().setAll(choices);
        combo.setButtonCell(new ChoiceCell());
        combo.setCellFactory(_ -> new ChoiceCell());
        boolean[] reading = {false};
        Runnable read = () -> {
            String value = property.get().isBlank() ? ifEmpty : property.get();
            Choice known = choices.stream()
                    .filter(c -> c.value().equals(value))
                    .findFirst()
                    .orElseGet(() -> Choice.of(value));
            reading[0] = true;
            combo.setValue(known);
            reading[0] = false;
        };
        property.addListener((_, _, _) -> read.run());
        read.run();
        combo.valueProperty().addListener((_, _, chosen) -> {
            if (!reading[0] && chosen != null) {
                property.set(chosen.value());
            }
        });
        return combo;
    }

    /** A text field with a drop-down of what it may hold; anything else can be typed. */
    public static ComboBox<String> suggest(
            String id, StringProperty property, ObservableList<String> suggestions, String prompt) {
        ComboBox<String> combo = new ComboBox<>();
        combo.setId(id);
        combo.setEditable(true);
        combo.getEditor().setPromptText(prompt);
        combo.setPromptText(prompt);
        boolean[] reading = {false};
        Runnable read = () -> {
            boolean before = reading[0];
            reading[0] = true;
            String text = property.get();
            if (!Objects.equals(combo.getValue(), text)) {
                combo.setValue(text);
            }
            if (!text.equals(combo.getEditor().getText())) {
                combo.getEditor().setText(text);
            }
            reading[0] = before;
        };
        // replacing the items makes the combo box clear its editor: that is not the person's doing
        Runnable readSuggestions = () -> {
            boolean before = reading[0];
            reading[0] = true;
            combo.getItems().setAll(suggestions);
            reading[0] = before;
            read.run();
        };
        suggestions.addListener((ListChangeListener<String>) _ -> readSuggestions.run());
        property.addListener((_, _, _) -> read.run());
        combo.getEditor().textProperty().addListener((_, _, text) -> {
            if (!reading[0]) {
                property.set(text);
            }
        });
        readSuggestions.run();
        return combo;
    }

    private static final class ChoiceCell extends ListCell<Choice> {
        @Override
        protected void updateItem(@Nullable Choice item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : item.text());
        }
    }
}

package dev.plimsoll.app.widgets;

import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

/** A field for a name that others refer to: it takes effect at Enter or when it is left, never half typed; Escape takes it back. */
public final class NameField extends TextField {
    private final Function<String, Optional<String>> rename;
    private String current = "";
    private FormField field = new FormField("", this);

    /**
     * A field.
     *
     * @param rename does it; what it answers is why not, a sentence
     */
    public NameField(String id, Function<String, Optional<String>> rename) {
        this.rename = rename;
        setId(id);
        setOnAction(_ -> commit());
        focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                commit();
            }
        });
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE && !getText().equals(current)) {
                show(current);
                e.consume();
            }
        });
    }

    /** It with its label and message. */
    public FormField in(String label) {
        field = new FormField(label, this);
        return field;
    }

    /** Shows the name as it is. */
    public void show(String name) {
        boolean typing = isFocused() && name.equals(current) && !getText().equals(current);
        current = name;
        if (!typing) {
            setText(name);
            field.error("");
        }
    }

    private void commit() {
        if (!getText().strip().equals(current)) {
            field.touch();
            field.error(rename.apply(getText()).orElse(""));
        } else {
            field.error("");
        }
    }
}

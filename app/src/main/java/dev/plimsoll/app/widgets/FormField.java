package dev.plimsoll.app.widgets;

import dev.plimsoll.engine.problem.Problem;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A label above a control, and below it a hint or, in its place, what is wrong with the value.
 *
 * <p>An empty text field nobody has been in is never marked; one that holds something is, and so is one that was left, or after
 * {@link #touch}.
 */
public final class FormField extends VBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final Label label = new Label();
    private final Label message = new Label();
    private final Control control;
    private final StackPane holder = new StackPane();
    private String hint = "";
    private boolean touched;
    private final ListChangeListener<Problem> onProblems = _ -> look(); // a field, or it would be collected
    private @Nullable ObservableList<Problem> source;
    private String path = "";
    private String error = "";

    /** A field; the control keeps its own id. */
    public FormField(String labelText, Control control) {
        this.control = control;
        getStyleClass().add("pl-field");
        label.setText(labelText);
        label.setLabelFor(control);
        label.getStyleClass().add("pl-field-label");
        message.getStyleClass().add("pl-field-message");
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        control.setMaxWidth(Double.MAX_VALUE);
        if (control.getAccessibleText() == null) {
            control.setAccessibleText(labelText);
        }
        holder.getChildren().add(control);
        getChildren().addAll(label, holder);
        control.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                touch();
            }
        });
        if (control instanceof TextInputControl text) {
            text.textProperty().addListener(_ -> update());
        }
    }

    /** The control. */
    public Control control() {
        return control;
    }

    /** Another label. */
    public void label(String text) {
        label.setText(text);
        control.setAccessibleText(text);
    }

    /** A word of help below the control, shown while nothing is wrong. */
    public FormField hint(String text) {
        hint = text;
        update();
        return this;
    }

    /** A unit inside the field, at its right end: {@code req/s}. */
    public FormField unit(String text) {
        Label unit = new Label(text);
        unit.getStyleClass().add("pl-field-unit");
        unit.setMouseTransparent(true);
        StackPane.setAlignment(unit, javafx.geometry.Pos.CENTER_RIGHT);
        holder.getChildren().setAll(control, unit);
        return this;
    }

    /** A node at the right of the control, a button for one. */
    public FormField beside(Node node) {
        HBox row = new HBox(8, holder, node);
        HBox.setHgrow(holder, Priority.ALWAYS);
        getChildren().removeAll(holder);
        getChildren().add(1, row);
        return this;
    }

    /** Shows the first problem that is at this path, or below it, from now on. */
    public FormField problems(ObservableList<Problem> all, String atPath) {
        path = atPath;
        source = all;
        all.addListener(new WeakListChangeListener<>(onProblems));
        look();
        return this;
    }

    /** Shows an error of the field's own, or none where the text is empty. */
    public void error(String text) {
        error = text;
        update();
    }

    /** From now on an error is shown even where the field is empty. */
    public void touch() {
        touched = true;
        update();
    }

    /** Whether an error is shown. */
    public boolean isMarked() {
        return shownError() != null;
    }

    private void look() {
        ObservableList<Problem> all = source;
        if (all == null) {
            return;
        }
        error(all.stream()
                .filter(p -> p.path().equals(path)
                        || p.path().startsWith(path + ".")
                        || p.path().startsWith(path + "["))
                .findFirst()
                .map(FormField::sentence)
                .orElse(""));
    }

    /** A problem as a sentence, with what is allowed; for the few fields that are not of this class. */
    public static String sentence(Problem problem) {
        String what = problem.what();
        String text = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
        return problem.allowed().isEmpty()
                ? text + "."
                : text + ". Allowed: " + String.join(", ", problem.allowed()) + ".";
    }

    private @Nullable String shownError() {
        boolean untouchedEmpty = !touched
                && control instanceof TextInputControl text
                && text.getText().isEmpty();
        return error.isEmpty() || untouchedEmpty ? null : error;
    }

    private void update() {
        String shown = shownError();
        control.pseudoClassStateChanged(DANGER, shown != null);
        message.pseudoClassStateChanged(DANGER, shown != null);
        String text = shown == null ? hint : shown;
        message.setText(text);
        message.setGraphic(shown == null ? null : Icons.of("bi-exclamation-circle-fill", 12));
        control.setAccessibleHelp(text);
        if (text.isEmpty()) {
            getChildren().remove(message);
        } else if (!getChildren().contains(message)) {
            getChildren().add(message);
        }
    }
}

package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Controls that show a value of the benchmark, write it with every key, and show it in its usual form once they are left. */
final class Inputs {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final BenchmarkModel model;
    private Subscription following = Subscription.EMPTY;

    Inputs(BenchmarkModel model) {
        this.model = model;
    }

    /** Its controls follow the document no more; for rows that are replaced. */
    void dispose() {
        following.unsubscribe();
        following = Subscription.EMPTY;
    }

    /** Runs something now, after every change of the document, and when other things are wrong. */
    void follow(Runnable follower) {
        following = following.and(model.onChange(follower)).and(model.onProblems(follower));
        follower.run();
    }

    private void onChange(Runnable refresh) {
        following = following.and(model.onChange(refresh));
        refresh.run();
    }

    /**
     * A labelled text field for one value.
     *
     * @param prompt what counts while nothing is written
     */
    FormField field(String id, String label, String field, Codec codec, String prompt) {
        TextField control = text(
                id,
                () -> codec.write(model.value(field)),
                text -> model.type("Edit " + label.toLowerCase(java.util.Locale.ROOT), field, codec, text));
        control.setPromptText(prompt);
        FormField made = new FormField(label, control);
        Runnable look = () -> made.error(
                model.present() ? model.problem(field).map(FormField::sentence).orElse("") : "");
        follow(look);
        return made;
    }

    /** A text field that shows and takes any text. */
    TextField text(String id, Supplier<String> shown, Consumer<String> typed) {
        TextField control = new TextField();
        control.setId(id);
        Bound bound = new Bound(model, control, shown, typed);
        onChange(bound::refresh);
        return control;
    }

    /** A drop-down of words; a value that is none of them is offered besides, as long as it is the document's. */
    <T> ComboBox<T> choice(String id, List<T> values, Function<T, String> name, Supplier<T> shown, Consumer<T> chosen) {
        ComboBox<T> control = new ComboBox<>();
        control.setId(id);
        control.setConverter(new Named<>(name));
        boolean[] showing = {false};
        Runnable refresh = () -> {
            T now = shown.get();
            List<T> offered = values.contains(now)
                    ? values
                    : Stream.concat(values.stream(), Stream.of(now)).toList();
            showing[0] = true;
            if (!control.getItems().equals(offered)) {
                control.getItems().setAll(offered);
            }
            control.setValue(now);
            showing[0] = false;
        };
        control.valueProperty().addListener((_, _, now) -> {
            if (!showing[0] && now != null) {
                chosen.accept(now);
            }
        });
        onChange(refresh);
        return control;
    }

    /** Marks a control that has no room for a message of its own: danger ring, and the message where it is pointed at. */
    void mark(Node control, Supplier<Optional<Problem>> problem, Consumer<String> message) {
        Runnable look = () -> {
            String text = problem.get().map(FormField::sentence).orElse("");
            control.pseudoClassStateChanged(DANGER, !text.isEmpty());
            control.setAccessibleHelp(text);
            if (control instanceof javafx.scene.control.Control c) {
                c.setTooltip(text.isEmpty() ? null : new Tooltip(text));
            }
            message.accept(text);
        };
        follow(look);
    }

    /** One text field. What was typed stays as typed while the person is in it, unless the document changes otherwise (undo). */
    private static final class Bound {
        private final BenchmarkModel model;
        private final TextField control;
        private final Supplier<String> shown;
        private final Consumer<String> typed;
        private boolean showing;
        private boolean typing;
        private String mine = "";

        Bound(BenchmarkModel model, TextField control, Supplier<String> shown, Consumer<String> typed) {
            this.model = model;
            this.control = control;
            this.shown = shown;
            this.typed = typed;
            control.textProperty().addListener((_, _, now) -> type(now));
            control.focusedProperty().addListener((_, _, focused) -> {
                if (!focused) {
                    leave();
                }
            });
            control.setOnAction(_ -> leave());
        }

        void refresh() {
            String now = shown.get();
            if (typing || control.isFocused() && now.equals(mine)) {
                return;
            }
            put(now);
        }

        private void type(String text) {
            if (showing) {
                return;
            }
            typing = true;
            typed.accept(text);
            typing = false;
            mine = shown.get();
        }

        private void leave() {
            model.endStep();
            put(shown.get());
        }

        private void put(String text) {
            mine = text;
            if (!text.equals(control.getText())) {
                showing = true;
                control.setText(text);
                showing = false;
            }
        }
    }

    /** Writes values; nothing is read back, as no such drop-down is editable. */
    private static final class Named<T> extends StringConverter<T> {
        private final Function<T, String> name;

        Named(Function<T, String> name) {
            this.name = name;
        }

        @Override
        public String toString(@Nullable T value) {
            return value == null ? "" : name.apply(value);
        }

        @Override
        public @Nullable T fromString(String text) {
            return null;
        }
    }
}

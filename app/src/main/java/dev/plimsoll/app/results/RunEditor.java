package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunNotes;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** What a person may write about the selected run, kept when a field is left, and what can be done with it. */
final class RunEditor extends Card {
    private final TextField name = field("run-name", "");
    private final TextField note = field("run-note", "What to remember of this run");
    private final TextField tags = field("run-tags", "baseline, h100");
    private final Label trouble = new Label();
    private final Button seal;
    private final BiConsumer<RunEntry, RunNotes> write;
    private @Nullable RunEntry shown;

    RunEditor(
            BiConsumer<RunEntry, RunNotes> write,
            Consumer<RunEntry> onOpen,
            Consumer<RunEntry> onReveal,
            Consumer<RunEntry> onSeal,
            Consumer<RunEntry> onDelete) {
        super("Run", " ");
        this.write = write;
        setId("run-editor");
        seal = Buttons.plain("run-seal", "Seal", "bi-archive", () -> with(onSeal));
        right(
                seal,
                Buttons.plain("run-reveal", "Reveal folder", "bi-folder", () -> with(onReveal)),
                Buttons.plain("run-delete", "Move to trash", "bi-trash", () -> with(onDelete)),
                Buttons.plain("run-open", "Open", "bi-bar-chart", () -> with(onOpen)));
        HBox fields = new HBox(
                grow(new FormField("Name", name), 2),
                grow(new FormField("Note", note), 4),
                grow(new FormField("Tags", tags).hint("Separated by commas"), 2));
        fields.getStyleClass().add("results-fields");
        trouble.getStyleClass().addAll("pl-small", "pl-muted");
        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        content(trouble, fields);
        for (TextField each : new TextField[] {name, note, tags}) {
            each.setOnAction(_ -> keep());
            each.focusedProperty().subscribe(focused -> {
                if (!focused) {
                    keep();
                }
            });
        }
        show(null);
    }

    void show(@Nullable RunEntry entry) {
        if (shown != null && (entry == null || !entry.folder().equals(shown.folder()))) {
            keep();
        }
        boolean same = entry != null && shown != null && entry.folder().equals(shown.folder());
        shown = entry;
        setDisable(entry == null);
        if (entry == null) {
            title("Run", "select one in the table");
            return;
        }
        title(entry.name(), String.valueOf(entry.folder().getFileName()));
        if (!same || !anyFocused()) {
            name.setText(entry.name());
            note.setText(entry.notes().note());
            tags.setText(String.join(", ", entry.notes().tags()));
        }
        boolean interrupted = entry.state() == RunEntry.State.INTERRUPTED;
        seal.setVisible(interrupted);
        seal.setManaged(interrupted);
        String text = entry.trouble() != null
                ? entry.trouble()
                : interrupted
                        ? "The program ended before this run did. It opens with what was written; sealing makes that"
                                + " its final form."
                        : "";
        trouble.setText(text);
        trouble.setVisible(!text.isEmpty());
        trouble.setManaged(!text.isEmpty());
    }

    private boolean anyFocused() {
        return name.isFocused() || note.isFocused() || tags.isFocused();
    }

    private void keep() {
        RunEntry entry = shown;
        if (entry == null) {
            return;
        }
        RunNotes notes = entry.notes();
        RunNotes written = notes.withNote(note.getText().strip())
                .withTags(Arrays.asList(tags.getText().split(",")));
        if (!name.getText().strip().equals(entry.name())) {
            written = written.withName(name.getText());
        }
        if (!written.equals(notes)) {
            write.accept(entry, written);
        }
    }

    private void with(Consumer<RunEntry> action) {
        RunEntry entry = shown;
        if (entry != null) {
            action.accept(entry);
        }
    }

    private static TextField field(String id, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.getStyleClass().add("pl-own-undo");
        return field;
    }

    private static FormField grow(FormField field, double share) {
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setPrefWidth(share * 100);
        field.setMinWidth(0);
        return field;
    }
}

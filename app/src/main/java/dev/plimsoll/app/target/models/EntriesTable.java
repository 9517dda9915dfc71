package dev.plimsoll.app.target.models;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.NameField;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Named entries as lines of fields, what is wrong with a line below it. */
final class EntriesTable extends VBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final double FLAG = 76;
    private static final double NUMBER = 80;

    private final EntriesModel model;
    private final String id;
    private final ObservableList<EntriesModel.Entry> entries; // held, or its listener would be told nothing
    private final GridPane grid = new GridPane(8, 4);
    private final Label whole = message();
    private final Map<EntriesModel.Entry, Label> messages = new LinkedHashMap<>();

    /**
     * A table.
     *
     * @param id begins the ids of its controls
     * @param name what the names are, above their column
     * @param nameWidth of their column
     * @param addText what the button below says
     * @param add adds an entry
     */
    EntriesTable(
            ConfigModel config,
            EntriesModel model,
            String id,
            String name,
            double nameWidth,
            String addText,
            Runnable add) {
        super(8);
        this.model = model;
        this.id = id;
        this.entries = model.entries();
        column(nameWidth, Priority.NEVER);
        for (EntriesModel.Field field : model.fields()) {
            switch (field.kind()) {
                case FLAG -> column(FLAG, Priority.NEVER);
                case NUMBER -> column(NUMBER, Priority.NEVER);
                case TEXT, NAMES -> column(200, Priority.ALWAYS);
            }
        }
        getChildren().setAll(grid, whole, new HBox(Buttons.plain(id + "-add", addText, "bi-plus", add)));
        entries.addListener((ListChangeListener<EntriesModel.Entry>) _ -> build(name));
        build(name);
        config.onRead(this::tell);
    }

    private void column(double width, Priority grow) {
        ColumnConstraints column = new ColumnConstraints(grow == Priority.ALWAYS ? 80 : width, width, Double.MAX_VALUE);
        column.setHgrow(grow);
        grid.getColumnConstraints().add(column);
    }

    private void build(String name) {
        grid.getChildren().clear();
        messages.clear();
        grid.setVisible(!entries.isEmpty());
        grid.setManaged(!entries.isEmpty());
        head(name, 0, false);
        for (int c = 0; c < model.fields().size(); c++) {
            EntriesModel.Field field = model.fields().get(c);
            head(field.title(), c + 1, field.kind() == EntriesModel.Kind.FLAG);
        }
        int width = model.fields().size() + 2;
        for (int line = 0; line < entries.size(); line++) {
            EntriesModel.Entry entry = entries.get(line);
            NameField title = new NameField(id + "-name-" + line, to -> renamed(entry, to));
            title.show(entry.name());
            title.setAccessibleText(name + ", line " + (line + 1));
            grid.add(title, 0, 2 * line + 1);
            for (int c = 0; c < model.fields().size(); c++) {
                grid.add(cell(entry, model.fields().get(c), line), c + 1, 2 * line + 1);
            }
            grid.add(
                    Buttons.icon(id + "-remove-" + line, "bi-x", "Delete " + entry.name(), () -> {
                        model.remove(entry);
                        tell();
                    }),
                    width - 1,
                    2 * line + 1);
            Label message = message();
            messages.put(entry, message);
            grid.add(message, 0, 2 * line + 2, width, 1);
        }
        tell();
    }

    private java.util.Optional<String> renamed(EntriesModel.Entry entry, String to) {
        java.util.Optional<String> refused = model.rename(entry, to);
        Label message = messages.get(entry);
        if (message != null) {
            say(message, refused.orElse(entry.error()));
        }
        return refused;
    }

    private void head(String text, int column, boolean centred) {
        Label title = new Label(text);
        title.getStyleClass().add("pl-field-label");
        GridPane.setHalignment(title, centred ? HPos.CENTER : HPos.LEFT);
        grid.add(title, column, 0);
    }

    private Node cell(EntriesModel.Entry entry, EntriesModel.Field field, int line) {
        String cellId = id + "-" + (field.member().isEmpty() ? "value" : field.member()) + "-" + line;
        if (field.kind() == EntriesModel.Kind.FLAG) {
            CheckBox box = new CheckBox();
            box.setId(cellId);
            box.setAccessibleText(field.title() + " of " + entry.name());
            box.setSelected(Boolean.parseBoolean(entry.value(field).get()));
            box.selectedProperty().addListener((_, _, on) -> entry.value(field).set(on.toString()));
            entry.value(field).addListener((_, _, text) -> box.setSelected(Boolean.parseBoolean(text)));
            GridPane.setHalignment(box, HPos.CENTER);
            return box;
        }
        TextField text = Bound.text(cellId, entry.value(field), field.prompt());
        text.setMinWidth(0);
        text.getStyleClass().add("pl-mono");
        text.setAccessibleText(field.title() + " of " + entry.name());
        return text;
    }

    private void tell() {
        messages.forEach((entry, message) -> say(message, entry.error()));
        say(whole, model.error());
    }

    private static void say(Label message, String text) {
        message.setText(text);
        message.setGraphic(text.isEmpty() ? null : Icons.of("bi-exclamation-circle-fill", 12));
        message.setVisible(!text.isEmpty());
        message.setManaged(!text.isEmpty());
    }

    private static Label message() {
        Label message = new Label();
        message.getStyleClass().add("pl-field-message");
        message.pseudoClassStateChanged(DANGER, true);
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        return message;
    }
}

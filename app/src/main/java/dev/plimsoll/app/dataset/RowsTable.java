package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.engine.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A small table in which every cell is a field: titles once above, a line each, what is wrong with a line below it. */
final class RowsTable extends VBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final RowsModel model;
    private final String id;
    private final Map<String, Supplier<List<Bound.Choice>>> choices;
    private final ObservableList<Problem> problems; // held, or its listener would be told nothing
    private final GridPane grid = new GridPane(8, 4);
    private final Label whole = message();
    private final Map<String, Control> cells = new HashMap<>();
    private final Map<Integer, Label> messages = new HashMap<>();
    private List<List<Bound.Choice>> offered = List.of();
    private int shown = -1;

    /**
     * A table.
     *
     * @param id begins the ids of its controls: {@code dataset-peaks}
     * @param add what the button below says
     * @param fresh a new line
     * @param choices what there is to choose from, for columns that are a choice
     */
    RowsTable(
            PartForm form,
            RowsModel model,
            String id,
            String add,
            Supplier<ObjectNode> fresh,
            Map<String, Supplier<List<Bound.Choice>>> choices) {
        super(8);
        this.model = model;
        this.id = id;
        this.choices = Map.copyOf(choices);
        for (int i = 0; i < model.columns().size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            boolean wide = choices.containsKey(model.columns().get(i).member());
            column.setHgrow(Priority.ALWAYS);
            column.setPrefWidth(wide ? 240 : 120);
            column.setMinWidth(64);
            grid.getColumnConstraints().add(column);
        }
        getChildren()
                .setAll(
                        grid,
                        whole,
                        new HBox(Buttons.plain(id + "-add", add, "bi-plus", () -> model.add(fresh.get()))));
        problems = form.problems();
        problems.addListener((ListChangeListener<Problem>) _ -> tell());
        form.onRead(this::refresh);
    }

    private void refresh() {
        List<List<Bound.Choice>> now =
                choices.values().stream().map(Supplier::get).toList();
        if (model.size().get() != shown || !now.equals(offered)) {
            shown = model.size().get();
            offered = now;
            build();
        }
        tell();
    }

    private void build() {
        grid.getChildren().clear();
        cells.clear();
        messages.clear();
        grid.setVisible(shown > 0);
        grid.setManaged(shown > 0);
        List<RowsModel.Column> columns = model.columns();
        for (int c = 0; c < columns.size(); c++) {
            Label title = new Label(columns.get(c).title());
            title.getStyleClass().add("pl-field-label");
            grid.add(title, c, 0);
        }
        for (int line = 0; line < shown; line++) {
            for (int c = 0; c < columns.size(); c++) {
                grid.add(cell(line, columns.get(c)), c, 2 * line + 1);
            }
            int index = line;
            grid.add(
                    Buttons.icon(
                            id + "-remove-" + line, "bi-x", "Delete line " + (line + 1), () -> model.remove(index)),
                    columns.size(),
                    2 * line + 1);
            Label message = message();
            messages.put(line, message);
            grid.add(message, 0, 2 * line + 2, columns.size() + 1, 1);
        }
    }

    private Node cell(int line, RowsModel.Column column) {
        String cellId = id + "-" + column.member() + "-" + line;
        Supplier<List<Bound.Choice>> offers = choices.get(column.member());
        Control control = offers == null
                ? Bound.text(cellId, model.field(line, column.member()), column.prompt())
                : Bound.choice(cellId, model.field(line, column.member()), offers.get(), "");
        control.setMaxWidth(Double.MAX_VALUE);
        control.setMinWidth(0);
        control.setAccessibleText(column.title() + ", line " + (line + 1));
        cells.put(model.path(line) + "." + column.member(), control);
        if (column.unit().isEmpty()) {
            return control;
        }
        Label unit = new Label(column.unit());
        unit.getStyleClass().add("pl-field-unit");
        unit.setMouseTransparent(true);
        StackPane.setAlignment(unit, Pos.CENTER_RIGHT);
        return new StackPane(control, unit);
    }

    private void tell() {
        cells.forEach((path, cell) ->
                cell.pseudoClassStateChanged(DANGER, problems.stream().anyMatch(p -> isAt(p.path(), path))));
        messages.forEach((line, message) -> say(
                message,
                problems.stream()
                        .filter(p -> isAt(p.path(), model.path(line)))
                        .findFirst()
                        .orElse(null)));
        say(
                whole,
                problems.stream()
                        .filter(p -> p.path().equals(model.member()))
                        .findFirst()
                        .orElse(null));
    }

    private static boolean isAt(String problem, String path) {
        return problem.equals(path) || problem.startsWith(path + ".") || problem.startsWith(path + "[");
    }

    private static void say(Label message, @Nullable Problem problem) {
        message.setText(problem == null ? "" : FormField.sentence(problem));
        message.setGraphic(problem == null ? null : Icons.of("bi-exclamation-circle-fill", 12));
        message.setVisible(problem != null);
        message.setManaged(problem != null);
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

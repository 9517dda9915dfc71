package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Fold;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.engine.problem.Problem;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Which models are asked for, by weight; closed where the target's own model is. */
final class SharesFold {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final double WEIGHT = 96;

    private final SharesModel model;
    private final DatasetModel dataset;
    private final ObservableList<SharesModel.Row> all; // held, or its listener would be told nothing
    private final VBox rows = new VBox(8);
    private final Label message = new Label();
    private final Fold fold;

    SharesFold(DatasetModel dataset) {
        this.dataset = dataset;
        this.model = dataset.shares;
        this.all = model.rows();
        message.getStyleClass().add("pl-field-message");
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        message.setId("dataset-models-message");
        fold = new Fold(
                "dataset-models",
                "Models",
                new VBox(
                        8,
                        rows,
                        new HBox(Buttons.plain("dataset-models-add", "Add a model", "bi-plus", model::add)),
                        message));
        all.addListener((ListChangeListener<SharesModel.Row>) _ -> build());
        build();
        dataset.form().problems().addListener((ListChangeListener<Problem>) _ -> {
            if (problem().isPresent()) {
                fold.open(true); // an error is never folded away
            }
            tell();
        });
        dataset.form().onRead(this::tell);
    }

    Node node() {
        return fold;
    }

    private void build() {
        rows.getChildren().setAll(all.stream().map(this::row).toList());
        rows.setVisible(!all.isEmpty());
        rows.setManaged(!all.isEmpty());
        tell();
    }

    private Node row(SharesModel.Row row) {
        int index = all.indexOf(row);
        ComboBox<String> name = Bound.suggest("dataset-model-" + index, row.name(), model.offered(), "model");
        name.setAccessibleText("Model, line " + (index + 1));
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        TextField weight = Bound.text("dataset-model-weight-" + index, row.weight(), "1");
        weight.setAccessibleText("Weight, line " + (index + 1));
        weight.setPrefWidth(WEIGHT);
        weight.setMinWidth(WEIGHT);
        return new HBox(
                8,
                name,
                weight,
                Buttons.icon("dataset-model-remove-" + index, "bi-x", "Delete this model", () -> model.remove(row)));
    }

    private Optional<Problem> problem() {
        return dataset.form().problems().stream()
                .filter(p -> p.path().equals(SharesModel.MEMBER) || p.path().startsWith(SharesModel.MEMBER + "."))
                .findFirst();
    }

    private void tell() {
        Optional<Problem> wrong = problem();
        String shares = model.shares();
        String column = dataset.column("model").get().strip();
        String text = wrong.map(FormField::sentence)
                .orElse(
                        !shares.isEmpty()
                                ? shares + ". One is drawn for each conversation."
                                : !column.isEmpty()
                                        ? "The column " + column + " says which model each row asks for."
                                        : "Without a line here all requests ask for the target's model.");
        message.setText(text);
        message.setGraphic(wrong.isPresent() ? Icons.of("bi-exclamation-circle-fill", 12) : null);
        message.pseudoClassStateChanged(DANGER, wrong.isPresent());
        fold.summary(!shares.isEmpty() ? shares : !column.isEmpty() ? "by the column " + column : "the target's");
    }
}

package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Bound.Choice;
import dev.plimsoll.app.widgets.Card;
import java.util.Map;
import javafx.scene.control.Label;
import tools.jackson.databind.node.JsonNodeFactory;

/** The datasets of a mix, and how often each gives a conversation. */
final class MixCard extends Card {
    MixCard(DatasetModel model) {
        super("Parts", "each conversation comes from one of them, drawn by weight");
        form();
        Label shares = new Label();
        shares.setId("dataset-mix-shares");
        shares.getStyleClass().add("pl-field-message");
        shares.setWrapText(true);
        RowsTable table = new RowsTable(
                model.form(),
                model.mixParts,
                "dataset-parts",
                "Add a part",
                () -> {
                    var fresh = JsonNodeFactory.instance.objectNode();
                    model.mixable().stream().findFirst().ifPresent(id -> fresh.put("dataset", id));
                    return fresh.put("weight", 1);
                },
                Map.of("dataset", () -> model.mixable().stream().map(Choice::of).toList()));
        content(table, shares);
        model.form().onRead(() -> {
            String text = model.shares();
            shares.setText(text);
            shares.setVisible(!text.isEmpty());
            shares.setManaged(!text.isEmpty());
        });
    }
}

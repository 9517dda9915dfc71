package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.TextField;

/** Which dataset of the hub. */
final class HubFields {
    private final DatasetModel model;
    private final FormRow node;

    HubFields(DatasetModel model) {
        this.model = model;
        TextField variable = Bound.text("dataset-token-variable", model.hubToken.text(), "HF_TOKEN");
        variable.getStyleClass().add("pl-mono");
        FormField token = new FormField("Key from variable", variable)
                .problems(model.form().problems(), "tokenEnv")
                .hint("The key itself is never saved.");
        model.hubToken.error().addListener((_, _, wrong) -> token.error(wrong));
        node = new FormRow(
                2,
                field("dataset-hub-name", "Dataset", "dataset", model.hubDataset, "org/name")
                        .hint("Fetched when a run first needs it."),
                field("dataset-hub", "Hub", "hub", model.hub, "https://huggingface.co"),
                field("dataset-config", "Configuration", "config", model.hubConfig, "the only one"),
                field("dataset-split", "Split", "split", model.hubSplit, "the only one"),
                field("dataset-revision", "Revision", "revision", model.hubRevision, "the hub's conversion")
                        .hint("Branch, tag or commit with Parquet files."),
                token);
    }

    Node node() {
        return node;
    }

    private FormField field(String id, String label, String member, StringProperty property, String prompt) {
        return new FormField(label, Bound.text(id, property, prompt))
                .problems(model.form().problems(), member);
    }
}

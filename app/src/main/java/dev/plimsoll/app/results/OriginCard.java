package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.engine.archive.RunSummary;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Where an imported run comes from: program, file, and the file's hash. */
final class OriginCard extends Card {
    private static final int HASH_DIGITS = 16;

    OriginCard(RunSummary summary, RunSummary.Origin origin) {
        super("Imported", "read-only, to compare with");
        setId("run-origin");
        GridPane entries = new GridPane();
        entries.getStyleClass().add("results-entries");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(84);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        entries.getColumnConstraints().addAll(names, values);
        row(entries, "Measured by", Provenance.versioned(origin));
        if (summary.run().model() != null) {
            row(entries, "Model", summary.run().model());
        }
        row(entries, "File", origin.file());
        row(entries, "SHA-256", origin.sha256().substring(0, HASH_DIGITS) + "…");
        content(entries);
    }

    private static void row(GridPane entries, String name, String text) {
        Label label = new Label(name);
        label.getStyleClass().addAll("pl-small", "pl-muted");
        Label value = new Label(text);
        value.getStyleClass().add("pl-small");
        value.setMinWidth(0);
        entries.addRow(entries.getRowCount(), label, value);
    }
}

package dev.plimsoll.app.target;

import dev.plimsoll.app.widgets.Card;
import java.util.List;
import javafx.scene.control.Label;

/** Which benchmarks use it. */
final class UsedByCard extends Card {
    private final Label names = new Label();

    UsedByCard() {
        super("Used by");
        names.setWrapText(true);
        names.getStyleClass().addAll("pl-muted", "pl-small");
        content(names);
    }

    void show(List<String> benchmarks) {
        names.setText(benchmarks.isEmpty() ? "No benchmark yet." : String.join(" · ", benchmarks));
    }
}

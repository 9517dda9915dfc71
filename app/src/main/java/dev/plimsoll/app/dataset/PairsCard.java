package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.CodeField;
import dev.plimsoll.app.widgets.FormField;
import javafx.scene.control.TextArea;

/** Input and output lengths that are drawn together. */
final class PairsCard extends Card {
    PairsCard(DatasetModel model) {
        super("Lengths in pairs", "input and output drawn together");
        form();
        TextArea area = new TextArea();
        area.setId("dataset-pairs");
        area.setWrapText(true);
        area.setPromptText("256,128:40;512|20,256|10:60");
        area.getStyleClass().addAll("pl-code", "pl-unnumbered");
        area.textProperty().bindBidirectional(model.pairs);
        CodeField.fit(area, 2, 8);
        right(Buttons.link("dataset-pairs-apart", "Each by itself", model::lengthsApart));
        content(new FormField("Pairs", area)
                .problems(model.form().problems(), "lengths")
                .hint("Input,output:percent of each pair, with semicolons between; the percentages come to 100."
                        + " 512|20 has a standard deviation of 20."));
    }
}

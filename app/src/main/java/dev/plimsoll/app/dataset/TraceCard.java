package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.engine.plan.TraceLayout;
import java.util.Locale;
import javafx.beans.property.StringProperty;
import javafx.scene.control.TextField;

/** How a trace is stretched: faster, longer, with less in common. */
final class TraceCard extends Card {
    private final DatasetModel model;
    private final TextField block;

    TraceCard(DatasetModel model) {
        super("Scale", "empty fields leave the trace as it is");
        this.model = model;
        form();
        block = Bound.text("dataset-blockTokens", model.trace("blockTokens"), "");
        content(new FormRow(
                2,
                field("speedup", "Times pass faster by", "1", "×", "Counts with the profile trace."),
                field("prefixCopies", "Copies of shared text", "1", "", "More copies share less."),
                field("promptMultiplier", "Inputs longer by", "1", "×", ""),
                field("outputMultiplier", "Outputs longer by", "1", "×", ""),
                field("maxInputTokens", "Longest input", "no limit", "tok", "Longer requests are left out."),
                field("maxOutputTokens", "Longest output", "no limit", "tok", "Longer ones are cut."),
                new FormField("Block of shared text", block)
                        .unit("tok")
                        .problems(model.form().problems(), "blockTokens")
                        .hint("Of one of hash_ids.")));
        model.form().onRead(() -> block.setPromptText(usualBlock()));
    }

    private String usualBlock() {
        for (TraceLayout layout : TraceLayout.values()) {
            if (layout.key().equals(model.format.get().toLowerCase(Locale.ROOT))) {
                return Integer.toString(layout.blockTokens());
            }
        }
        return "";
    }

    private FormField field(String member, String label, String prompt, String unit, String hint) {
        StringProperty property = model.trace(member);
        FormField field = new FormField(label, Bound.text("dataset-" + member, property, prompt))
                .problems(model.form().problems(), member)
                .hint(hint);
        return unit.isEmpty() ? field : field.unit(unit);
    }
}

package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.trust.Severity;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** In place of a verdict: another program measured the run, and left nothing to judge its generator by. */
final class OtherVerdictCard extends HBox {
    OtherVerdictCard(RunSummary.Origin from) {
        String program = Provenance.program(from);
        setId("verdict");
        getStyleClass().addAll("pl-card", "results-verdict");
        Label word = new Label("NO VERDICT");
        word.getStyleClass().addAll("pl-verdict-word", "pl-verdict", "pl-muted");
        HBox mark = new HBox(VerdictMark.sign(Severity.NOTE, 26), word);
        mark.setAlignment(Pos.CENTER_LEFT);
        mark.setSpacing(8);
        VBox left = new VBox(mark, text(program + " measured this run.", "pl-muted"));
        left.getStyleClass().add("results-verdict-word");
        VBox right = new VBox(
                text(
                        program + " does not record how late its load generator was, so nobody can tell whether its"
                                + " figures are the server's or its own.",
                        "pl-strong"),
                text(
                        "A figure stands under a name of ours only where both programs define it alike; the others"
                                + " carry " + program + "'s name. A dash stands for what it did not write.",
                        "pl-muted"));
        right.getStyleClass().add("results-findings");
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(left, right);
        setAccessibleText("No verdict: " + program + " measured this run.");
    }

    private static Label text(String words, String style) {
        Label label = new Label(words);
        label.getStyleClass().addAll("pl-small", style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}

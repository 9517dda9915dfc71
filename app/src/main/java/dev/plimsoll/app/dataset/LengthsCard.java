package dev.plimsoll.app.dataset;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.Histogram;
import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.dataset.TokenLengths;
import dev.plimsoll.engine.report.Numbers;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How long the first requests are: one histogram for what goes in and one for what is asked for. */
final class LengthsCard extends Card {
    private final Side input = new Side("Input", "pl-s1");
    private final Side output = new Side("Output", "pl-s2");

    LengthsCard() {
        super("Token lengths", "requests by length");
        HBox both = new HBox(16, input.box, output.box);
        HBox.setHgrow(input.box, Priority.ALWAYS);
        HBox.setHgrow(output.box, Priority.ALWAYS);
        content(both);
    }

    void show(DatasetPreview preview) {
        title("Token lengths", "of the first " + Numbers.count(preview.looked(), "row", "rows"));
        input.show(preview.promptTokens(), "Not counted: the rows tell no length.");
        output.show(preview.outputTokens(), "The server decides how long an answer is.");
    }

    private static final class Side {
        private final VBox box = new VBox(4);
        private final Histogram chart;
        private final Label title = new Label();
        private final Label none = new Label();
        private final String name;

        Side(String name, String series) {
            this.name = name;
            chart = new Histogram(series);
            title.getStyleClass().addAll("pl-small", "pl-medium");
            none.getStyleClass().addAll("pl-muted", "pl-small");
            none.setWrapText(true);
            box.setMinWidth(0);
            box.setPrefWidth(240);
        }

        void show(TokenLengths lengths, String ifNone) {
            if (lengths.count() == 0) {
                title.setText(name);
                none.setText(ifNone);
                box.getChildren().setAll(title, none);
            } else if (lengths.min() == lengths.max()) {
                title.setText(name);
                none.setText("Every request: " + Numbers.count(lengths.min()) + " tok.");
                box.getChildren().setAll(title, none);
            } else {
                String range = Numbers.count(lengths.min()) + "–" + Numbers.count(lengths.max()) + " tok";
                title.setText(name + ", " + range);
                chart.show(
                        lengths.bars().stream()
                                .map(b -> new Histogram.Bar(b.from(), b.to(), b.count()))
                                .toList(),
                        name + " lengths from " + range);
                box.getChildren().setAll(title, chart);
            }
        }
    }
}

package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.widgets.Card;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Tells what keeps the benchmark from running and has no field here; not there where there is nothing to tell. */
final class OtherProblems extends Card {
    OtherProblems(BenchmarkModel model) {
        super("Not ready to run", "kept as written; change it where it stands");
        setId("benchmark-other-problems");
        OtherProblemsModel problems = new OtherProblemsModel(model);
        VBox lines = new VBox();
        lines.getStyleClass().add("bm-other");
        content(lines);
        Runnable look = () -> {
            List<String> sentences = problems.sentences();
            lines.getChildren()
                    .setAll(sentences.stream().map(OtherProblems::line).toList());
            setVisible(!sentences.isEmpty());
            setManaged(!sentences.isEmpty());
        };
        model.onChange(look);
        model.onProblems(look);
        look.run();
    }

    private static Node line(String text) {
        Label line = new Label(text);
        line.getStyleClass().add("pl-danger");
        line.setWrapText(true);
        return line;
    }
}

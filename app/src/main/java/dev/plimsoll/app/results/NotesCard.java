package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.trust.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a reader of the figures has to know, each note once with the stages it is about. */
final class NotesCard extends Card {
    NotesCard(List<StageSummary> stages) {
        super("How to read these figures");
        setId("run-notes");
        VBox lines = new VBox();
        lines.getStyleClass().add("results-findings");
        byNote(stages).forEach((note, of) -> lines.getChildren().add(line(note, where(of, stages.size()))));
        content(lines);
    }

    /** Whether there is anything to say. */
    static boolean suits(List<StageSummary> stages) {
        return stages.stream().anyMatch(s -> !s.notes().isEmpty());
    }

    private static Map<String, List<Integer>> byNote(List<StageSummary> stages) {
        Map<String, List<Integer>> notes = new LinkedHashMap<>();
        for (StageSummary stage : stages) {
            for (String note : stage.notes()) {
                notes.computeIfAbsent(note, _ -> new ArrayList<>()).add(stage.index() + 1);
            }
        }
        return notes;
    }

    private static String where(List<Integer> stages, int all) {
        if (stages.size() == all) {
            return "";
        }
        return (stages.size() == 1 ? "Stage " : "Stages ")
                + stages.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ": ";
    }

    private static HBox line(String note, String where) {
        Label words = new Label(where + note);
        words.getStyleClass().add("pl-small");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        VBox sign = new VBox(VerdictMark.sign(Severity.NOTE, 14));
        sign.getStyleClass().add("results-finding-sign");
        HBox line = new HBox(sign, words);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().add("results-finding-row");
        return line;
    }
}

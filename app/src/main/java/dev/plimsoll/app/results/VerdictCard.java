package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.report.FindingText;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.trust.Severity;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** The verdict: word and count at the left, findings with what to do at the right; notes, and findings beyond two, folded away. */
final class VerdictCard extends HBox {
    private static final int SHOWN = 2;
    private static final int MOST_LINES = 10;
    private static final double OPEN_HEIGHT = 220;

    private final VBox findings = new VBox();
    private final ScrollPane scroll = new ScrollPane();
    private final Hyperlink fold = new Hyperlink();
    private final List<FindingText> all;
    private boolean open;

    VerdictCard(RunModel run) {
        setId("verdict");
        getStyleClass().addAll("pl-card", "results-verdict");
        VerdictMark.toneOf(run.verdict()).on(this);
        Label note = new Label(run.headline().verdictNote());
        note.getStyleClass().addAll("pl-muted", "pl-small");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        VBox left = new VBox(new VerdictMark(run.verdict(), 26, "pl-verdict"), note);
        left.getStyleClass().add("results-verdict-word");
        run.otherWindow().ifPresent(window -> {
            Label other = new Label("Figures of another window: " + window + ".");
            other.setId("verdict-window");
            other.getStyleClass().addAll("pl-small", "results-other-window");
            other.setWrapText(true);
            other.setMinHeight(Region.USE_PREF_SIZE);
            left.getChildren().add(other);
        });
        findings.getStyleClass().add("results-findings");
        findings.setMinWidth(0);
        HBox.setHgrow(findings, Priority.ALWAYS);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "results-scroll");
        scroll.setPrefHeight(OPEN_HEIGHT);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(left, findings);
        all = run.headline().findings();
        fold.setId("verdict-fold");
        fold.getStyleClass().add("pl-fold");
        fold.setOnAction(_ -> toggle());
        show();
        setAccessibleText("Verdict " + run.verdict() + ". " + run.headline().verdictNote());
    }

    private void toggle() {
        open = !open;
        show();
        // Whatever was found, the stages below stay in reach.
        boolean many = open && lines() > MOST_LINES;
        getChildren().remove(1);
        scroll.setContent(many ? findings : null);
        getChildren().add(many ? scroll : findings);
    }

    private int lines() {
        return all.stream().mapToInt(f -> 2 + f.alike().size()).sum();
    }

    private void show() {
        findings.getChildren().clear();
        List<FindingText> shown = open ? all : first();
        for (FindingText finding : shown) {
            findings.getChildren().add(row(finding, open));
        }
        if (all.isEmpty()) {
            Label nothing = new Label("Nothing was found that touches the figures.");
            nothing.getStyleClass().add("pl-small");
            findings.getChildren().add(nothing);
        }
        String rest = rest(all.size() - shown.size());
        boolean folded = shown.stream().anyMatch(f -> !f.alike().isEmpty());
        fold.setText(open ? "Show less" : rest.isEmpty() ? "Show each stage" : rest);
        if (open ? all.size() > first().size() || folded : !rest.isEmpty() || folded) {
            HBox line = new HBox(fold);
            line.getStyleClass().add("results-fold-line");
            findings.getChildren().add(line);
        }
    }

    /** The findings; of a run without any, its notes. */
    private List<FindingText> first() {
        List<FindingText> serious =
                all.stream().filter(f -> f.severity() != Severity.NOTE).toList();
        List<FindingText> from = serious.isEmpty() ? all : serious;
        return from.subList(0, Math.min(SHOWN, from.size()));
    }

    private String rest(int count) {
        if (count == 0) {
            return "";
        }
        long notes = all.stream().filter(f -> f.severity() == Severity.NOTE).count();
        long serious = all.size() - notes;
        long hiddenFindings = Math.max(0, serious - SHOWN);
        long hiddenNotes = count - hiddenFindings;
        List<String> parts = new ArrayList<>();
        if (hiddenFindings > 0) {
            parts.add(Numbers.count(hiddenFindings, "more finding", "more findings"));
        }
        if (hiddenNotes > 0) {
            parts.add(Numbers.count(
                    hiddenNotes, serious > 0 ? "note" : "more note", serious > 0 ? "notes" : "more notes"));
        }
        return "Show " + String.join(" and ", parts);
    }

    private static HBox row(FindingText finding, boolean each) {
        VBox words = new VBox();
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Text what = text(finding.what() + " ", "results-finding");
        Text where = text(finding.where(), "results-finding-where");
        words.getChildren().add(new TextFlow(what, where));
        if (!finding.todo().isEmpty()) {
            words.getChildren().add(new TextFlow(text("Do: ", "results-do"), text(finding.todo(), "results-todo")));
        }
        if (each) {
            finding.alike().forEach(a -> words.getChildren().add(new TextFlow(text(a, "results-todo"))));
        }
        VBox sign = new VBox(VerdictMark.sign(finding.severity(), 14));
        sign.getStyleClass().add("results-finding-sign");
        HBox row = new HBox(sign, words);
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add("results-finding-row");
        return row;
    }

    private static Text text(String content, String style) {
        Text text = new Text(content);
        text.getStyleClass().addAll("text", style);
        return text;
    }
}

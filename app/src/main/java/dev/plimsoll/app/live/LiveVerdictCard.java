package dev.plimsoll.app.live;

import dev.plimsoll.app.live.LiveFace.CheckFace;
import dev.plimsoll.app.live.LiveFace.VerdictFace;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.Verdict;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The verdict so far; its checks unfold below it. */
final class LiveVerdictCard extends Card {
    private static final double SIGN = 20;
    private static final double SMALL_SIGN = 12;

    private final HBox mark = new HBox();
    private final Label text = new Label();
    private final Button fold;
    private final VBox list = new VBox();
    private @Nullable Verdict shown;
    private String suffix = "";
    private List<CheckFace> checks = List.of();
    private boolean open;

    LiveVerdictCard() {
        setId("live-verdict");
        getStyleClass().add("live-verdict");
        fold = Buttons.link("live-checks", "", this::toggle);
        HBox.setHgrow(mark, Priority.ALWAYS);
        mark.setAlignment(Pos.CENTER_LEFT);
        HBox head = new HBox(mark, fold);
        head.setAlignment(Pos.CENTER_LEFT);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().add("pl-caption");
        list.getStyleClass().add("live-check-rows");
        list.setVisible(false);
        list.setManaged(false);
        setMinHeight(Region.USE_PREF_SIZE);
        content(head, text, list);
    }

    void show(VerdictFace face) {
        Verdict value = face.value();
        if (value != shown
                || !face.suffix().equals(suffix)
                || mark.getChildren().isEmpty()) {
            shown = value;
            suffix = face.suffix();
            if (value == null) {
                Label none = new Label("No verdict yet");
                none.getStyleClass().addAll("live-verdict-word", "pl-muted");
                mark.getChildren().setAll(none);
            } else {
                VerdictMark made = new VerdictMark(value, SIGN, "live-verdict-word");
                if (!suffix.isEmpty()) {
                    made.suffix(suffix);
                }
                mark.getChildren().setAll(made);
            }
        }
        text.setText(face.text());
        fold.setText(open ? "Hide" : Numbers.count(face.checks().size(), "check", "checks"));
        fold.setVisible(!face.checks().isEmpty());
        if (open && !face.checks().equals(checks)) {
            checks = face.checks();
            fill();
        }
        checks = face.checks();
    }

    private void toggle() {
        open = !open;
        list.setVisible(open);
        list.setManaged(open);
        fold.setText(open ? "Hide" : Numbers.count(checks.size(), "check", "checks"));
        fill();
    }

    private void fill() {
        list.getChildren().clear();
        for (CheckFace check : checks) {
            Label line = new Label(
                    check.text(),
                    VerdictMark.sign(
                            check.severity() == Severity.SUSPECT
                                    ? Verdict.SUSPECT
                                    : check.severity() == Severity.INVALID ? Verdict.INVALID : Verdict.VALID,
                            SMALL_SIGN));
            line.setWrapText(true);
            line.setMinHeight(Region.USE_PREF_SIZE);
            line.getStyleClass().add("pl-caption");
            list.getChildren().add(line);
        }
    }
}

package dev.plimsoll.app.target;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.TrialReport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The steps of the last check, with what came of each and how long it took. */
final class CheckCard extends Card {
    private final VBox rows = new VBox();
    private final Consumer<String> copy;
    private @Nullable Checked shown;
    private boolean shownStale;

    CheckCard(Consumer<String> copy) {
        super("Last check");
        this.copy = copy;
        setId("target-check-card");
        getStyleClass().add("check-card");
    }

    /** Shows that none was made, or one is on. */
    void showNone(boolean running) {
        shown = null;
        title("Last check", running ? "running" : "");
        right();
        if (running) {
            ProgressBar bar = new ProgressBar();
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.getStyleClass().add("small");
            content(bar);
            return;
        }
        Label words = new Label("Check finds out whether the server is there, takes the key, has the model, streams and"
                + " counts its tokens.");
        words.setWrapText(true);
        words.getStyleClass().addAll("pl-muted", "pl-small");
        content(words);
    }

    void show(Checked checked, boolean stale) {
        if (checked.equals(shown) && stale == shownStale) {
            return;
        }
        shown = checked;
        shownStale = stale;
        title("Last check", checked.time() + (stale ? ", before your edits" : ""));
        right(Buttons.link("target-check-copy", "Copy", () -> copy.accept(text(checked))));
        rows.getChildren()
                .setAll(checked.report().steps().stream().map(CheckCard::row).toList());
        content(rows);
    }

    private static Node row(TrialReport.Step step) {
        FontIcon sign = switch (step.outcome()) {
            case DONE -> toned("bi-check-circle-fill", Tone.SUCCESS);
            case FAILED -> toned("bi-x-octagon-fill", Tone.DANGER);
            case NOT_TRIED -> toned("bi-dash-circle", Tone.MUTED);
        };
        Label what = new Label(step.what());
        what.setMinWidth(Region.USE_PREF_SIZE);
        what.getStyleClass().add(step.outcome() == TrialReport.Outcome.FAILED ? "pl-strong" : "check-what");
        Label note = new Label(step.note());
        note.getStyleClass().addAll("pl-muted", "pl-small");
        HBox.setHgrow(note, Priority.ALWAYS);
        note.setMaxWidth(Double.MAX_VALUE);
        Label ms = new Label(step.ms() == null ? "" : ms(step.ms()));
        ms.setMinWidth(Region.USE_PREF_SIZE);
        ms.getStyleClass().addAll("pl-muted", "pl-small");
        HBox row = new HBox(8, sign, what, note, ms);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("check-row");
        return row;
    }

    /** All in one unit: {@code 0.3 ms}, {@code 1,204 ms}. */
    private static String ms(double value) {
        return Numbers.brief(value < 10 ? Math.rint(value * 10) / 10 : Math.rint(value)) + " ms";
    }

    private static FontIcon toned(String icon, Tone tone) {
        FontIcon sign = Icons.of(icon, 14);
        tone.on(sign);
        return sign;
    }

    private static String text(Checked checked) {
        String steps = checked.report().steps().stream()
                .map(s -> s.what() + "\t" + s.note() + "\t" + (s.ms() == null ? "" : ms(s.ms())))
                .collect(Collectors.joining("\n"));
        TrialReport.Trouble trouble = checked.report().trouble();
        String told = trouble == null ? "" : trouble.what() + " " + trouble.why() + " " + trouble.toDo() + "\n";
        return told
                + steps
                + (checked.report().answer().isEmpty()
                        ? ""
                        : "\n\n" + checked.report().answer());
    }
}

package dev.plimsoll.app.widgets;

import dev.plimsoll.charts.style.Icons;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.Verdict;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.shape.SVGPath;

/** The sign of a verdict and its word, which always stand together. */
public final class VerdictMark extends HBox {
    private final Label word = new Label();
    private final double signSize;

    /**
     * A verdict.
     *
     * @param signSize pixels of the sign
     * @param wordClass style class of the word: {@code pl-verdict} (20/24), {@code pl-strong} (13/20)
     */
    public VerdictMark(Verdict verdict, double signSize, String wordClass) {
        this.signSize = signSize;
        setAlignment(Pos.CENTER_LEFT);
        setSpacing(signSize >= 20 ? 8 : 4);
        word.getStyleClass().addAll("pl-verdict-word", wordClass);
        show(verdict);
    }

    /** Shows another verdict. */
    public void show(Verdict verdict) {
        word.setText(verdict.name());
        toneOf(verdict).on(word);
        getChildren().setAll(sign(verdict, signSize), word);
        setAccessibleText("Verdict: " + verdict.name());
    }

    /** Puts words behind the verdict: {@code VALID so far}. */
    public void suffix(String text) {
        word.setText(word.getText() + " " + text);
    }

    /** The sign alone, for places where the word stands elsewhere in the row. */
    public static SVGPath sign(Verdict verdict, double size) {
        return Sign.of(
                switch (verdict) {
                    case VALID -> Icons.valid();
                    case SUSPECT -> Icons.suspect();
                    case INVALID -> Icons.invalid();
                },
                size,
                toneOf(verdict));
    }

    /** The sign of a finding. */
    public static SVGPath sign(Severity severity, double size) {
        return switch (severity) {
            case NOTE -> Sign.of(Icons.note(), size, Tone.MUTED);
            case SUSPECT -> sign(Verdict.SUSPECT, size);
            case INVALID -> sign(Verdict.INVALID, size);
        };
    }

    /** The tone of a verdict. */
    public static Tone toneOf(Verdict verdict) {
        return switch (verdict) {
            case VALID -> Tone.SUCCESS;
            case SUSPECT -> Tone.WARNING;
            case INVALID -> Tone.DANGER;
        };
    }
}

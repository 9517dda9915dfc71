package dev.plimsoll.app.widgets;

import dev.plimsoll.charts.style.Icons;
import dev.plimsoll.engine.trust.Verdict;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** The chips of judgements: word and shape carry the meaning, colour only repeats it. */
public final class StateChip extends Chip {
    private static final double SIGN = 12;

    /** What can be judged. */
    public enum State {
        PASS,
        FAIL,
        INCONCLUSIVE,
        PARTIAL,
        FEW
    }

    /** A chip for an objective or a figure. */
    public StateChip(State state) {
        super(word(state), tone(state), sign(state));
        setAccessibleText(word(state));
        if (state == State.FEW) {
            getStyleClass().add("pl-few");
        }
    }

    /** A chip for a verdict. */
    public StateChip(Verdict verdict) {
        super(verdict.name(), VerdictMark.toneOf(verdict), VerdictMark.sign(verdict, SIGN));
    }

    private static String word(State state) {
        return switch (state) {
            case PASS -> "PASS";
            case FAIL -> "FAIL";
            case INCONCLUSIVE -> "INCONCLUSIVE";
            case PARTIAL -> "partial";
            case FEW -> "few";
        };
    }

    private static Tone tone(State state) {
        return switch (state) {
            case PASS -> Tone.SUCCESS;
            case FAIL -> Tone.DANGER;
            case INCONCLUSIVE, PARTIAL -> Tone.WARNING;
            case FEW -> Tone.MUTED;
        };
    }

    private static @Nullable Node sign(State state) {
        return switch (state) {
            case PASS -> Sign.of(Icons.pass(), SIGN, Tone.SUCCESS);
            case FAIL -> Sign.of(Icons.fail(), SIGN, Tone.DANGER);
            case INCONCLUSIVE -> Sign.of(Icons.inconclusive(), SIGN, Tone.WARNING);
            case PARTIAL -> Sign.of(Icons.suspect(), SIGN, Tone.WARNING);
            case FEW -> null;
        };
    }
}

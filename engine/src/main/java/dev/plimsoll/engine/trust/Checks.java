package dev.plimsoll.engine.trust;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what checks say about one stage: each call is one check that could judge. */
final class Checks {
    private final @Nullable Integer stage;
    private final List<Finding> findings = new ArrayList<>();
    private int passed;

    Checks(@Nullable Integer stage) {
        this.stage = stage;
    }

    /** A check that found nothing. */
    void pass() {
        passed++;
    }

    /** A check that found something. */
    void find(String code, Severity severity, String measured, String threshold, String advice) {
        findings.add(new Finding(code, severity, stage, measured, threshold, advice));
    }

    /** A check of a value that must not exceed its limits: passes below {@code suspect}. */
    void above(String code, double value, Limits limits, String measured, String advice, int lowered) {
        if (value <= limits.suspect()) {
            pass();
            return;
        }
        boolean invalid = value > limits.invalid();
        find(
                code,
                lower(invalid ? Severity.INVALID : Severity.SUSPECT, lowered),
                measured,
                limits.text(invalid),
                advice);
    }

    /** A severity some steps down, never below a note. */
    static Severity lower(Severity severity, int steps) {
        return Severity.values()[Math.max(0, severity.ordinal() - steps)];
    }

    List<Finding> findings() {
        return findings;
    }

    int passed() {
        return passed;
    }

    /**
     * The two limits of a value and how they are told.
     *
     * @param suspect above: SUSPECT
     * @param invalid above: INVALID; infinite for none
     * @param unit how a value reads
     */
    record Limits(double suspect, double invalid, java.util.function.DoubleFunction<String> unit) {
        String text(boolean brokenBoth) {
            return unit.apply(brokenBoth ? invalid : suspect);
        }
    }
}

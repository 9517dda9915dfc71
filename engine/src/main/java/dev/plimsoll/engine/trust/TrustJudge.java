package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.StageFigures;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict of the load generator on itself: all evidence of a run against the limits of {@code docs/verdict.md}. Stateless, any
 * thread.
 *
 * <p>It judges the generator only. What the target causes, and too few samples, is a note at most. Where the target runs on this
 * machine it takes CPU time from the generator by the user's own choice: delays that a pause of the whole machine explains count one
 * step less.
 */
public final class TrustJudge {
    private TrustJudge() {}

    /**
     * Judges a run.
     *
     * @param stages evidence of each stage that ran
     * @param preflight what was known before the run ({@link Preflight})
     * @param further findings that are not about one stage's evidence
     */
    public static TrustReport judge(List<StageEvidence> stages, PreflightReport preflight, List<Finding> further) {
        List<Finding> findings = new ArrayList<>(preflight.findingsOfRun());
        findings.addAll(further);
        int passed = preflight.passed();
        for (StageEvidence evidence : stages) {
            TrustReport stage = judge(evidence);
            findings.addAll(stage.findings());
            passed += stage.checksPassed();
        }
        return TrustReport.of(findings, passed);
    }

    /** Judges one stage: the {@code VALID so far} of a live run. */
    public static TrustReport judge(StageEvidence evidence) {
        Checks checks = new Checks(evidence.figures().summary().index());
        RecordChecks.check(evidence, checks);
        FigureChecks.check(evidence.figures(), checks);
        SendChecks.check(evidence, checks);
        ProcessChecks.check(evidence, checks);
        return TrustReport.of(checks.findings(), checks.passed());
    }

    /**
     * The verdict of a run whose measurement window was cut again: what was found out about the generator stands, what the figures say
     * of themselves is asked again.
     *
     * @param before the run's verdict
     * @param stages the new figures of its stages
     */
    public static TrustReport recut(TrustReport before, List<StageFigures> stages) {
        List<Finding> findings = new ArrayList<>();
        int passed = before.checksPassed();
        for (Finding finding : before.findings()) {
            if (FigureChecks.CODES.contains(finding.code())) {
                passed++;
            } else {
                findings.add(finding);
            }
        }
        for (StageFigures figures : stages) {
            Checks checks = new Checks(figures.summary().index());
            FigureChecks.check(figures, checks);
            findings.addAll(checks.findings());
            passed -= checks.findings().size();
        }
        return TrustReport.of(findings, Math.max(0, passed));
    }
}

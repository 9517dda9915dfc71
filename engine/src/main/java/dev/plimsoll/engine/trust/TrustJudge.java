package dev.plimsoll.engine.trust;

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
     * @param preflight findings about the machine from before the run ({@link Preflight})
     */
    public static TrustReport judge(List<StageEvidence> stages, List<Finding> preflight) {
        List<Finding> findings = new ArrayList<>(preflight);
        int passed = 0;
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
        SendChecks.check(evidence, checks);
        ProcessChecks.check(evidence, checks);
        return TrustReport.of(checks.findings(), checks.passed());
    }
}

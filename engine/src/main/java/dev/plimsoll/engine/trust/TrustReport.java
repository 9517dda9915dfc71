package dev.plimsoll.engine.trust;

import java.util.List;

/**
 * The verdict with its reasons.
 *
 * @param value worst severity found: none or note = VALID
 * @param findings worst first
 * @param checksPassed checks that found nothing
 */
public record TrustReport(Verdict value, List<Finding> findings, int checksPassed) {
    public TrustReport {
        findings = List.copyOf(findings);
    }

    /** The verdict that follows from findings. */
    public static TrustReport of(List<Finding> findings, int checksPassed) {
        Severity worst = findings.stream()
                .map(Finding::severity)
                .max(java.util.Comparator.naturalOrder())
                .orElse(Severity.NOTE);
        Verdict verdict = switch (worst) {
            case NOTE -> Verdict.VALID;
            case SUSPECT -> Verdict.SUSPECT;
            case INVALID -> Verdict.INVALID;
        };
        List<Finding> sorted = findings.stream()
                .sorted(java.util.Comparator.comparing(Finding::severity).reversed())
                .toList();
        return new TrustReport(verdict, sorted, checksPassed);
    }
}

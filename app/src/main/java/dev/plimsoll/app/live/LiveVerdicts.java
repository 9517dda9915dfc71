package dev.plimsoll.app.live;

import dev.plimsoll.app.live.LiveFace.CheckFace;
import dev.plimsoll.app.live.LiveFace.VerdictFace;
import dev.plimsoll.engine.trust.Finding;
import dev.plimsoll.engine.trust.LiveTrust;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.TrustReport;
import dev.plimsoll.engine.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The verdict so far: the worse of the stages that ended and the one that runs. Pure. */
final class LiveVerdicts {
    /** What one would ask first; the rest is in the list. */
    private static final List<String> SHORT = List.of("dispatch-lag", "send-ratio", "gc", "cpu");

    private LiveVerdicts() {}

    static VerdictFace of(LivePicture picture) {
        TrustReport ended = picture.status().trust();
        Optional<LiveTrust.LiveVerdict> live =
                picture.stage().filter(s -> !s.exact()).map(s -> LiveTrust.judge(s, picture.targetHere()));
        List<CheckFace> checks = new ArrayList<>();
        live.ifPresent(l -> l.checks().forEach(c -> checks.add(new CheckFace(c.severity(), said(c)))));
        if (ended != null) {
            ended.findings().stream()
                    .filter(f -> f.severity() != Severity.NOTE)
                    .forEach(f -> checks.add(new CheckFace(f.severity(), where(f) + sentence(f.measured()))));
        }
        Verdict value = worse(
                ended == null ? null : ended.value(),
                live.map(LiveTrust.LiveVerdict::value).orElse(null));
        return new VerdictFace(value, picture.running() ? "so far" : "", text(picture, ended, live, value), checks);
    }

    private static @Nullable Verdict worse(@Nullable Verdict a, @Nullable Verdict b) {
        return a == null ? b : b == null || a.compareTo(b) >= 0 ? a : b;
    }

    private static String text(
            LivePicture picture,
            @Nullable TrustReport ended,
            Optional<LiveTrust.LiveVerdict> live,
            @Nullable Verdict value) {
        if (value == null) {
            return picture.running()
                    ? "The generator is judged as soon as it sends."
                    : "No stage ended, so there is nothing to judge.";
        }
        if (live.isPresent() && live.get().value() == value && value != Verdict.VALID) {
            LiveTrust.Check worst = live.get().checks().stream()
                    .max(java.util.Comparator.comparing(LiveTrust.Check::severity))
                    .orElseThrow();
            return sentence(said(worst)) + ".";
        }
        if (ended != null && ended.value() == value && value != Verdict.VALID) {
            Finding worst = ended.findings().getFirst();
            return where(worst) + sentence(worst.measured()) + "; the limit is " + worst.threshold() + ". Do: "
                    + worst.advice();
        }
        return live.map(l -> sentence(l.checks().stream()
                        .filter(c -> SHORT.contains(c.code()))
                        .map(LiveTrust.Check::text)
                        .collect(Collectors.joining(" · "))))
                .orElse(ended == null ? "" : ended.checksPassed() + " checks found nothing.");
    }

    private static String said(LiveTrust.Check check) {
        return check.severity() == Severity.NOTE ? check.text() : check.text() + "; the limit is " + check.limit();
    }

    private static String where(Finding finding) {
        return finding.stage() == null ? "" : "Stage " + (finding.stage() + 1) + ": ";
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}

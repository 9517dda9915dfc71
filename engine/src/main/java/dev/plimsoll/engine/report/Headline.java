package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.trust.SaturationReport;
import dev.plimsoll.engine.trust.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The few sentences and numbers a report begins with, in the words every output uses.
 *
 * @param title run and target: {@code Sweep chat-short → vllm-h100}
 * @param context model, time, counts: one line
 * @param verdictNote what stands beside the verdict: {@code 2 findings, 27 checks passed.}
 * @param findings worst first
 * @param loadLine the load line
 * @param reference the stage the tiles speak of, or null where no stage has figures
 * @param tiles headline numbers
 * @param saturation one sentence per saturated stage
 */
public record Headline(
        String title,
        String context,
        String verdictNote,
        List<FindingText> findings,
        LoadLine loadLine,
        @Nullable StageSummary reference,
        List<Tile> tiles,
        List<String> saturation) {
    public Headline {
        findings = List.copyOf(findings);
        tiles = List.copyOf(tiles);
        saturation = List.copyOf(saturation);
    }

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /**
     * One headline number.
     *
     * @param label what it is: {@code TTFT p99 at 40 req/s}
     * @param value the number
     * @param unit its unit, or empty
     * @param note one line of context: {@code SLO ≤ 500 ms}
     */
    public record Tile(String label, String value, String unit, String note) {}

    /** The headline of a run. */
    public static Headline of(RunSummary summary) {
        List<StageSummary> stages =
                summary.stages().stream().map(RunSummary.Stage::figures).toList();
        List<FindingText> findings = FindingText.of(summary.verdict().findings());
        LoadLine loadLine = LoadLine.of(summary);
        StageSummary reference = reference(summary, stages, loadLine);
        return new Headline(
                summary.run().name() + " → " + summary.run().target(),
                context(summary.run(), stages, WindowText.recut(summary)),
                verdictNote(findings, summary.verdict().checksPassed()),
                findings,
                loadLine,
                reference,
                HeadlineTiles.of(stages, loadLine, reference),
                summary.saturation().stream().map(s -> saturated(s, stages)).toList());
    }

    private static String context(RunSummary.RunHead run, List<StageSummary> stages, Optional<String> recut) {
        List<String> parts = new ArrayList<>();
        if (run.model() != null) {
            parts.add(run.model());
        }
        parts.add(when(run.startedAt(), run.endedAt()));
        parts.add(Numbers.count(sum(stages, s -> s.requests().created()), "request", "requests"));
        parts.add(Numbers.count(sum(stages, s -> s.requests().errored()), "error", "errors"));
        long dropped = sum(stages, s -> s.requests().dropped());
        if (dropped > 0) {
            parts.add(Numbers.count(dropped) + " dropped");
        }
        recut.ifPresent(parts::add);
        if (!run.state().equals("sealed")) {
            parts.add(run.reason() == null ? run.state() : run.state() + ": " + run.reason());
        }
        return String.join(" · ", parts);
    }

    private static long sum(List<StageSummary> stages, ToLongFunction<StageSummary> count) {
        return stages.stream().mapToLong(count).sum();
    }

    /** {@code 21 Nov 2026, 14:02–14:12 UTC}; as written where it is not a time. */
    private static String when(String start, @Nullable String end) {
        try {
            var from = Instant.parse(start).atOffset(ZoneOffset.UTC);
            String text = DAY.format(from) + ", " + TIME.format(from);
            if (end != null) {
                var to = Instant.parse(end).atOffset(ZoneOffset.UTC);
                boolean sameDay = to.toLocalDate().equals(from.toLocalDate());
                text += "–" + (sameDay ? "" : DAY.format(to) + ", ") + TIME.format(to);
            }
            return text + " UTC";
        } catch (DateTimeParseException e) {
            return end == null ? start : start + "–" + end;
        }
    }

    private static String verdictNote(List<FindingText> all, int checksPassed) {
        long findings = all.stream().filter(f -> f.severity() != Severity.NOTE).count();
        long notes = all.size() - findings;
        List<String> parts = new ArrayList<>();
        if (findings > 0) {
            parts.add(Numbers.count(findings, "finding", "findings"));
        }
        if (notes > 0) {
            parts.add(Numbers.count(notes, "note", "notes"));
        }
        parts.add(Numbers.count(checksPassed, "check", "checks") + " passed");
        return String.join(", ", parts) + ".";
    }

    private static String saturated(SaturationReport report, List<StageSummary> stages) {
        double start = stages.stream()
                .filter(s -> s.index() == report.stage())
                .mapToDouble(StageSummary::startSeconds)
                .findFirst()
                .orElse(0);
        return "Saturated in " + StageNames.numbered(report.stage()) + " since "
                + Numbers.clock(start + report.atSeconds()) + ": " + FindingText.sentence(report.detail());
    }

    /** The stage below the load line; else the highest open-loop one that is not saturated; else the busiest. */
    private static @Nullable StageSummary reference(RunSummary summary, List<StageSummary> stages, LoadLine loadLine) {
        int wanted = switch (loadLine) {
            case LoadLine.Crossing crossing -> crossing.below();
            case LoadLine.NotReached highest -> highest.stage();
            case LoadLine.BelowLowest lowest -> lowest.stage();
            case LoadLine.Unasked _ -> -1;
        };
        Comparator<StageSummary> busiest =
                Comparator.comparingDouble(s -> s.rates().requests());
        Optional<StageSummary> chosen =
                stages.stream().filter(s -> s.index() == wanted).findFirst();
        return chosen.or(() -> stages.stream()
                        .filter(StageSummary::openLoop)
                        .filter(s -> summary.saturation().stream().noneMatch(r -> r.stage() == s.index()))
                        .max(busiest))
                .or(() -> stages.stream().max(busiest))
                .orElse(null);
    }
}

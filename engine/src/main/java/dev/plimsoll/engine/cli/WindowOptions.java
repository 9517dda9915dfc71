package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.IntervalHistograms;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which window of a run to measure, chosen after it. */
final class WindowOptions {
    private static final String NUMBER = "\\d{1,9}(?:\\.\\d{1,9})?";
    private static final Pattern NUMBERS = Pattern.compile(NUMBER);
    private static final Pattern BOUNDS = Pattern.compile("(" + NUMBER + ")?\\.\\.(" + NUMBER + ")?");

    @Option(
            names = "--window",
            paramLabel = "FROM..TO",
            description = "Measure these seconds after each stage's start: 10..60, 10.. or ..60.")
    private @Nullable String window;

    @Option(
            names = "--window-rule",
            paramLabel = "RULE",
            description = "Requests that belong to the window: start-in, end-in, fully-in or overlap.")
    private @Nullable String rule;

    @Option(
            names = "--warmup",
            paramLabel = "CUT",
            description =
                    "Leave out at the start of each stage: seconds, a share below 1 of its length, or auto (until it"
                            + " is steady).")
    private @Nullable String warmup;

    @Option(
            names = "--cooldown",
            paramLabel = "CUT",
            description = "Leave out at the end of each stage: seconds, or a share below 1 of its length.")
    private @Nullable String cooldown;

    @Option(
            names = "--quick",
            description = "Only estimate the window, from histograms of whole seconds: no record is read.")
    private boolean quick;

    /** Whether an estimate is enough. */
    boolean isQuick() {
        return quick;
    }

    /**
     * What the per-second histograms say of the chosen window, or of the run's own, in whole seconds.
     *
     * @throws PlimsollException where another rule was asked for: a histogram knows no request
     */
    List<IntervalHistograms.Estimate> estimates(ArchivedRun run) {
        WindowChoice choice = choice();
        if (choice != null && (choice.rule() != null || choice.warmup() != null || choice.cooldown() != null)) {
            throw PlimsollException.usage(
                    "--quick estimates a --window of whole seconds; leave --window-rule, --warmup and --cooldown"
                            + " away.");
        }
        IntervalHistograms histograms = IntervalHistograms.of(run);
        List<IntervalHistograms.Estimate> estimates = new ArrayList<>();
        for (RunSummary.Stage stage : run.summary().stages()) {
            double[] own = stage.figures().windowSeconds();
            Double from = choice == null ? null : choice.fromSeconds();
            Double to = choice == null ? null : choice.toSeconds();
            histograms
                    .between(stage.figures().index(), (long) Math.floor(from == null ? own[0] : from), (long)
                            Math.ceil(to == null ? own[1] : to))
                    .ifPresent(estimates::add);
        }
        if (estimates.isEmpty()) {
            throw PlimsollException.usage("The run has no histograms of the seconds that were asked for.");
        }
        return estimates;
    }

    /**
     * The choice, or null where nothing was chosen.
     *
     * @throws PlimsollException telling everything that is wrong with it
     */
    @Nullable
    WindowChoice choice() {
        if (window == null && rule == null && warmup == null && cooldown == null) {
            return null;
        }
        List<Problem> problems = new ArrayList<>();
        Double from = null;
        Double to = null;
        if (window != null) {
            Matcher bounds = BOUNDS.matcher(window);
            if (!bounds.matches() || (bounds.group(1) == null && bounds.group(2) == null)) {
                problems.add(wrong("--window", "'" + window + "' is no window", "10..60", "10..", "..60"));
            } else {
                from = bounds.group(1) == null ? null : Double.valueOf(bounds.group(1));
                to = bounds.group(2) == null ? null : Double.valueOf(bounds.group(2));
                if (to != null && to <= (from == null ? 0 : from)) {
                    problems.add(wrong("--window", "'" + window + "' ends before it begins"));
                    to = null;
                }
            }
            if (warmup != null && from != null) {
                problems.add(wrong("--warmup", "cannot be used together with the beginning of --window"));
            }
            if (cooldown != null && to != null) {
                problems.add(wrong("--cooldown", "cannot be used together with the end of --window"));
            }
        }
        WindowRule named = rule == null ? null : WindowRule.named(rule).orElse(null);
        if (rule != null && named == null) {
            problems.add(wrong("--window-rule", "'" + rule + "' is no rule", WindowRule.names()));
        }
        TransientPlan start =
                "auto".equals(warmup) ? TransientPlan.AUTO : cut("--warmup", warmup, problems, "5", "0.1", "auto");
        TransientPlan end = cut("--cooldown", cooldown, problems, "5", "0.1");
        if (share(start) + share(end) >= 1) {
            problems.add(wrong("--cooldown", "leaves nothing to measure together with the warm-up"));
        }
        if (!problems.isEmpty()) {
            throw PlimsollException.ofProblems("The window cannot be cut so.", problems);
        }
        return new WindowChoice(named, from, to, start, end);
    }

    private static @Nullable TransientPlan cut(
            String option, @Nullable String written, List<Problem> problems, String... allowed) {
        if (written == null) {
            return null;
        }
        if (!NUMBERS.matcher(written).matches()) {
            problems.add(wrong(option, "'" + written + "' is no length", allowed));
            return null;
        }
        return TransientPlan.shorthand(Double.parseDouble(written));
    }

    private static double share(@Nullable TransientPlan plan) {
        return plan == null || plan.percent() == null ? 0 : plan.percent();
    }

    private static Problem wrong(String option, String what, String... allowed) {
        return new Problem(null, 0, option, what, List.of(allowed));
    }
}

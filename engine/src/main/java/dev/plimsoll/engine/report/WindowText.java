package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowSummary;
import dev.plimsoll.engine.metrics.WindowSummary.Steady;
import dev.plimsoll.engine.plan.WindowRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be said of the measurement windows of a run, in sentences. */
public final class WindowText {
    private static final double NOT_WORTH_TELLING_SECONDS = 0.05;

    private WindowText() {}

    /** {@code window cut again: 10–60 s, end-in}, empty where every window is the run's own. */
    public static Optional<String> recut(RunSummary summary) {
        return summary.stages().stream()
                .map(stage -> stage.figures().window())
                .flatMap(window -> Optional.ofNullable(window == null ? null : window.recut()).stream())
                .findFirst()
                .map(told -> "window cut again: " + told);
    }

    /** What to know of the windows of a run, a sentence each: {@code Stage 2: steady from 12.0 s on (...).} */
    public static List<String> of(RunSummary summary) {
        List<String> sentences = new ArrayList<>();
        for (RunSummary.Stage stage : summary.stages()) {
            for (String sentence : of(stage.figures())) {
                String begun = Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
                sentences.add("Stage " + (stage.figures().index() + 1) + ": " + begun);
            }
        }
        return sentences;
    }

    /** What to know of the window of one stage: another rule than usual, a warm-up cut or proposed, a stage that never gets steady. */
    public static List<String> of(StageSummary stage) {
        WindowSummary window = stage.window();
        List<String> sentences = new ArrayList<>();
        if (window != null && window.rule() != WindowRule.START_IN) {
            sentences.add("Figures are of the requests that " + taken(window.rule()) + ".");
        }
        Steady steady = window == null ? null : window.steady();
        if (steady != null) {
            steady(stage, steady).ifPresent(sentences::add);
        }
        return sentences;
    }

    /** What requests of a rule do: {@code start in the window}. */
    static String taken(WindowRule rule) {
        return switch (rule) {
            case START_IN -> "start in the window";
            case END_IN -> "end in the window (end-in)";
            case FULLY_IN -> "start and end in the window (fully-in)";
            case OVERLAP -> "are under way in the window (overlap)";
        };
    }

    /** What is judged by: a metric, or completed requests. */
    static String series(Steady steady) {
        return steady.by().equals("requests") ? "completed requests" : MetricNames.of(steady.by());
    }

    private static Optional<String> steady(StageSummary stage, Steady steady) {
        String by = " (MSER-5 over " + series(steady) + ")";
        String seconds = Numbers.fixed(steady.cutSeconds(), 1) + " s";
        if (!steady.settled()) {
            String left = steady.applied() ? "; its first " + seconds + " are left out" : "";
            return Optional.of("Not steady anywhere" + by + left + ".");
        }
        if (steady.applied()) {
            return Optional.of("Measured from " + seconds + " on, where it gets steady" + by + ".");
        }
        if (steady.cutSeconds() <= stage.windowSeconds()[0] + NOT_WORTH_TELLING_SECONDS) {
            return Optional.empty();
        }
        return Optional.of(
                "Steady from " + seconds + " on" + by + "; \"warmup\": \"auto\" leaves out what was before.");
    }
}

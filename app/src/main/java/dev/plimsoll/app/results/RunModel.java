package dev.plimsoll.app.results;

import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Headline;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.trust.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** One opened run, in the words and numbers its page shows. */
final class RunModel {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ROOT);

    private final ArchivedRun run;
    private final RunEntry.State state;
    private final @Nullable String ownName;
    private final ReadOnlyObjectWrapper<Measured> measured;
    private final ScopeModel scope;
    private final ZoneId zone;
    private final BooleanProperty failuresInfinite = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable RunCharts> charts = new ReadOnlyObjectWrapper<>();

    /**
     * Of a run whose summary was read already.
     *
     * @param entry what has become of it, and what a person wrote about it
     * @param zone in which times of day are shown
     */
    RunModel(ArchivedRun run, RunEntry entry, ZoneId zone) {
        this.run = run;
        this.state = entry.state();
        this.ownName = entry.notes().name();
        this.measured = new ReadOnlyObjectWrapper<>(measure(run));
        this.zone = zone;
        this.scope = new ScopeModel(stages());
        StageSummary reference = headline().reference();
        if (reference != null) {
            scope.stage().set(reference.index());
        }
    }

    /**
     * What came out of the run over one choice of measurement window.
     *
     * @param run the run, or the run cut again
     * @param summary its summary, under the name a person gave it
     * @param headline the words that go with it
     */
    record Measured(ArchivedRun run, RunSummary summary, Headline headline) {}

    /** Whether the stage table counts a failed request as one that never answers. */
    BooleanProperty failuresInfinite() {
        return failuresInfinite;
    }

    /** Whether that would change anything. */
    boolean hasFailures() {
        return stages().stream().anyMatch(s -> !s.errorAdjusted().isEmpty());
    }

    /** Whether figures of another window are being made. */
    ReadOnlyBooleanProperty measuring() {
        return measuring.getReadOnlyProperty();
    }

    /** Figures of another window are being made, or no longer. */
    void measuring(boolean on) {
        measuring.set(on);
    }

    /**
     * Shows the run over another window, or over its own again.
     *
     * @param cut the run, or the run cut again; its summary was read already
     * @param itsCharts charts of the same figures
     */
    void show(ArchivedRun cut, RunCharts itsCharts) {
        measuring.set(false);
        measured.set(measure(cut));
        charts.set(itsCharts);
    }

    /** What was chosen instead of the run's own window: {@code 10–60 s, end-in}; empty for its own. */
    Optional<String> otherWindow() {
        return stages().stream()
                .map(StageSummary::window)
                .flatMap(w -> Optional.ofNullable(w == null ? null : w.recut()).stream())
                .findFirst();
    }

    private Measured measure(ArchivedRun from) {
        RunSummary summary = named(from.summary(), ownName);
        return new Measured(from, summary, Headline.of(summary));
    }

    private static RunSummary named(RunSummary read, @Nullable String name) {
        if (name == null) {
            return read;
        }
        RunSummary.RunHead head = read.run();
        return new RunSummary(
                read.schemaVersion(),
                new RunSummary.RunHead(
                        head.id(),
                        name,
                        head.startedAt(),
                        head.endedAt(),
                        head.state(),
                        head.version(),
                        head.target(),
                        head.model(),
                        head.reason(),
                        head.importedFrom()),
                read.verdict(),
                read.saturation(),
                read.stages());
    }

    /** The run as it was measured. */
    ArchivedRun run() {
        return run;
    }

    /** What is shown: of the run's own window, or of another one. */
    ReadOnlyObjectProperty<Measured> measured() {
        return measured.getReadOnlyProperty();
    }

    /** The program that measured it; empty for a run of our own. */
    Optional<RunSummary.Origin> origin() {
        return Optional.ofNullable(run.summary().run().importedFrom());
    }

    Path folder() {
        return run.folder();
    }

    RunSummary summary() {
        return measured.get().summary();
    }

    Headline headline() {
        return measured.get().headline();
    }

    Verdict verdict() {
        return summary().verdict().value();
    }

    /** What its requests are narrowed to. */
    ScopeModel scope() {
        return scope;
    }

    List<StageSummary> stages() {
        return summary().stages().stream().map(RunSummary.Stage::figures).toList();
    }

    Optional<StageSummary> stage(int index) {
        return stages().stream().filter(s -> s.index() == index).findFirst();
    }

    /** What has become of it. */
    RunEntry.State state() {
        return state;
    }

    /** Every chart; null until its records were read. */
    ReadOnlyObjectProperty<@Nullable RunCharts> charts() {
        return charts.getReadOnlyProperty();
    }

    /** The records were read. */
    void chartsRead(RunCharts read) {
        charts.set(read);
    }

    /** {@code Sweep chat-short → vllm-h100}. */
    String title() {
        return headline().title();
    }

    /** {@code 21 Nov 2026 14:02 · 10 min · 15,257 requests · 0 errors · sealed}. */
    String facts() {
        List<String> parts = new ArrayList<>();
        RunSummary.RunHead head = summary().run();
        if (!head.startedAt().isEmpty()) {
            parts.add(when(head.startedAt(), zone));
        }
        duration(head).ifPresent(parts::add);
        parts.add(Numbers.count(requests(), "request", "requests"));
        long errors = stages().stream().mapToLong(s -> s.requests().errored()).sum();
        parts.add(Numbers.count(errors, "error", "errors"));
        long dropped = stages().stream().mapToLong(s -> s.requests().dropped()).sum();
        if (dropped > 0) {
            parts.add(Numbers.count(dropped) + " dropped");
        }
        parts.add(origin().map(from -> "imported from " + Provenance.program(from))
                .orElse(head.state()));
        return String.join(" · ", parts);
    }

    /** How many requests were created. */
    long requests() {
        return stages().stream().mapToLong(s -> s.requests().created()).sum();
    }

    /** {@code 10 · window 5–60 s of each}. */
    String stagesFact() {
        List<StageSummary> stages = stages();
        String count = Numbers.count(stages.size());
        if (stages.isEmpty()) {
            return count;
        }
        double[] window = stages.getFirst().windowSeconds();
        boolean same = stages.stream()
                .allMatch(s -> Math.abs(s.windowSeconds()[0] - window[0]) < 0.5
                        && Math.abs(s.windowSeconds()[1] - window[1]) < 0.5);
        return same
                ? count + " · window " + Numbers.count(Math.round(window[0])) + "–"
                        + Numbers.count(Math.round(window[1])) + " s"
                        + (stages.size() == 1 ? "" : " of each")
                : count + " · a window for each";
    }

    private static Optional<String> duration(RunSummary.RunHead head) {
        if (head.endedAt() == null) {
            return Optional.empty();
        }
        try {
            Duration took = Duration.between(Instant.parse(head.startedAt()), Instant.parse(head.endedAt()));
            double seconds = took.toMillis() / 1000.0;
            // Of minutes nobody wants the seconds.
            return Optional.of(Numbers.span(seconds >= 600 ? Math.round(seconds / 60) * 60.0 : seconds));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@code 21 Nov 2026 14:02}; as written where it is not a time. */
    static String when(String instant, ZoneId zone) {
        try {
            return when(Instant.parse(instant), zone);
        } catch (DateTimeParseException e) {
            return instant;
        }
    }

    static String when(Instant instant, ZoneId zone) {
        return WHEN.format(instant.atZone(zone));
    }
}

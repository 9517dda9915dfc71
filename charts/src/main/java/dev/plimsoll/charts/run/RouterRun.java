package dev.plimsoll.charts.run;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.observe.RouterFigures;
import dev.plimsoll.engine.router.observe.RouterFigures.Window;
import dev.plimsoll.engine.router.observe.RouterLog;
import dev.plimsoll.engine.router.observe.RouterTimeline;
import dev.plimsoll.engine.router.observe.RouterTimelineBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the charts of a run's router are drawn from, read from its log. Immutable, any thread.
 *
 * @param timeline what happened
 * @param whole the figures from the first stage to the last
 * @param sections the figures of each policy where several decided one after another, else of the whole
 */
public record RouterRun(RouterTimeline timeline, RouterStage whole, List<Section> sections) {
    private static final double NS_PER_S = 1e9;
    private static final double NS_PER_MS = 1e6;

    public RouterRun {
        sections = List.copyOf(sections);
    }

    /**
     * A piece of the run.
     *
     * @param stage the stage it is, 0-based; {@link HoverPoint#NO_STAGE} for all of them
     * @param figures of its window
     * @param parts mean parts of the wait of the requests that a model got, by model
     */
    public record Section(int stage, RouterStage figures, Map<String, Parts> parts) {
        public Section {
            parts = Map.copyOf(parts);
        }
    }

    /** Mean parts of a wait, ms. */
    public record Parts(double queuedMs, double evictingMs, double spawningMs, double healthMs) {}

    /** What a run's router wrote, if it had one and anything happened. */
    public static Optional<RouterRun> of(ArchivedRun run) {
        Path file = run.folder().resolve(RunFolder.ROUTER_EVENTS);
        return Files.isRegularFile(file)
                ? Optional.of(of(RouterLog.of(file), run.summary()))
                        .filter(r -> !r.timeline().models().isEmpty())
                : Optional.empty();
    }

    /** What a log tells of a run with these stages; of all of it where there is no stage. */
    public static RouterRun of(RouterLog log, RunSummary summary) {
        RouterTimelineBuilder builder = new RouterTimelineBuilder();
        log.forEach(builder);
        RouterTimeline timeline = builder.timeline();
        List<Window> windows = new ArrayList<>(
                summary.stages().stream().map(s -> window(s.figures())).toList());
        windows.add(new Window(
                windows.stream().mapToLong(Window::fromNs).min().orElse(timeline.fromNs()),
                windows.stream().mapToLong(Window::toNs).max().orElse(timeline.toNs() + 1)));
        List<RouterStage> figures = RouterFigures.of(log, windows);
        List<Tally> tallies = windows.stream().map(Tally::new).toList();
        log.forEach(event -> {
            if (event instanceof RouterEvent.RequestEnded ended) {
                tallies.forEach(tally -> tally.add(ended.request()));
            }
        });
        int stages = summary.stages().size();
        boolean compared = figures.subList(0, stages).stream()
                        .map(RouterStage::policy)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                > 1;
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < stages && compared; i++) {
            RouterStage predicted = predicted(summary.stages().get(i));
            sections.add(new Section(
                    summary.stages().get(i).figures().index(),
                    figures.get(i).withPredicted(predicted),
                    tallies.get(i).parts()));
        }
        if (!compared) {
            sections.add(new Section(
                    HoverPoint.NO_STAGE,
                    figures.get(stages),
                    tallies.get(stages).parts()));
        }
        return new RouterRun(timeline, figures.get(stages), sections);
    }

    /** Whether several policies decided, one after another. */
    boolean compared() {
        return sections.size() > 1;
    }

    private static @Nullable RouterStage predicted(RunSummary.Stage stage) {
        RouterStage router = stage.router();
        return router == null ? null : router.predicted();
    }

    /** A stage's measurement window in run time, which is the log's; both of its ends belong to it. */
    private static Window window(StageSummary stage) {
        double[] window = stage.windowSeconds();
        return new Window(
                Math.round((stage.startSeconds() + window[0]) * NS_PER_S),
                Math.round((stage.startSeconds() + Math.max(window[0], window[1])) * NS_PER_S) + 1);
    }

    /** Sums of the parts of waits within a window. */
    private static final class Tally {
        private final Window window;
        private final Map<String, double[]> sums = new HashMap<>();

        Tally(Window window) {
            this.window = window;
        }

        void add(RoutedRequest request) {
            var phases = request.phases();
            boolean inside = phases.arrivedAtNs() >= window.fromNs() && phases.arrivedAtNs() < window.toNs();
            if (!inside || !phases.served()) {
                return;
            }
            double[] sum = sums.computeIfAbsent(request.model(), _ -> new double[5]);
            sum[0]++;
            sum[1] += phases.queuedNs() / NS_PER_MS;
            sum[2] += phases.evictingNs() / NS_PER_MS;
            sum[3] += phases.spawningNs() / NS_PER_MS;
            sum[4] += phases.healthWaitNs() / NS_PER_MS;
        }

        Map<String, Parts> parts() {
            Map<String, Parts> parts = new HashMap<>();
            sums.forEach((model, s) -> parts.put(model, new Parts(s[1] / s[0], s[2] / s[0], s[3] / s[0], s[4] / s[0])));
            return parts;
        }
    }
}

package dev.plimsoll.engine.run;

import dev.plimsoll.engine.metrics.LiveMetrics;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run says of itself while it goes. The run's thread writes; any thread reads the latest whole picture. */
final class Board {
    private final LiveMetrics live;
    private volatile String doing = "Starting";
    private volatile int planned;
    private volatile @Nullable String verdict;
    private volatile @Nullable String saturation;

    Board(LiveMetrics live) {
        this.live = live;
    }

    void doing(String what) {
        doing = what;
    }

    void planned(int stages) {
        planned = stages;
    }

    void verdict(String soFar) {
        verdict = soFar;
    }

    void saturation(String sentence) {
        saturation = sentence;
    }

    RunStatus status() {
        List<RunStatus.Stage> stages = new ArrayList<>();
        for (LiveSnapshot.Stage stage : live.snapshot().stages()) {
            stages.add(row(stage));
        }
        return new RunStatus(doing, planned, stages, verdict, saturation);
    }

    private static RunStatus.Stage row(LiveSnapshot.Stage s) {
        Double remaining = s.counts().remainingFraction();
        Double left = s.counts().secondsLeft();
        return new RunStatus.Stage(
                s.index(),
                s.displayName(),
                s.exact() ? RunStatus.Phase.DONE : RunStatus.Phase.RUNNING,
                s.exact() ? 1 : remaining == null ? 0 : Math.clamp(1 - remaining, 0, 1),
                left == null ? -1 : left,
                s.requestsPerSecond(),
                s.counts().inFlight(),
                orAbsent(s.ttftP50Ms()),
                orAbsent(s.ttftP99Ms()),
                s.outputTokensPerSecond(),
                s.counts().successful(),
                s.counts().errored(),
                orAbsent(s.sendLagP99Us()));
    }

    private static double orAbsent(@Nullable Double value) {
        return value == null ? -1 : value;
    }
}

package dev.plimsoll.engine.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it stands. Immutable, any thread.
 *
 * @param stages the stages so far, the running one last
 */
public record LiveSnapshot(List<Stage> stages) {
    /** Before the first stage. */
    public static final LiveSnapshot EMPTY = new LiveSnapshot(List.of());

    public LiveSnapshot {
        stages = List.copyOf(stages);
    }

    /**
     * One stage. A value that does not exist yet is null.
     *
     * @param index 0-based
     * @param displayName {@code constant@10.00}
     * @param exact true once the stage ended: values come from its records; before, they are estimates, shown with {@code ~}
     * @param elapsedSeconds since the stage's start
     * @param counts where it stands
     * @param requestsPerSecond completions, over the last {@value LiveStage#RATE_SECONDS} s while running
     * @param outputTokensPerSecond output tokens (content events while running), over the same seconds
     * @param ttftP50Ms TTFT of the whole stage
     * @param ttftP99Ms same
     * @param latencyP50Ms latency of the whole stage
     * @param latencyP99Ms same
     * @param iclP50Ms gaps between content events
     * @param iclP99Ms same
     * @param sendLagP99Us send lag
     * @param points the last {@value LiveStage#MOST_POINTS} seconds, oldest first; empty for a stage that ended
     */
    public record Stage(
            int index,
            String displayName,
            boolean exact,
            double elapsedSeconds,
            LiveCounts counts,
            double requestsPerSecond,
            double outputTokensPerSecond,
            @Nullable Double ttftP50Ms,
            @Nullable Double ttftP99Ms,
            @Nullable Double latencyP50Ms,
            @Nullable Double latencyP99Ms,
            @Nullable Double iclP50Ms,
            @Nullable Double iclP99Ms,
            @Nullable Double sendLagP99Us,
            List<Point> points) {
        public Stage {
            points = List.copyOf(points);
        }
    }

    /**
     * One second of all workers together, once every worker has told of it (or is late).
     *
     * @param atSeconds start of the second, after the stage's start
     * @param sent requests sent per second
     * @param completed requests completed per second
     * @param errored requests errored per second
     * @param outputTokens content events per second
     * @param inFlight in flight at the end of the second
     * @param ttftP50Ms of requests that ended in it, null for none
     * @param ttftP99Ms same
     * @param latencyP99Ms same
     * @param sendLagP99Us same
     */
    public record Point(
            double atSeconds,
            double sent,
            double completed,
            double errored,
            double outputTokens,
            double inFlight,
            @Nullable Double ttftP50Ms,
            @Nullable Double ttftP99Ms,
            @Nullable Double latencyP99Ms,
            @Nullable Double sendLagP99Us) {}
}

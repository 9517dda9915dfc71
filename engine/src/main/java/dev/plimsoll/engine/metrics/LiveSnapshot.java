package dev.plimsoll.engine.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A run as it stands. Immutable, any thread.
 *
 * @param stages the stages so far, the running one last
 * @param points the run second by second, oldest first: the last hour in steps of 1 s, ten hours before it in steps of 10 s
 */
public record LiveSnapshot(List<Stage> stages, List<Point> points) {
    /** Before the first stage. */
    public static final LiveSnapshot EMPTY = new LiveSnapshot(List.of(), List.of());

    public LiveSnapshot {
        stages = List.copyOf(stages);
        points = List.copyOf(points);
    }

    /**
     * One stage. A value that does not exist yet is null.
     *
     * @param index 0-based
     * @param displayName {@code constant@10.00}
     * @param strategy {@code Strategy.describe()}
     * @param openLoop whether starts follow a schedule
     * @param exact true once the stage ended: values come from its records; before, they are estimates, shown with {@code ~}
     * @param startSeconds its start, s of run time
     * @param elapsedSeconds since the stage's start
     * @param limitSeconds its time limit, 0 for none
     * @param limitRequests its request limit, 0 for none
     * @param counts where it stands
     * @param offeredPerSecond slots that fell due, over the last {@value LiveStage#RATE_SECONDS} s while running; null in a closed loop
     * @param requestsPerSecond completions, over the same seconds
     * @param outputTokensPerSecond output tokens (content events while running), over the same seconds
     * @param ttftP50Ms TTFT of the whole stage
     * @param ttftP99Ms same
     * @param tpotP50Ms TPOT of the whole stage; while running from the end of the answer instead of its last token
     * @param tpotP99Ms same
     * @param latencyP50Ms latency of the whole stage
     * @param latencyP99Ms same
     * @param iclP50Ms gaps between content events
     * @param iclP99Ms same
     * @param sendLagP99Us send lag
     * @param self how our own processes fared
     * @param slos its objectives, in the plan's order
     */
    public record Stage(
            int index,
            String displayName,
            Map<String, Object> strategy,
            boolean openLoop,
            boolean exact,
            double startSeconds,
            double elapsedSeconds,
            double limitSeconds,
            long limitRequests,
            LiveCounts counts,
            @Nullable Double offeredPerSecond,
            double requestsPerSecond,
            double outputTokensPerSecond,
            @Nullable Double ttftP50Ms,
            @Nullable Double ttftP99Ms,
            @Nullable Double tpotP50Ms,
            @Nullable Double tpotP99Ms,
            @Nullable Double latencyP50Ms,
            @Nullable Double latencyP99Ms,
            @Nullable Double iclP50Ms,
            @Nullable Double iclP99Ms,
            @Nullable Double sendLagP99Us,
            LiveSelf self,
            List<LiveSlo> slos) {
        public Stage {
            slos = List.copyOf(slos);
        }

        /** Where it ends or stands now, s of run time. */
        public double endSeconds() {
            return startSeconds + elapsedSeconds;
        }
    }

    /**
     * One step of all workers together, once every worker has told of it (or is late). A value without a request to take it from is
     * null.
     *
     * @param stage stage index
     * @param atSeconds start of the step, s of run time
     * @param seconds its length
     * @param offered slots that fell due per second, null in a closed loop
     * @param sent requests sent per second
     * @param completed requests completed per second
     * @param errored requests errored per second
     * @param outputTokens content events per second
     * @param inFlight in flight at the end of the step
     * @param ttftP50Ms of first tokens in it
     * @param ttftP99Ms same
     * @param tpotP50Ms of requests that ended in it
     * @param tpotP99Ms same
     * @param iclP50Ms of content events in it
     * @param iclP99Ms same
     * @param latencyP50Ms of requests that ended in it
     * @param latencyP99Ms same
     * @param sendLagP99Us of requests sent in it
     * @param loopLagP99Us of the worst worker's event loop
     * @param latency the latencies in coarse cells
     */
    public record Point(
            int stage,
            double atSeconds,
            double seconds,
            @Nullable Double offered,
            double sent,
            double completed,
            double errored,
            double outputTokens,
            double inFlight,
            @Nullable Double ttftP50Ms,
            @Nullable Double ttftP99Ms,
            @Nullable Double tpotP50Ms,
            @Nullable Double tpotP99Ms,
            @Nullable Double iclP50Ms,
            @Nullable Double iclP99Ms,
            @Nullable Double latencyP50Ms,
            @Nullable Double latencyP99Ms,
            @Nullable Double sendLagP99Us,
            @Nullable Double loopLagP99Us,
            LiveCells latency) {
        /** Several steps of one stage as one: means of rates, the middle of the medians, and the largest of the tails, so that no spike is lost. */
        static Point merged(List<Point> steps) {
            Point first = steps.getFirst();
            Point last = steps.getLast();
            LiveCells cells = LiveCells.NONE;
            for (Point step : steps) {
                cells = cells.plus(step.latency);
            }
            return new Point(
                    first.stage,
                    first.atSeconds,
                    last.atSeconds + last.seconds - first.atSeconds,
                    first.offered == null ? null : mean(steps, p -> p.offered == null ? 0 : p.offered),
                    mean(steps, Point::sent),
                    mean(steps, Point::completed),
                    mean(steps, Point::errored),
                    mean(steps, Point::outputTokens),
                    mean(steps, Point::inFlight),
                    middle(steps, Point::ttftP50Ms),
                    largest(steps, Point::ttftP99Ms),
                    middle(steps, Point::tpotP50Ms),
                    largest(steps, Point::tpotP99Ms),
                    middle(steps, Point::iclP50Ms),
                    largest(steps, Point::iclP99Ms),
                    middle(steps, Point::latencyP50Ms),
                    largest(steps, Point::latencyP99Ms),
                    largest(steps, Point::sendLagP99Us),
                    largest(steps, Point::loopLagP99Us),
                    cells);
        }

        private static double mean(List<Point> steps, ToDoubleFunction<Point> value) {
            return steps.stream().mapToDouble(value).average().orElseThrow();
        }

        private static @Nullable Double middle(List<Point> steps, Function<Point, @Nullable Double> value) {
            List<Double> sorted = present(steps, value);
            return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
        }

        private static @Nullable Double largest(List<Point> steps, Function<Point, @Nullable Double> value) {
            List<Double> sorted = present(steps, value);
            return sorted.isEmpty() ? null : sorted.getLast();
        }

        private static List<Double> present(List<Point> steps, Function<Point, @Nullable Double> value) {
            List<Double> values = new ArrayList<>();
            for (Point step : steps) {
                Double v = value.apply(step);
                if (v != null) {
                    values.add(v);
                }
            }
            values.sort(null);
            return values;
        }
    }
}

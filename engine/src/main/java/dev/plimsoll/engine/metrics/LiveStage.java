package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The running stage inside {@link LiveMetrics}: bounded memory, one thread. */
final class LiveStage {
    /** Seconds over which a live rate is taken. */
    static final int RATE_SECONDS = 5;
    /** Points kept: twenty minutes. */
    static final int MOST_POINTS = 1200;
    /** A second is closed when one this much later is told of: no worker is that late and alive. */
    private static final long OPEN_SECONDS = 3;

    private static final int DIGITS = 3;

    private final StageFacts facts;
    private final Histogram ttftUs = new Histogram(DIGITS);
    private final Histogram latencyUs = new Histogram(DIGITS);
    private final Histogram gapUs = new Histogram(DIGITS);
    private final Histogram sendLagNs = new Histogram(DIGITS);
    private final TreeMap<Long, Second> open = new TreeMap<>();
    private final ArrayDeque<LiveSnapshot.Point> points = new ArrayDeque<>();
    private long closedThrough = -1;
    private double inFlightNs;
    private LiveCounts counts;
    private @Nullable Percentiles percentiles;

    LiveStage(StageFacts facts) {
        this.facts = facts;
        this.counts = LiveCounts.none(facts.startNs());
    }

    void updated(RequestUpdate update) {
        // The sum of ends minus the sum of starts is the area under the requests in flight.
        if (update.status() == RequestStatus.IN_PROGRESS) {
            inFlightNs -= update.atNs();
        } else if (update.status().isTerminal() && RequestTimings.has(update.sendStartNs())) {
            inFlightNs += update.atNs();
        }
    }

    void counted(LiveCounts now) {
        counts = now;
    }

    double inFlightSeconds() {
        return inFlightNs / 1e9;
    }

    void interval(IntervalSample sample) {
        ttftUs.add(sample.ttftUs());
        latencyUs.add(sample.latencyUs());
        gapUs.add(sample.gapUs());
        sendLagNs.add(sample.sendLagNs());
        percentiles = null;
        long second = Math.floorDiv(sample.startNs() + sample.lengthNs() / 2 - facts.startNs(), 1_000_000_000L);
        if (second <= closedThrough) {
            return;
        }
        open.computeIfAbsent(second, k -> new Second()).add(sample);
        while (open.firstKey() + OPEN_SECONDS <= second) {
            close(open.pollFirstEntry());
        }
    }

    private void close(Map.Entry<Long, Second> entry) {
        closedThrough = entry.getKey();
        points.add(entry.getValue().point(entry.getKey()));
        if (points.size() > MOST_POINTS) {
            points.removeFirst();
        }
    }

    LiveSnapshot.Stage snapshot() {
        Percentiles p = percentiles;
        if (p == null) {
            p = new Percentiles(
                    at(ttftUs, 50, 1e3),
                    at(ttftUs, 99, 1e3),
                    at(latencyUs, 50, 1e3),
                    at(latencyUs, 99, 1e3),
                    at(gapUs, 50, 1e3),
                    at(gapUs, 99, 1e3),
                    at(sendLagNs, 99, 1e3));
            percentiles = p;
        }
        double completed = 0;
        double tokens = 0;
        int seconds = 0;
        for (var last = points.descendingIterator(); last.hasNext() && seconds < RATE_SECONDS; seconds++) {
            LiveSnapshot.Point point = last.next();
            completed += point.completed();
            tokens += point.outputTokens();
        }
        double elapsed = (counts.nowNs() - facts.startNs()) / 1e9;
        double over = Math.max(1, seconds);
        return new LiveSnapshot.Stage(
                facts.index(),
                facts.displayName(),
                false,
                Math.max(0, elapsed),
                counts,
                seconds > 0 || elapsed <= 0 ? completed / over : counts.successful() / elapsed,
                tokens / over,
                p.ttft50,
                p.ttft99,
                p.latency50,
                p.latency99,
                p.gap50,
                p.gap99,
                p.lag99,
                List.copyOf(points));
    }

    /** The same stage by its exact figures. */
    LiveSnapshot.Stage ended(StageSummary summary) {
        return new LiveSnapshot.Stage(
                summary.index(),
                summary.displayName(),
                true,
                summary.endSeconds() - summary.startSeconds(),
                new LiveCounts(
                        counts.nowNs(),
                        summary.requests().created(),
                        0,
                        summary.requests().successful(),
                        summary.requests().errored(),
                        summary.requests().cancelled(),
                        summary.requests().dropped(),
                        0.0,
                        0.0),
                summary.rates().requests(),
                summary.rates().outputTokens(),
                stat(summary, "ttft", "p50"),
                stat(summary, "ttft", "p99"),
                stat(summary, "latency", "p50"),
                stat(summary, "latency", "p99"),
                stat(summary, "icl", "p50"),
                stat(summary, "icl", "p99"),
                stat(summary, "sendLag", "p99"),
                List.of());
    }

    private static @Nullable Double stat(StageSummary summary, String tag, String stat) {
        MetricSummary metric = summary.metrics().get(tag);
        return metric == null ? null : metric.stat(stat);
    }

    private static @Nullable Double at(Histogram histogram, double percent, double divisor) {
        return histogram.getTotalCount() == 0
                ? null
                : Double.valueOf(histogram.getValueAtPercentile(percent) / divisor);
    }

    private record Percentiles(
            @Nullable Double ttft50,
            @Nullable Double ttft99,
            @Nullable Double latency50,
            @Nullable Double latency99,
            @Nullable Double gap50,
            @Nullable Double gap99,
            @Nullable Double lag99) {}

    /** One second of all workers, while it is still open. */
    private static final class Second {
        private final List<IntervalSample> samples = new ArrayList<>(8);

        void add(IntervalSample sample) {
            samples.add(sample);
        }

        LiveSnapshot.Point point(long second) {
            Histogram ttft = new Histogram(DIGITS);
            Histogram latency = new Histogram(DIGITS);
            Histogram lag = new Histogram(DIGITS);
            double sent = 0;
            double completed = 0;
            double errored = 0;
            double events = 0;
            double inFlight = 0;
            for (IntervalSample s : samples) {
                double seconds = Math.max(1, s.lengthNs()) / 1e9;
                sent += s.started() / seconds;
                completed += s.completed() / seconds;
                errored += s.errored() / seconds;
                events += s.contentEvents() / seconds;
                inFlight += s.inFlight();
                ttft.add(s.ttftUs());
                latency.add(s.latencyUs());
                lag.add(s.sendLagNs());
            }
            return new LiveSnapshot.Point(
                    second,
                    sent,
                    completed,
                    errored,
                    events,
                    inFlight,
                    at(ttft, 50, 1e3),
                    at(ttft, 99, 1e3),
                    at(latency, 99, 1e3),
                    at(lag, 99, 1e3));
        }
    }
}

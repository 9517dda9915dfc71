package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.SelfSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The running stage inside {@link LiveMetrics}: bounded memory, one thread. */
final class LiveStage {
    /** Seconds over which a live rate is taken. */
    static final int RATE_SECONDS = 5;

    private static final long SECOND_NS = 1_000_000_000L;
    /** A second is closed when one this much later is told of: no worker is that late and alive. */
    private static final long OPEN_SECONDS = 3;
    /** Updates reach the coordinator up to 100 ms late. */
    private static final long UPDATES_NS = 250_000_000L;

    private static final int DIGITS = 3;
    /** Windows that differ by less are the same. */
    private static final double SAME_SECONDS = 1e-6;

    private final StageFacts facts;
    private final LiveHistory history;
    private final Histogram ttftUs = new Histogram(DIGITS);
    private final Histogram tpotUs = new Histogram(DIGITS);
    private final Histogram latencyUs = new Histogram(DIGITS);
    private final Histogram gapUs = new Histogram(DIGITS);
    private final Histogram sendLagNs = new Histogram(DIGITS);
    private final List<LiveObjective> objectives;
    private final TreeMap<Long, LiveSecond> open = new TreeMap<>();
    /** The newest second each worker has told of. */
    private final Map<Integer, Long> told = new HashMap<>();

    private final Set<Integer> takingPart;
    private long closedThrough = -1;
    private double inFlightNs;
    private double inWindowNs;
    private final @Nullable StageWindow window;
    private LiveCounts counts;
    private final LiveSelfTally self;
    private LiveSelf selfShown = LiveSelf.NONE;
    private @Nullable Percentiles percentiles;

    /** A second is shown once every worker {@code takingPart} has told of it. */
    LiveStage(StageFacts facts, LiveHistory history, Set<Integer> takingPart) {
        this.takingPart = Set.copyOf(takingPart);
        this.facts = facts;
        this.window = StageWindow.inAdvance(facts);
        this.history = history;
        this.self = new LiveSelfTally(facts);
        this.counts = LiveCounts.none(facts.startNs());
        this.objectives = facts.slos().stream().map(LiveObjective::new).toList();
    }

    void updated(RequestUpdate update) {
        // The sum of ends minus the sum of starts is the area under the requests in flight.
        if (update.status() == RequestStatus.IN_PROGRESS) {
            inFlightNs -= update.atNs();
            inWindowNs -= inWindow(update.atNs());
        } else if (update.status().isTerminal() && RequestTimings.has(update.sendStartNs())) {
            inFlightNs += update.atNs();
            inWindowNs += inWindow(update.atNs());
        }
        if (update.status() == RequestStatus.COMPLETED
                && update.outputTokens() > 1
                && RequestTimings.has(update.firstTokenNs())) {
            long us = Math.max(0, (update.atNs() - update.firstTokenNs()) / 1000 / (update.outputTokens() - 1));
            tpotUs.recordValue(us);
            second(update.atNs()).tpot(us);
        }
    }

    void counted(LiveCounts now) {
        if (facts.openLoop()) {
            offered(now);
        }
        counts = now;
        while (!open.isEmpty()
                && complete(open.firstKey())
                && now.nowNs() >= facts.startNs() + (open.firstKey() + 1) * SECOND_NS + UPDATES_NS) {
            close(open.pollFirstEntry());
        }
    }

    /** Slots since the last tick, spread evenly over the time since. */
    private void offered(LiveCounts now) {
        long due = now.created() - counts.created();
        long from = Math.max(facts.startNs(), counts.nowNs());
        long to = Math.max(from, now.nowNs());
        if (due <= 0) {
            return;
        }
        if (to == from) {
            second(to).offered(due);
            return;
        }
        for (long at = from; at < to; ) {
            long border = Math.min(to, facts.startNs() + (secondOf(at) + 1) * SECOND_NS);
            second(at).offered((double) due * (border - at) / (to - from));
            at = border;
        }
    }

    double inFlightSeconds() {
        return inFlightNs / 1e9;
    }

    /** The same inside a window, -1 where another one was expected. */
    double inFlightSeconds(double[] windowSeconds) {
        boolean expected = window != null
                && Math.abs(window.fromSeconds() - windowSeconds[0]) < SAME_SECONDS
                && Math.abs(window.toSeconds() - windowSeconds[1]) < SAME_SECONDS;
        return expected ? inWindowNs / 1e9 : -1;
    }

    private double inWindow(long atNs) {
        return window == null ? 0 : Math.clamp(atNs, window.fromNs(), window.toNs());
    }

    void self(SelfSample sample) {
        if (sample.worker() < 0) {
            return;
        }
        self.add(sample);
        selfShown = self.snapshot();
        long at = secondOf(sample.startNs() + sample.lengthNs() / 2);
        if (at > closedThrough) {
            open.computeIfAbsent(at, k -> new LiveSecond()).self(sample);
        }
    }

    void journal(double fullest, long lost) {
        self.journal(fullest, lost);
        selfShown = self.snapshot();
    }

    void workerLost() {
        self.workerLost();
        selfShown = self.snapshot();
    }

    void interval(IntervalSample sample) {
        self.add(sample);
        ttftUs.add(sample.ttftUs());
        latencyUs.add(sample.latencyUs());
        gapUs.add(sample.gapUs());
        sendLagNs.add(sample.sendLagNs());
        percentiles = null;
        long at = secondOf(sample.startNs() + sample.lengthNs() / 2);
        told.merge(sample.worker(), at, Math::max);
        if (at <= closedThrough) {
            return;
        }
        open.computeIfAbsent(at, k -> new LiveSecond()).add(sample);
        while (open.firstKey() + OPEN_SECONDS <= at) {
            close(open.pollFirstEntry());
        }
    }

    /** Whether every worker has told of a second. One that fell silent is waited for {@link #OPEN_SECONDS}. */
    private boolean complete(long second) {
        return takingPart.stream().allMatch(worker -> told.getOrDefault(worker, -1L) >= second);
    }

    private long secondOf(long atNs) {
        return Math.floorDiv(atNs - facts.startNs(), SECOND_NS);
    }

    /** The open second of an instant; what comes later than its second was closed counts in the next. */
    private LiveSecond second(long atNs) {
        return open.computeIfAbsent(Math.max(closedThrough + 1, secondOf(atNs)), k -> new LiveSecond());
    }

    private void close(Map.Entry<Long, LiveSecond> entry) {
        closedThrough = entry.getKey();
        LiveSecond.Closed closed = entry.getValue().close();
        history.add(entry.getValue().point(closed, facts, entry.getKey()));
        for (LiveObjective objective : objectives) {
            Histogram values =
                    values(objective.metric(), closed.ttftUs(), closed.tpotUs(), closed.latencyUs(), closed.gapUs());
            if (values != null) {
                objective.second(values);
            }
        }
    }

    /** What an objective is about, null where it is known only at the end. */
    private static @Nullable Histogram values(
            String metric, Histogram ttft, Histogram tpot, Histogram latency, Histogram gap) {
        return switch (metric) {
            case "ttft" -> ttft;
            case "tpot", "itl" -> tpot;
            case "latency" -> latency;
            case "icl" -> gap;
            default -> null;
        };
    }

    LiveSnapshot.Stage snapshot() {
        Percentiles p = percentiles;
        if (p == null) {
            p = new Percentiles(
                    LiveSecond.at(ttftUs, 50),
                    LiveSecond.at(ttftUs, 99),
                    LiveSecond.at(tpotUs, 50),
                    LiveSecond.at(tpotUs, 99),
                    LiveSecond.at(latencyUs, 50),
                    LiveSecond.at(latencyUs, 99),
                    LiveSecond.at(gapUs, 50),
                    LiveSecond.at(gapUs, 99),
                    LiveSecond.at(sendLagNs, 99),
                    objectives.stream()
                            .map(o -> o.snapshot(values(o.metric(), ttftUs, tpotUs, latencyUs, gapUs)))
                            .toList());
            percentiles = p;
        }
        List<LiveSnapshot.Point> last = history.last(facts.index(), RATE_SECONDS);
        double seconds = Math.max(1, last.size());
        double elapsed = (counts.nowNs() - facts.startNs()) / 1e9;
        double offered = last.stream()
                        .mapToDouble(point -> point.offered() == null ? 0 : point.offered())
                        .sum()
                / seconds;
        double completed =
                last.stream().mapToDouble(LiveSnapshot.Point::completed).sum() / seconds;
        double tokens =
                last.stream().mapToDouble(LiveSnapshot.Point::outputTokens).sum() / seconds;
        boolean early = last.isEmpty() && elapsed > 0;
        return new LiveSnapshot.Stage(
                facts.index(),
                facts.displayName(),
                facts.strategy(),
                facts.openLoop(),
                false,
                facts.startNs() / 1e9,
                Math.max(0, elapsed),
                facts.limitSeconds(),
                facts.limitRequests(),
                counts,
                !facts.openLoop() ? null : (Double) (early ? counts.created() / elapsed : offered),
                early ? counts.successful() / elapsed : completed,
                tokens,
                p.ttft50,
                p.ttft99,
                p.tpot50,
                p.tpot99,
                p.latency50,
                p.latency99,
                p.gap50,
                p.gap99,
                p.lag99,
                selfShown,
                p.slos);
    }

    /** The same stage by its exact figures; its last seconds are closed. */
    LiveSnapshot.Stage ended(StageSummary summary) {
        while (!open.isEmpty()) {
            Map.Entry<Long, LiveSecond> entry = open.pollFirstEntry();
            if (entry.getValue().told()) {
                close(entry);
            }
        }
        return new LiveSnapshot.Stage(
                summary.index(),
                summary.displayName(),
                summary.strategy(),
                summary.openLoop(),
                true,
                summary.startSeconds(),
                summary.endSeconds() - summary.startSeconds(),
                facts.limitSeconds(),
                facts.limitRequests(),
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
                summary.rates().offered(),
                summary.rates().requests(),
                Objects.requireNonNullElse(summary.rates().outputTokens(), 0.0),
                stat(summary, "ttft", "p50"),
                stat(summary, "ttft", "p99"),
                stat(summary, "tpot", "p50"),
                stat(summary, "tpot", "p99"),
                stat(summary, "latency", "p50"),
                stat(summary, "latency", "p99"),
                stat(summary, "icl", "p50"),
                stat(summary, "icl", "p99"),
                stat(summary, "sendLag", "p99"),
                selfShown,
                summary.slos().stream().map(LiveSlo::of).toList());
    }

    private static @Nullable Double stat(StageSummary summary, String tag, String stat) {
        MetricSummary metric = summary.metrics().get(tag);
        return metric == null ? null : metric.stat(stat);
    }

    private record Percentiles(
            @Nullable Double ttft50,
            @Nullable Double ttft99,
            @Nullable Double tpot50,
            @Nullable Double tpot99,
            @Nullable Double latency50,
            @Nullable Double latency99,
            @Nullable Double gap50,
            @Nullable Double gap99,
            @Nullable Double lag99,
            List<LiveSlo> slos) {}
}

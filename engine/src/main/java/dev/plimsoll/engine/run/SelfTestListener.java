package dev.plimsoll.engine.run;

import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.scheduler.StageListener;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.trust.SendAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Hears one stage of the self-test. Confined to the thread that runs it. */
final class SelfTestListener implements StageListener {
    /** A part of a second at the end says little. */
    private static final long SHORTEST_NS = 500_000_000L;

    /** Left out of what is judged: connections are opened, and code is run for the first time. */
    private static final long SETTLING_NS = 500_000_000L;

    private final LongFunction<StageFacts> factsAtStart;
    private final List<SelfSample> self = new ArrayList<>();
    private final List<IntervalSample> intervals = new ArrayList<>();
    private @Nullable SendAudit sends;
    private long settledNs;
    private long failed;

    SelfTestListener(LongFunction<StageFacts> factsAtStart) {
        this.factsAtStart = factsAtStart;
    }

    @Override
    public void started(long startNs, Set<Integer> workers) {
        sends = new SendAudit(factsAtStart.apply(startNs));
        settledNs = startNs + SETTLING_NS;
    }

    @Override
    public void recorded(RequestRecord record, @Nullable String text) {
        if (record.status() == RequestStatus.ERRORED) {
            failed++;
        }
        if (record.timings().intended() >= settledNs) {
            Objects.requireNonNull(sends).add(record);
        }
    }

    @Override
    public void self(SelfSample sample) {
        if (sample.worker() >= 0 && isWhole(sample.startNs(), sample.lengthNs())) {
            self.add(sample);
        }
    }

    @Override
    public void interval(IntervalSample sample) {
        if (isWhole(sample.startNs(), sample.lengthNs())) {
            intervals.add(sample);
        }
    }

    /** Seconds that are neither the first, in which all begins, nor the rest at the end. */
    private boolean isWhole(long startNs, long lengthNs) {
        return startNs >= settledNs && lengthNs >= SHORTEST_NS;
    }

    /** The generator's own lag of the requests that fell due once all went its way, ns. */
    Distribution ownLagNs() {
        return sends == null ? Distribution.of() : sends.evidence().ownLagNs();
    }

    /** Requests that failed. */
    long failed() {
        return failed;
    }

    /** Busy share of the busiest loop in a second, [0,1]. */
    double loopBusy() {
        return most(s -> (double) s.loopBusyNs() / s.lengthNs());
    }

    double longestPauseNs() {
        return most(SelfSample::hiccupMaxNs);
    }

    private double most(ToDoubleFunction<SelfSample> value) {
        return self.stream().mapToDouble(value).max().orElse(0);
    }

    /** Requests that a worker would complete in a second in which its loop is never idle. */
    double requestsPerBusySecond() {
        return perBusySecond(IntervalSample::completed);
    }

    /** Stream events that a worker would take in such a second. */
    double eventsPerBusySecond() {
        return perBusySecond(IntervalSample::contentEvents);
    }

    private double perBusySecond(ToLongFunction<IntervalSample> what) {
        double busySeconds = self.stream().mapToLong(SelfSample::loopBusyNs).sum() / 1e9;
        return busySeconds > 0 ? intervals.stream().mapToLong(what).sum() / busySeconds : 0;
    }
}

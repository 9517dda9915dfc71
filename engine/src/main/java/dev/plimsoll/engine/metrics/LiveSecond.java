package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.SelfSample;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One second of all workers, while it is still open. One thread. */
final class LiveSecond {
    private static final int DIGITS = 3;

    private final List<IntervalSample> samples = new ArrayList<>(8);
    private @Nullable Histogram tpotUs;
    private double offered;
    private double loopLagUs = -1;

    void add(IntervalSample sample) {
        samples.add(sample);
    }

    void self(SelfSample sample) {
        loopLagUs = Math.max(loopLagUs, sample.loopLagP99Ns() / 1e3);
    }

    void tpot(long us) {
        Histogram known = tpotUs;
        if (known == null) {
            known = new Histogram(DIGITS);
            tpotUs = known;
        }
        known.recordValue(us);
    }

    void offered(double requests) {
        offered += requests;
    }

    /** Whether any worker has told of it. */
    boolean told() {
        return !samples.isEmpty();
    }

    Closed close() {
        Closed closed = new Closed(
                new Histogram(DIGITS),
                tpotUs == null ? new Histogram(DIGITS) : tpotUs,
                new Histogram(DIGITS),
                new Histogram(DIGITS),
                new Histogram(DIGITS));
        for (IntervalSample s : samples) {
            closed.ttftUs.add(s.ttftUs());
            closed.latencyUs.add(s.latencyUs());
            closed.gapUs.add(s.gapUs());
            closed.sendLagNs.add(s.sendLagNs());
        }
        return closed;
    }

    LiveSnapshot.Point point(Closed closed, StageFacts facts, long second) {
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
        }
        return new LiveSnapshot.Point(
                facts.index(),
                facts.startNs() / 1e9 + second,
                1,
                facts.openLoop() && (offered > 0 || !past(facts, second)) ? (Double) offered : null,
                sent,
                completed,
                errored,
                events,
                inFlight,
                at(closed.ttftUs, 50),
                at(closed.ttftUs, 99),
                at(closed.tpotUs, 50),
                at(closed.tpotUs, 99),
                at(closed.gapUs, 50),
                at(closed.gapUs, 99),
                at(closed.latencyUs, 50),
                at(closed.latencyUs, 99),
                at(closed.sendLagNs, 99),
                loopLagUs < 0 ? null : (Double) loopLagUs,
                LiveCells.of(closed.latencyUs));
    }

    /** Whether the stage's time was over, so that no slot falls due any more: nothing is offered, which is no rate of 0. */
    private static boolean past(StageFacts facts, long second) {
        return facts.limitSeconds() > 0 && second >= facts.limitSeconds();
    }

    /** A percentile in the unit a thousand times larger than the histogram's, null where it is empty. */
    static @Nullable Double at(Histogram histogram, double percent) {
        return histogram.getTotalCount() == 0 ? null : Double.valueOf(histogram.getValueAtPercentile(percent) / 1e3);
    }

    /** The distributions of a second. */
    record Closed(Histogram ttftUs, Histogram tpotUs, Histogram latencyUs, Histogram gapUs, Histogram sendLagNs) {}
}

package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.SelfSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a run while it runs, from the workers' updates and merged interval histograms.
 *
 * <p>Assumptions: one writer, the coordinator's thread, calls everything but {@link #snapshot}. Guarantees: {@code snapshot} may be
 * called from any thread, never blocks, and returns the state of the last {@link #ticked}, {@link #stageStarted} or {@link #stageEnded}
 * whole; memory is bounded whatever the length of the run (a stage that ended costs one small record, its seconds share one ring
 * with all others). Progress: neither side ever
 * waits for the other.
 */
public final class LiveMetrics {
    private final List<LiveSnapshot.Stage> ended = new ArrayList<>();
    private final LiveHistory history = new LiveHistory();
    private @Nullable LiveStage running;
    private volatile LiveSnapshot published = LiveSnapshot.EMPTY;

    /** A stage begins; {@code workers} take part in it. */
    public void stageStarted(StageFacts facts, Set<Integer> workers) {
        running = new LiveStage(facts, history, workers);
        publish();
    }

    /** A step of a request. */
    public void updated(RequestUpdate update) {
        running().updated(update);
    }

    /** One worker's second. */
    public void interval(IntervalSample sample) {
        running().interval(sample);
    }

    /** One process's second. */
    public void self(SelfSample sample) {
        running().self(sample);
    }

    /** How full the queue in front of the journal was at most in the running stage, [0,1], and how many records it could not take. */
    public void journal(double fullest, long lost) {
        running().journal(fullest, lost);
    }

    /** A worker of the running stage was lost. */
    public void workerLost() {
        running().workerLost();
    }

    /** The scheduler's tick: publishes a new snapshot. */
    public void ticked(LiveCounts counts) {
        running().counted(counts);
        publish();
    }

    /** The running stage ended; from now on its exact figures are shown. */
    public void stageEnded(StageSummary summary) {
        ended.add(running().ended(summary));
        running = null;
        publish();
    }

    /**
     * Time in flight of the running stage summed over its requests, from the updates alone, s. Complete once every request has ended: the
     * independent side of Little's law for the verdict.
     */
    public double inFlightSeconds() {
        return running().inFlightSeconds();
    }

    /**
     * The same inside the measurement window.
     *
     * @param windowSeconds where it lies, s after the stage's start
     * @return -1 where it was not known when the stage began
     */
    public double inFlightSeconds(double[] windowSeconds) {
        return running().inFlightSeconds(windowSeconds);
    }

    /** The run as it stood at the last tick. Any thread. */
    public LiveSnapshot snapshot() {
        return published;
    }

    private void publish() {
        List<LiveSnapshot.Stage> stages = new ArrayList<>(ended);
        LiveStage now = running;
        if (now != null) {
            stages.add(now.snapshot());
        }
        published = new LiveSnapshot(stages, history.points());
    }

    private LiveStage running() {
        LiveStage now = running;
        if (now == null) {
            throw new IllegalStateException("no stage is running");
        }
        return now;
    }
}

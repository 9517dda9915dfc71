package dev.plimsoll.engine.run;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.plan.RunPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A run that was started. Any thread. */
public interface RunHandle {
    /** The latest picture of it; cheap. */
    RunStatus status();

    /** The latest figures, second by second; merges histograms, so not for a thread that draws. */
    LiveSnapshot live();

    /** What runs. */
    RunPlan plan();

    /** The run's folder; empty until the target was checked and the folder made. */
    Optional<Path> folder();

    /** What happened so far, oldest first; the latest 1,000 lines. Cheap; the same list until something is added. */
    List<RunEvent> events();

    /** First call: no further request is created, those in flight get the grace period, the run is sealed. Second call: at once. */
    void stop();

    /** Waits for the end; false where it still runs after the time. */
    boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException;

    /**
     * The sealed run.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where it failed; what was measured until then is in its folder
     * @throws IllegalStateException before the end
     */
    Outcome outcome();

    /**
     * How it ended.
     *
     * @param run the sealed run
     * @param stopped whether {@link #stop} ended it
     * @param aborted why it did not end as planned (all workers lost, disk full), or empty
     */
    record Outcome(ArchivedRun run, boolean stopped, String aborted) {}
}

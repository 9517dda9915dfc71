package dev.plimsoll.app;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.run.RunEvent;
import dev.plimsoll.engine.run.RunHandle;
import dev.plimsoll.engine.run.RunStatus;
import dev.plimsoll.engine.trust.TrustReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run that is what a test says it is. Any thread. */
public final class FakeRun implements RunHandle {
    /** What {@link #status} says. */
    public volatile RunStatus status = RunStatus.STARTING;
    /** What {@link #live} says. */
    public volatile LiveSnapshot live = LiveSnapshot.EMPTY;
    /** How often it was asked to stop. */
    public volatile int stops;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable PlimsollException failure;

    /** Ends it well, sealed in a folder. */
    public void end(Path folder) {
        outcome = new Outcome(sealed(folder), stops > 0, "");
        ended.countDown();
    }

    /** Ends it badly. */
    public void fail(String message) {
        failure = PlimsollException.failed(message, null);
        ended.countDown();
    }

    @Override
    public RunStatus status() {
        return status;
    }

    @Override
    public LiveSnapshot live() {
        return live;
    }

    @Override
    public RunPlan plan() {
        throw new IllegalStateException("this run has no plan");
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    @Override
    public List<RunEvent> events() {
        return List.of();
    }

    @Override
    public void stop() {
        stops++;
    }

    @Override
    public boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        return ended.await(time, unit);
    }

    @Override
    public Outcome outcome() {
        PlimsollException failed = failure;
        if (failed != null) {
            throw failed;
        }
        Outcome known = outcome;
        if (known == null) {
            throw new IllegalStateException("not ended");
        }
        return known;
    }

    /** A sealed run without stages. */
    public static ArchivedRun sealed(Path folder) {
        RunSummary summary = new RunSummary(
                1,
                new RunSummary.RunHead(
                        "run",
                        "sweep",
                        "2026-11-21T14:02:00Z",
                        "2026-11-21T14:12:00Z",
                        "sealed",
                        "0.1.0",
                        "simulator",
                        null,
                        null),
                TrustReport.of(List.of(), 29),
                List.of(),
                List.of());
        return new ArchivedRun() {
            @Override
            public Path folder() {
                return folder;
            }

            @Override
            public RunSummary summary() {
                return summary;
            }

            @Override
            public String runJson() {
                return "{}";
            }

            @Override
            public List<StageFigures> figures() {
                return List.of();
            }

            @Override
            public void forEachRecord(Consumer<RequestRecord> action) {}

            @Override
            public List<String> events() {
                return List.of();
            }
        };
    }
}

package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.RunAnchor;
import dev.plimsoll.engine.wire.ToWorker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The worker processes of one run, kept warm between its stages. A worker that is lost stays lost; the others go on.
 *
 * <p>One thread at a time: the run's. {@link #shutdown} must always be called; workers also end by themselves when this process does,
 * because their standard input ends.
 */
public final class WorkerProcessGroup implements WorkerGroup, AutoCloseable {
    private static final long READY_TIMEOUT_NS = 120_000_000_000L;

    private final List<WorkerProcess> processes;
    private final QueueMailbox mailbox;
    private final RunAnchor anchor;
    private final long readyWithinNs;
    private @Nullable Handshake handshake;
    private List<String> calibrations = List.of();

    private WorkerProcessGroup(
            List<WorkerProcess> processes, QueueMailbox mailbox, RunAnchor anchor, long readyWithinNs) {
        this.processes = processes;
        this.mailbox = mailbox;
        this.anchor = anchor;
        this.readyWithinNs = readyWithinNs;
    }

    /**
     * What every worker of a run is told first.
     *
     * @param backend target; the key in it goes through the pipe only
     * @param transport {@code auto}, {@code epoll}, {@code io_uring} or {@code nio}
     * @param spin {@code auto}, {@code on} or {@code off}
     * @param targetIsLocal whether the target shares this machine
     * @param warmupRequests requests of the code-path warm-up, 0 = none
     */
    public record Briefing(
            BackendSettings backend, String transport, String spin, boolean targetIsLocal, int warmupRequests) {}

    /**
     * Starts workers and waits until all are ready.
     *
     * @param sizing how many, and their memory
     * @param briefing what they are told
     * @param clock the coordinator's clock
     * @param anchor zero of run time
     * @throws PlimsollException if any cannot be started or does not get ready; all of them are ended then, and every cause is told
     */
    public static WorkerProcessGroup start(WorkerSizing sizing, Briefing briefing, NanoClock clock, RunAnchor anchor) {
        return start(
                sizing.count(),
                () -> WorkerCommand.withoutSecrets(
                        WorkerCommand.of(sizing.heapMegabytes(), WorkerCommand.MAIN_CLASS, briefing.transport()),
                        briefing.backend()),
                briefing,
                clock,
                anchor,
                READY_TIMEOUT_NS);
    }

    static WorkerProcessGroup start(
            int count,
            Supplier<ProcessBuilder> command,
            Briefing briefing,
            NanoClock clock,
            RunAnchor anchor,
            long readyWithinNs) {
        QueueMailbox mailbox = new QueueMailbox();
        List<WorkerProcess> processes = new ArrayList<>();
        WorkerProcessGroup group = new WorkerProcessGroup(processes, mailbox, anchor, readyWithinNs);
        try {
            for (int worker = 0; worker < count; worker++) {
                processes.add(WorkerProcess.start(worker, command.get(), mailbox, clock));
            }
            Handshake handshake = new Handshake(processes, mailbox, clock, group.plans(briefing));
            group.calibrations = handshake.await(readyWithinNs);
            group.handshake = handshake;
            return group;
        } catch (IOException e) {
            group.killAll();
            throw PlimsollException.failed("A worker process could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            group.killAll();
            Thread.currentThread().interrupt();
            throw PlimsollException.failed("Interrupted while the worker processes started.", e);
        } catch (RuntimeException e) {
            group.killAll();
            throw e;
        }
    }

    private Handshake.Plans plans(Briefing briefing) {
        return (worker, offsetNs) -> new ToWorker.Plan(
                worker,
                anchor.monotonicNs() + offsetNs,
                briefing.backend(),
                briefing.spin(),
                briefing.targetIsLocal(),
                briefing.warmupRequests());
    }

    /**
     * Sends the same processes to another target, between two stages; the numbers of stages begin anew. What was kept warm stays so.
     *
     * @param briefing of the same transport as before
     * @throws PlimsollException if any of them is lost, or does not get ready
     */
    public void brief(Briefing briefing) {
        if (alive() < processes.size()) {
            throw PlimsollException.failed("A worker process was lost before the first stage.", null);
        }
        try {
            calibrations = Objects.requireNonNull(handshake).again(plans(briefing), readyWithinNs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PlimsollException.failed("Interrupted while the worker processes got ready.", e);
        }
    }

    /** What each worker measured of itself at its start, as JSON objects, in the order of their index. */
    public List<String> calibrations() {
        return calibrations;
    }

    /** Workers that can still be used. */
    public int alive() {
        return (int) processes.stream().filter(WorkerLink::isAlive).count();
    }

    /** Process ids, in the order of their index. */
    public List<Long> pids() {
        return processes.stream().map(WorkerProcess::pid).toList();
    }

    @Override
    public List<WorkerLink> links() {
        return List.copyOf(processes);
    }

    @Override
    public Mailbox mailbox() {
        return mailbox;
    }

    /**
     * Ends all workers and waits for them.
     *
     * @throws PlimsollException if any did not end in good order; several are one exception with all of them suppressed in it. Those
     *     that were lost before are not told again.
     */
    public void shutdown() {
        List<PlimsollException> failures = new ArrayList<>();
        boolean interrupted = false;
        processes.forEach(WorkerProcess::askToEnd);
        mailbox.clear(); // a reader that waits for room goes on
        for (WorkerProcess process : processes) {
            try {
                Optional<String> trouble = process.awaitEnd();
                trouble.ifPresent(what -> failures.add(PlimsollException.failed("At its end " + what + ".", null)));
            } catch (InterruptedException e) {
                interrupted = true;
                process.kill();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw Failures.joined(failures);
        }
    }

    /** {@link #shutdown}. */
    @Override
    public void close() {
        shutdown();
    }

    private void killAll() {
        processes.forEach(WorkerProcess::kill);
    }
}

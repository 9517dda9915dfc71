package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.ConstraintSet;
import dev.plimsoll.engine.constraint.ExhaustedConstraint;
import dev.plimsoll.engine.constraint.SchedulerProgress;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One stage from its start frame to its result, on the coordinator's thread.
 *
 * <p>Guarantees: the listener and the constraints see one history in event-time order; the state's identities hold at every moment;
 * once processing was stopped the stage ends within the grace period and a fixed patience, whatever workers and target do.
 * Assumes: nothing else sends to these workers meanwhile.
 */
final class StageRunner {
    /** Evaluation without an update, so that silence is judged too. */
    static final long TICK_NS = 100_000_000L;

    /** A worker that says nothing for so long while a stage runs is lost. */
    static final long SILENCE_NS = 5_000_000_000L;

    /** The coordinator itself stood still for so long (a suspended machine): the workers' silence proves nothing. */
    private static final long STALL_NS = 1_000_000_000L;

    private static final long STARVING_NS = 2_000_000L;
    private static final int MOST_EVENTS_AT_ONCE = 256;

    /** What the runner works with. */
    record Parts(
            StageSetup setup,
            Mailbox mailbox,
            LongSupplier runTime,
            ConversationSource source,
            ConstraintSet constraints,
            Environment environment,
            StageListener listener,
            IntSupplier stopRequests) {}

    private final StageSetup setup;
    private final Parts parts;
    private final StageListener listener;
    private final List<StageWorker> workers;
    private final StageFeed feed;
    private final StageState state;
    private final StopControl stops;
    private final RequestBook book = new RequestBook();
    private final UpdateMerger merger;
    private final List<StageResult.LostWorker> lost = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();

    private SchedulerProgress progress = SchedulerProgress.UNKNOWN;
    private boolean exhaustionKnown;
    private boolean stoppedByUser;
    private @Nullable String aborted;
    private long lastTickNs;

    StageRunner(Parts parts, List<WorkerLink> links) {
        this.parts = parts;
        this.setup = parts.setup();
        this.listener = parts.listener();
        this.workers = IntStream.range(0, links.size())
                .mapToObj(i -> new StageWorker(i, links.get(i), setup.streamsOf(i, links.size()).length))
                .toList();
        this.merger = new UpdateMerger(links.size());
        this.state = new StageState(parts.environment().node(), links.size(), setup.startNs());
        this.feed = setup.feed(workers, parts.source(), parts.constraints());
        this.stops = new StopControl(setup.stage().index(), workers, feed, state, setup.graceNs());
    }

    StageResult run() {
        long nowNs = parts.runTime().getAsLong();
        lastTickNs = nowNs;
        guarded(() -> listener.started(
                setup.startNs(), workers.stream().map(w -> w.link.worker()).collect(Collectors.toSet())));
        for (StageWorker worker : workers) {
            worker.heardNs = nowNs;
            worker.link.send(setup.startFor(worker, workers.size()));
        }
        feedOn(nowNs);
        boolean interrupted = false;
        while (!isOver()) {
            try {
                turn();
            } catch (InterruptedException e) {
                interrupted = true;
                abort("interrupted", StopControl.BY_FAILURE);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result();
    }

    private void turn() throws InterruptedException {
        long nowNs = parts.runTime().getAsLong();
        long wakeNs = Math.min(lastTickNs + TICK_NS, feed.isStarving() ? nowNs + STARVING_NS : Long.MAX_VALUE);
        WorkerEvent event = parts.mailbox().poll(Math.max(0, wakeNs - nowNs));
        for (int i = 1; event != null; i++) {
            handle(event);
            event = i < MOST_EVENTS_AT_ONCE ? parts.mailbox().poll(0) : null;
        }
        release();
        nowNs = parts.runTime().getAsLong();
        if (nowNs >= lastTickNs + TICK_NS) {
            tick(nowNs);
        }
        feedOn(nowNs);
    }

    private boolean isOver() {
        return workers.stream().noneMatch(StageWorker::isActive) && merger.isEmpty();
    }

    // ---- what workers tell

    private void handle(WorkerEvent event) {
        StageWorker worker = workers.stream()
                .filter(w -> w.link.worker() == event.worker())
                .findFirst()
                .orElse(null);
        switch (event) {
            case WorkerEvent.Gone gone -> gone(worker, gone);
            case WorkerEvent.Frame frame -> {
                if (worker != null && worker.isActive()) {
                    worker.heardNs = parts.runTime().getAsLong();
                    told(worker, frame.message());
                }
            }
        }
    }

    private void gone(@Nullable StageWorker worker, WorkerEvent.Gone gone) {
        if (worker != null) {
            lose(worker, gone.why());
        } else {
            lost(gone.worker(), gone.why(), 0);
        }
    }

    private void told(StageWorker worker, FromWorker message) {
        int stage = setup.stage().index();
        switch (message) {
            case FromWorker.Updates m
            when m.stage() == stage -> {
                for (RequestUpdate update : m.updates()) {
                    if (book.heard(worker.place, update)) {
                        feed.created(worker, update.info());
                    }
                }
                merger.add(worker.place, m.updates(), m.watermarkNs());
                feed.heard(worker, m.idleStreams(), m.conversationsLeft());
            }
            case FromWorker.Records m
            when m.stage() == stage -> {
                for (int i = 0; i < m.records().size(); i++) {
                    RequestRecord record = m.records().get(i);
                    String text = m.texts().get(i);
                    book.recorded(worker.place, record);
                    guarded(() -> listener.recorded(record, text));
                }
            }
            case FromWorker.Interval m when m.sample().stage() == stage -> guarded(() -> listener.interval(m.sample()));
            case FromWorker.Self m -> guarded(() -> listener.self(m.sample()));
            case FromWorker.Withdrawn m when m.stage() == stage -> feed.withdrawn(worker, m.conversationIds());
            case FromWorker.StageDone m
            when m.stage() == stage -> {
                worker.done = m;
                merger.close(worker.place);
            }
            case FromWorker.Fault m -> lose(worker, m.message());
            case FromWorker.Updates _,
                    FromWorker.Records _,
                    FromWorker.Interval _,
                    FromWorker.Withdrawn _,
                    FromWorker.StageDone _ -> {} // of a stage before
            case FromWorker.Hello _, FromWorker.Ready _, FromWorker.Pong _ ->
                lose(worker, "it said " + message.getClass().getSimpleName() + " in the middle of a stage");
        }
    }

    // ---- a lost worker

    private void lose(StageWorker worker, String why) {
        if (!worker.isActive()) {
            if (!worker.lost) {
                lost(worker.link.worker(), why, 0); // after its work was done: the next stage does without it
            }
            worker.lost = true;
            return;
        }
        worker.lost = true;
        worker.link.kill();
        long nowNs = parts.runTime().getAsLong();
        feed.lost(worker);
        int inFlight = endRequestsOf(worker, nowNs, why);
        lost(worker.link.worker(), why, inFlight);
        boolean noneLeft = workers.stream().allMatch(w -> w.lost);
        if (noneLeft) {
            aborted = aborted == null ? "no worker is left: " + why : aborted;
        } else if (setup.stopOnLoss()) {
            abort("worker " + worker.link.worker() + " was lost: " + why, StopControl.BY_FAILURE);
        }
    }

    private void lost(int worker, String why, int inFlight) {
        long nowNs = parts.runTime().getAsLong();
        lost.add(new StageResult.LostWorker(worker, why, nowNs, inFlight));
        guarded(() -> listener.workerLost(worker, why, nowNs));
    }

    /** Ends every request a lost worker had under way; the answer is how many. */
    private int endRequestsOf(StageWorker worker, long nowNs, String why) {
        List<RequestUpdate> ends = new ArrayList<>();
        int inFlight = 0;
        for (RequestBook.Entry entry : book.of(worker.place)) {
            RequestUpdate heard = entry.heard;
            RequestRecord record = entry.record;
            if (record == null && heard != null) {
                inFlight++;
                if (!entry.hasHeardEnd()) {
                    ends.add(RequestBook.lostUpdate(heard, nowNs));
                } else if (entry.merged != null && entry.merged.isTerminal()) {
                    state.turnToErrored(entry.merged);
                    worker.turnedToErrored(entry.merged);
                }
                RequestRecord lostRecord = RequestBook.lostRecord(heard, nowNs, why);
                book.recorded(worker.place, lostRecord);
                guarded(() -> listener.recorded(lostRecord, null));
            } else if (record != null && !entry.hasHeardEnd()) {
                if (heard == null) {
                    feed.created(worker, record.info());
                }
                ends.add(RequestBook.endOf(record, nowNs));
            }
        }
        merger.add(worker.place, ends, nowNs);
        merger.close(worker.place);
        return inFlight;
    }

    // ---- the merged history

    private void release() {
        for (RequestUpdate next = merger.poll(); next != null; next = merger.poll()) {
            RequestBook.Entry entry = book.find(next);
            if (entry == null || (entry.merged != null && entry.merged.isTerminal())) {
                continue; // a step after the end: the worker's counts will tell that something is wrong
            }
            RequestUpdate update = RequestBook.asRecorded(next, entry.record);
            state.step(entry.merged, update);
            if (update.status().isTerminal()) {
                workers.get(entry.place).ended(update.status());
            }
            book.merged(entry, update);
            SchedulerState after = judge(update.atNs(), update);
            guarded(() -> listener.updated(update, after, progress));
        }
    }

    private void tick(long nowNs) {
        if (nowNs - lastTickNs > STALL_NS) {
            workers.forEach(w -> w.heardNs = nowNs);
        }
        double seconds = (nowNs - lastTickNs) / 1e9;
        lastTickNs = nowNs;
        for (StageWorker worker : workers) {
            worker.prefetch.tick(seconds);
            if (worker.isActive() && nowNs >= stops.loseAtNs()) {
                lose(worker, "it did not end its stage in time");
            } else if (worker.isActive() && nowNs - worker.heardNs >= SILENCE_NS) {
                lose(worker, "it said nothing for " + SILENCE_NS / 1_000_000_000 + " s");
            }
        }
        heedStopRequests(nowNs);
        if (nowNs >= setup.startNs()) {
            SchedulerState after = judge(nowNs, null);
            guarded(() -> listener.ticked(after, progress));
            if (parts.environment().updateRunIteration(after, stops.processing()) == Processing.STOP_ALL) {
                stops.stopAll(nowNs, StopControl.BY_CONSTRAINT, StopControl.USUAL_PATIENCE_NS);
            }
        }
    }

    /** Evaluates the constraints and does what they say; the answer is the state after it. */
    private SchedulerState judge(long nowNs, @Nullable RequestUpdate update) {
        if (!failures.isEmpty()) {
            return state.at(nowNs);
        }
        noteExhaustion();
        SchedulerState before = state.at(nowNs);
        try {
            ConstraintSet.Decision decision = parts.constraints().evaluate(before, update);
            progress = decision.progress();
            decision.acted()
                    .forEach((id, action) -> listener.constraintActed(
                            id, parts.constraints().kindOf(id).orElse(id), action, before));
            if (decision.processing() == Processing.STOP_ALL) {
                stops.stopAll(nowNs, StopControl.BY_CONSTRAINT, StopControl.USUAL_PATIENCE_NS);
            } else if (decision.processing() == Processing.STOP_LOCAL) {
                stops.stopLocal(nowNs, StopControl.BY_CONSTRAINT, patience());
            } else if (decision.queuing() == Queuing.STOP) {
                stops.stopQueuing(nowNs);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
        return state.at(nowNs);
    }

    private long patience() {
        boolean promised = parts.constraints().processingStop().stream()
                .flatMap(stop -> stop.by().keySet().stream())
                .flatMap(id -> parts.constraints().kindOf(id).stream())
                .anyMatch("max_duration"::equals);
        return promised ? StopControl.SHORT_PATIENCE_NS : StopControl.USUAL_PATIENCE_NS;
    }

    private void noteExhaustion() {
        if (!exhaustionKnown && feed.allOfDataset().isPresent()) {
            exhaustionKnown = true;
            parts.constraints().add(new ExhaustedConstraint(feed.allOfDataset().getAsLong()));
        }
    }

    // ---- stops from elsewhere

    private void heedStopRequests(long nowNs) {
        int requests = parts.stopRequests().getAsInt();
        if (requests == 0) {
            return;
        }
        stoppedByUser = true;
        stops.stopLocal(nowNs, StopControl.BY_USER, StopControl.USUAL_PATIENCE_NS);
        if (requests > 1) {
            abort("stopped at once by the user", StopControl.BY_USER);
        }
    }

    private void abort(String why, String reason) {
        aborted = aborted == null ? why : aborted;
        stops.stopAll(parts.runTime().getAsLong(), reason, StopControl.USUAL_PATIENCE_NS);
    }

    private void fail(RuntimeException failure) {
        if (!failures.contains(failure)) {
            failures.add(failure);
        }
        abort(String.valueOf(Failures.told(failure).getMessage()), StopControl.BY_FAILURE);
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void feedOn(long nowNs) {
        guarded(() -> feed.advance(nowNs));
    }

    // ---- the end

    private StageResult result() {
        long nowNs = parts.runTime().getAsLong();
        SchedulerState end = judge(nowNs, null); // once more: the last thing that happened may be what ended it
        ConstraintSet constraints = parts.constraints();
        List<StageResult.WorkerCounts> counts = workers.stream()
                .map(w -> new StageResult.WorkerCounts(
                        w.link.worker(), w.heard(setup.stage().index()), w.done))
                .toList();
        boolean addUp = end.countsAddUp()
                && end.created() == end.processed()
                && book.isEmpty()
                && counts.stream().allMatch(c -> c.told() == null || c.told().equals(c.heard()));
        if (!failures.isEmpty()) {
            parts.environment().syncRunError(Failures.joined(failures));
        }
        long endNs = Math.max(end.lastRequestEndNs(), end.endProcessingNs());
        endNs = endNs == RequestTimings.ABSENT ? nowNs : endNs;
        return new StageResult(
                setup.stage(),
                end,
                progress,
                setup.startNs(),
                Math.max(setup.startNs(), endNs),
                constraints.queuingStop().orElse(null),
                constraints.processingStop().orElse(null),
                constraints.latest(),
                constraints.stopsAllStages(),
                stoppedByUser,
                aborted,
                null,
                counts,
                lost,
                parts.source().timesRecycled(),
                addUp);
    }
}

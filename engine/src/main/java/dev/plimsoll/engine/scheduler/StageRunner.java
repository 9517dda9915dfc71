package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.ConstraintSet;
import dev.plimsoll.engine.constraint.Judgement;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.StageState;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.time.ProcessMeter;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One stage from its start frame to its result, on the coordinator's thread.
 *
 * <p>Guarantees: the listener and the constraints see one history in event-time order; the state's identities hold at every moment;
 * once processing was stopped the stage ends within the grace period and a fixed patience, whatever workers and target do.
 * Assumes: nothing else sends to these workers meanwhile; {@link #run} is called once.
 */
final class StageRunner {
    /** Evaluation without an update, so that silence is judged too. */
    static final long TICK_NS = 100_000_000L;

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
            IntSupplier stopRequests,
            Supplier<ProcessMeter.Reading> ownMeter) {}

    private final StageSetup setup;
    private final Parts parts;
    private final StageListener listener;
    private final List<StageWorker> workers;
    private final StageFeed feed;
    private final StageState state;
    private final StopControl stops;
    private final StageTrouble trouble;
    private final StageHistory history;
    private final StageJudge judge;
    private final LostWorkers losses;
    private final CoordinatorMeter meter;
    private boolean stoppedByUser;
    private long lastTickNs;
    private boolean warmUpTold;

    StageRunner(Parts parts, List<WorkerLink> links) {
        this.parts = parts;
        this.setup = parts.setup();
        this.listener = parts.listener();
        this.workers = IntStream.range(0, links.size())
                .mapToObj(i -> new StageWorker(i, links.get(i), setup.streamsOf(i, links.size()).length))
                .toList();
        this.state = new StageState(parts.environment().node(), links.size(), setup.startNs());
        this.feed = setup.feed(workers, parts.source(), parts.constraints());
        this.stops = new StopControl(setup.stage().index(), workers, feed, state, setup.graceNs());
        this.trouble = new StageTrouble(stops, parts.runTime());
        this.history = new StageHistory(workers, state, feed::created);
        this.judge = new StageJudge(parts.constraints(), state, feed, stops, trouble, listener, parts.environment());
        this.losses = new LostWorkers(setup, workers, feed, history, stops, trouble, listener, parts.runTime());
        this.meter = new CoordinatorMeter(setup.stage().index(), setup.startNs(), parts.ownMeter());
    }

    StageResult run() {
        long nowNs = parts.runTime().getAsLong();
        lastTickNs = nowNs;
        trouble.guarded(() -> listener.started(
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
                trouble.abort("interrupted", StopControl.BY_FAILURE);
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
        history.release(this::taken);
        nowNs = parts.runTime().getAsLong();
        if (nowNs >= lastTickNs + TICK_NS) {
            tick(nowNs);
        }
        feedOn(nowNs);
    }

    private boolean isOver() {
        return workers.stream().noneMatch(StageWorker::isActive) && history.isReleased();
    }

    private void taken(RequestUpdate update) {
        SchedulerState after = judge.judge(update.atNs(), update);
        trouble.guarded(() -> listener.updated(update, after, judge.progress()));
    }

    private void feedOn(long nowNs) {
        trouble.guarded(() -> feed.advance(nowNs));
    }

    // ---- what workers tell

    private void handle(WorkerEvent event) {
        StageWorker worker = workers.stream()
                .filter(w -> w.link.worker() == event.worker())
                .findFirst()
                .orElse(null);
        switch (event) {
            case WorkerEvent.Gone gone -> {
                if (worker != null) {
                    losses.lose(worker, gone.why());
                } else {
                    losses.loseBystander(gone.worker(), gone.why());
                }
            }
            case WorkerEvent.Frame frame -> {
                if (worker != null && worker.isActive()) {
                    told(worker, frame.message());
                }
            }
        }
    }

    private void told(StageWorker worker, FromWorker message) {
        int stage = setup.stage().index();
        switch (message) {
            case FromWorker.Updates m
            when m.stage() == stage -> {
                worker.heardNs = parts.runTime().getAsLong();
                history.heard(worker, m);
                feed.heard(worker, m.idleStreams(), m.conversationsLeft());
            }
            case FromWorker.Records m
            when m.stage() == stage -> {
                worker.heardNs = parts.runTime().getAsLong();
                for (int i = 0; i < m.records().size(); i++) {
                    RequestRecord record = m.records().get(i);
                    String text = m.texts().get(i);
                    history.recorded(worker, record);
                    trouble.guarded(() -> listener.recorded(record, text));
                }
            }
            case FromWorker.Interval m
            when m.sample().stage() == stage -> trouble.guarded(() -> listener.interval(m.sample()));
            case FromWorker.Self m -> trouble.guarded(() -> listener.self(m.sample()));
            case FromWorker.Withdrawn m when m.stage() == stage -> feed.withdrawn(worker, m.conversationIds());
            case FromWorker.WithdrawnSlots m when m.stage() == stage -> feed.withdrawnSlots(worker, m.slots());
            case FromWorker.StageDone m
            when m.stage() == stage -> {
                worker.done = m;
                history.close(worker);
            }
            case FromWorker.Fault m -> losses.lose(worker, m.message());
            case FromWorker.Updates _,
                    FromWorker.Records _,
                    FromWorker.Interval _,
                    FromWorker.Withdrawn _,
                    FromWorker.WithdrawnSlots _,
                    FromWorker.StageDone _ -> {} // of a stage before
            case FromWorker.Hello _, FromWorker.Ready _, FromWorker.Pong _ ->
                losses.lose(worker, "it said " + message.getClass().getSimpleName() + " in the middle of a stage");
        }
    }

    // ---- what happens by itself

    private void tick(long nowNs) {
        long sinceLastNs = nowNs - lastTickNs;
        lastTickNs = nowNs;
        workers.forEach(w -> w.prefetch.tick(sinceLastNs / 1e9));
        losses.look(nowNs, sinceLastNs);
        heedStopRequests(nowNs);
        tellWarmUpOver(nowNs);
        meter.tick(nowNs).ifPresent(sample -> trouble.guarded(() -> listener.self(sample)));
        if (nowNs >= setup.startNs()) {
            judge.tick(nowNs);
        }
    }

    /** Where the warm-up is counted in requests its end is not known in advance, and the workers wait to be told. */
    private void tellWarmUpOver(long nowNs) {
        if (!warmUpTold && setup.isWarmUpOver(nowNs, state.at(nowNs).processed())) {
            warmUpTold = true;
            workers.stream()
                    .filter(StageWorker::isActive)
                    .forEach(w ->
                            w.link.send(new ToWorker.WarmUpOver(setup.stage().index())));
        }
    }

    private void heedStopRequests(long nowNs) {
        int requests = parts.stopRequests().getAsInt();
        if (requests == 0) {
            return;
        }
        stoppedByUser = true;
        stops.stopLocal(nowNs, StopControl.BY_USER);
        if (requests > 1) {
            trouble.abort("stopped at once by the user", StopControl.BY_USER);
        }
    }

    // ---- the end

    private StageResult result() {
        long nowNs = parts.runTime().getAsLong();
        meter.end(nowNs).ifPresent(sample -> trouble.guarded(() -> listener.self(sample)));
        SchedulerState end = judge.judge(nowNs, null); // once more: the last thing that happened may be what ended it
        judge.share(end);
        Judgement judgement = end.judgement();
        List<StageResult.WorkerCounts> counts = workers.stream()
                .map(w -> new StageResult.WorkerCounts(
                        w.link.worker(), w.heard(setup.stage().index()), w.done))
                .toList();
        boolean addUp = end.countsAddUp()
                && end.created() == end.processed()
                && history.isComplete()
                && counts.stream().allMatch(c -> c.told() == null || c.told().equals(c.heard()));
        if (trouble.hasFailed()) {
            parts.environment().syncRunError(Failures.joined(trouble.failures()));
        }
        long endNs = Math.max(end.lastRequestEndNs(), end.endProcessingNs());
        endNs = endNs == RequestTimings.ABSENT ? nowNs : endNs;
        return new StageResult(
                setup.stage(),
                end,
                judgement.progress(),
                setup.startNs(),
                Math.max(setup.startNs(), endNs),
                judgement.endQueuing(),
                judgement.endProcessing(),
                judgement.latest(),
                parts.constraints().stopsAllStages(),
                stoppedByUser,
                trouble.aborted(),
                null,
                counts,
                losses.all(),
                parts.source().timesRecycled(),
                addUp);
    }
}

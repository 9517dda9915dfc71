package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.endpoint.HttpBackend;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.ProcFiles;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a worker does with its messages: gets ready for a target, then runs one stage after another on its loop.
 *
 * <p>Assumes: made and run by one thread, which becomes the loop's. Guarantees: messages are handled in order, between turns of the
 * loop; one that does not fit the state (slots before a plan, a stage while another runs) is an {@link IllegalStateException}; one
 * for a stage that is over is ignored. {@link #post} may be called from any thread.
 */
final class Worker implements StageOutput {
    /**
     * Streams that start no later than this after the stage find their connection open. Those of a long ramp do not: some servers give
     * each open connection a thread, and idle ones would take it from those with a request.
     */
    private static final long OPEN_AHEAD_NS = 100_000_000;

    private final NanoClock clock;
    private final InstantSource wall;
    private final Outbox outbox;
    private final HistogramSet.Pool histograms;
    private final DispatchLoop loop;
    private final ConcurrentLinkedQueue<ToWorker> inbox = new ConcurrentLinkedQueue<>();
    private ToWorker.@Nullable Plan plan;
    private @Nullable HttpBackend backend;
    private @Nullable SelfMeasure self;
    private @Nullable StageRun run;
    private int lastStage = -1;
    private int openedAhead;
    private boolean ended;

    Worker(NanoClock clock, InstantSource wall, Outbox outbox, HistogramSet.Pool histograms, String transport) {
        this.clock = clock;
        this.wall = wall;
        this.outbox = outbox;
        this.histograms = histograms;
        this.loop = DispatchLoop.onThisThread(clock, Poller.of(transport));
    }

    /** Hands a message over and wakes the loop. */
    void post(ToWorker message) {
        inbox.add(message);
        loop.wakeUp();
    }

    /** Works until it is told to shut down. */
    void work() {
        while (!ended) {
            for (ToWorker next = inbox.poll(); next != null; next = inbox.poll()) {
                accept(next);
            }
            StageRun running = run;
            if (running == null) {
                loop.idle();
            } else {
                loop.turn(running);
                run = running.isDone() ? null : running;
            }
        }
        if (backend != null) {
            backend.shutdown();
        }
        loop.close();
    }

    private void accept(ToWorker message) {
        switch (message) {
            case ToWorker.Plan m -> getReady(m);
            case ToWorker.StageStart m -> startStage(m);
            case ToWorker.Conversations m -> inStage(m.stage(), stage -> stage.add(m.conversations()));
            case ToWorker.Slots m -> inStage(m.stage(), stage -> stage.addSlots(m.slots(), m.intendedNs()));
            case ToWorker.WarmUpOver m -> inStage(m.stage(), StageRun::warmUpOver);
            case ToWorker.Exhausted m -> inStage(m.stage(), StageRun::exhausted);
            case ToWorker.StopCreating m -> inStage(m.stage(), stage -> stage.stopCreating(m.reason()));
            case ToWorker.StopProcessing m ->
                inStage(m.stage(), stage -> stage.stopProcessing(m.deadlineNs(), m.reason()));
            case ToWorker.Withdraw m -> withdraw(m);
            case ToWorker.WithdrawSlots m -> withdrawSlots(m);
            case ToWorker.Shutdown _ -> ended = true;
            case ToWorker.Ping m -> outbox.send(new FromWorker.Pong(m.coordinatorNs(), clock.nanoTime()));
        }
    }

    /** A further plan sends the worker to another target, its code as warm as it is. */
    private void getReady(ToWorker.Plan given) {
        if (run != null) {
            throw new IllegalStateException("a plan while stage " + lastStage + " runs");
        }
        plan = given;
        lastStage = -1;
        openedAhead = 0;
        if (self == null) {
            self = new SelfMeasure(given.worker(), Thread.currentThread().threadId(), ProcFiles.system(), clock, wall);
        }
        if (backend != null) {
            backend.shutdown();
        }
        SpinWindow window = SpinWindow.calibrate(loop, given.spin(), given.targetIsLocal());
        loop.spinWindow(window.windowNs());
        WarmUp.Outcome warm = given.warmupRequests() == 0
                ? WarmUp.Outcome.NONE
                : WarmUp.run(given.warmupRequests(), given.backend(), loop, clock, histograms);
        backend = HttpBackend.create(given.backend(), loop.io(), clock);
        System.gc(); // what the warm-up left is gone before anything is timed
        outbox.send(new FromWorker.Ready(calibration(window, warm)));
    }

    private String calibration(SpinWindow window, WarmUp.Outcome warm) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("transport", loop.poller().word());
        told.put("timerSlackNs", loop.hasTimerSlack() ? 1 : null);
        told.put("shortSlices", loop.hasShortSlices());
        told.put("wakeUpErrorP99Us", window.wakeUpErrorP99Ns() / 1000.0);
        told.put("spinWindowUs", window.windowNs() / 1000.0);
        told.put("warmupRequests", warm.completed());
        told.put("warmupSeconds", warm.lengthNs() / 1e9);
        if (warm.failed() > 0) {
            told.put("warmupFailed", warm.failed());
            told.put("warmupFailure", warm.failure());
        }
        return JsonMapper.shared().writeValueAsString(told);
    }

    private void startStage(ToWorker.StageStart start) {
        ToWorker.Plan known = plan;
        HttpBackend target = backend;
        if (known == null || target == null) {
            throw new IllegalStateException("stage " + start.stage() + " before the plan");
        }
        if (run != null) {
            throw new IllegalStateException("stage " + start.stage() + " while stage " + lastStage + " runs");
        }
        lastStage = start.stage();
        run = new StageRun(start, known.worker(), known.anchorNs(), clock, target, histograms, this);
        int soon = (int) Arrays.stream(start.streamStartNs())
                .filter(atNs -> atNs <= start.startNs() + OPEN_AHEAD_NS)
                .count();
        if (soon > openedAhead) {
            target.openAhead(soon - openedAhead);
            openedAhead = soon;
        }
    }

    private void inStage(int stage, Consumer<StageRun> action) {
        if (stage > lastStage) {
            throw new IllegalStateException("a message for stage " + stage + ", which has not started");
        }
        StageRun running = run;
        if (running != null && stage == running.stage()) {
            action.accept(running);
        }
    }

    private void withdraw(ToWorker.Withdraw message) {
        StageRun running = run;
        List<Long> ids =
                running != null && running.stage() == message.stage() ? running.withdraw(message.count()) : List.of();
        outbox.send(new FromWorker.Withdrawn(message.stage(), ids));
    }

    private void withdrawSlots(ToWorker.WithdrawSlots message) {
        StageRun running = run;
        List<Long> slots = running != null && running.stage() == message.stage()
                ? running.withdrawSlots(message.count())
                : List.of();
        outbox.send(new FromWorker.WithdrawnSlots(message.stage(), slots));
    }

    // ---- what the stage says

    @Override
    public void send(FromWorker message) {
        outbox.send(message);
    }

    @Override
    public void stageBegan() {
        loop.meter().read();
        SelfMeasure measure = self();
        outbox.run(measure::begin);
    }

    @Override
    public void secondEnded(int stage, long startNs, long lengthNs, WireTally wire) {
        SelfMeasure measure = self();
        SelfMeasure.LoopSecond second = new SelfMeasure.LoopSecond(
                stage, startNs, lengthNs, loop.meter().read(), wire);
        outbox.sendLater(() -> {
            SelfSample sample = measure.sample(second, outbox.depth());
            return new FromWorker.Self(sample);
        });
    }

    private SelfMeasure self() {
        SelfMeasure measure = self;
        if (measure == null) {
            throw new IllegalStateException("a stage without a plan");
        }
        return measure;
    }
}

package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.IoEventLoop;
import io.netty.channel.ManualIoEventLoop;

/**
 * The one thread that sends, receives and keeps time. Each turn does what is due, then waits in the poller; near the next send it
 * polls without waiting and watches the clock.
 *
 * <p>Assumes: {@link #turn} is called by the thread that made it, again and again. Guarantees: a wait ends at the next event, at a
 * {@link #wakeUp}, or shortly before the next thing to do. Progress: a turn without work waits {@link #LONGEST_WAIT_NS} at most.
 */
final class DispatchLoop {
    /** Also how often the loop looks how late its own waits end. */
    static final long LONGEST_WAIT_NS = 10_000_000;

    /** Less time than this before a send is left alone; more is used to encode requests ahead. */
    static final long SLACK_NS = 300_000;

    private static final Runnable NOTHING = () -> {};

    private final NanoClock clock;
    private final ManualIoEventLoop io;
    private final MeteredIoHandler poller;
    private final Poller kind;
    private final boolean timerSlack;
    private final boolean shortSlices;
    private final LoopMeter meter = new LoopMeter();
    private long spinWindowNs;

    private DispatchLoop(NanoClock clock, Poller kind) {
        this.clock = clock;
        this.kind = kind;
        MeteredIoHandler[] made = new MeteredIoHandler[1];
        this.io = new ManualIoEventLoop(Thread.currentThread(), MeteredIoHandler.around(kind.factory(), made));
        this.poller = made[0];
        this.timerSlack = TimerSlack.minimise();
        this.shortSlices = SchedulerSlice.minimise();
    }

    /** A loop that belongs to the calling thread: epoll where there is one, else NIO. */
    static DispatchLoop onThisThread(NanoClock clock) {
        return onThisThread(clock, Poller.of("auto"));
    }

    static DispatchLoop onThisThread(NanoClock clock, Poller kind) {
        return new DispatchLoop(clock, kind);
    }

    /** What connections register with. */
    IoEventLoop io() {
        return io;
    }

    /** What it waits with. */
    Poller poller() {
        return kind;
    }

    /** Whether the thread's timer slack is 1 ns. */
    boolean hasTimerSlack() {
        return timerSlack;
    }

    /** Whether the thread asked the system's scheduler for the shortest slices. */
    boolean hasShortSlices() {
        return shortSlices;
    }

    LoopMeter meter() {
        return meter;
    }

    void spinWindow(long windowNs) {
        spinWindowNs = windowNs;
    }

    /** Ends the wait of the loop; from any thread. */
    void wakeUp() {
        io.execute(NOTHING);
    }

    /** A turn with no stage to run: waits for events. */
    void idle() {
        io.run(LONGEST_WAIT_NS);
    }

    /** One turn of a stage. */
    void turn(StageRun run) {
        assert io.inEventLoop();
        final long turnStartNs = clock.nanoTime();
        boolean worked = run.turn();
        if (run.isDone()) {
            return;
        }
        long nowNs = run.nowNs();
        long startInNs = until(run.nextStartNs(), nowNs);
        boolean encoded = startInNs > SLACK_NS && run.prepareOne();
        worked |= encoded;
        long waitNs = encoded ? 0 : waitNs(startInNs, until(run.nextChoreNs(), nowNs), spinWindowNs);
        long pollStartNs = clock.nanoTime();
        int events = waitNs > 0 ? io.run(waitNs) : io.runNow();
        long polledNs = clock.nanoTime() - pollStartNs;
        long activeNs = poller.activeNs();
        if (events == 0 && waitNs > 0 && polledNs > waitNs) {
            meter.lag(polledNs - waitNs);
        }
        if (worked || activeNs > 0) {
            long busyNs = activeNs + (pollStartNs - turnStartNs);
            meter.busy(busyNs);
            meter.lag(busyNs);
        }
        if (waitNs == 0) {
            Thread.onSpinWait();
        }
    }

    /** Asks the poller to wait so long with nothing else to do; how much later it came back. */
    long wakeUpErrorNs(long waitNs) {
        long startNs = clock.nanoTime();
        io.run(waitNs);
        return clock.nanoTime() - startNs - waitNs;
    }

    /**
     * How long to wait in the poller.
     *
     * @param startInNs time to the next send
     * @param choreInNs time to the next thing that may be a little late
     * @param spinWindowNs see {@link SpinWindow}
     * @return ns, 0 = poll without waiting
     */
    static long waitNs(long startInNs, long choreInNs, long spinWindowNs) {
        long quietNs = Math.min(startInNs - spinWindowNs, choreInNs);
        return Math.clamp(quietNs, 0, LONGEST_WAIT_NS);
    }

    private static long until(long thenNs, long nowNs) {
        return thenNs == Long.MAX_VALUE ? Long.MAX_VALUE : thenNs - nowNs;
    }

    /** Closes the poller. Connections must be closed before. */
    void close() {
        io.shutdown();
        while (!io.isTerminated()) {
            io.runNow();
        }
    }
}

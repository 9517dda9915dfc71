package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.wire.FrameReader;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Entry of a worker process: frames come on standard input and go to standard output, which belongs to them alone. It ends by message
 * (exit 0), at the end of its input (exit 0: the coordinator is gone), or with a {@link FromWorker.Fault} (exit 1). Not for people.
 */
public final class WorkerMain {
    /** Name of the thread of the dispatch loop. */
    static final String LOOP_THREAD = "plimsoll-loop";

    private static final long LAST_WORDS_MS = 2_000;

    private final NanoClock clock;
    private final InstantSource wall;
    private final HistogramSet.Pool histograms = new HistogramSet.Pool();
    private final Outbox outbox;

    private final String transport;

    private WorkerMain(OutputStream frames, NanoClock clock, InstantSource wall, String transport) {
        this.clock = clock;
        this.wall = wall;
        this.transport = transport;
        outbox = new Outbox(new BufferedOutputStream(frames, 1 << 16), this::written, e -> exit(ExitCode.FAILED));
    }

    /**
     * Runs a worker; never returns.
     *
     * @param args the transport: {@code auto}, {@code epoll}, {@code io_uring} or {@code nio}; none = {@code auto}
     */
    public static void main(String[] args) {
        run(NanoClock.system(), InstantSource.system(), args.length == 0 ? "auto" : args[0]);
    }

    /** Runs a worker on two clocks and a transport; never returns. */
    static void run(NanoClock clock, InstantSource wall, String transport) {
        OutputStream frames = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err); // whatever anybody prints must not get between the frames
        ignore("INT"); // Ctrl-C reaches the whole process group; the coordinator decides
        ignore("HUP");
        new WorkerMain(frames, clock, wall, transport).start();
    }

    private void start() {
        outbox.send(new FromWorker.Hello(
                ToWorker.PROTOCOL_VERSION, ProcessHandle.current().pid()));
        new FastThreadLocalThread(this::work, LOOP_THREAD).start();
    }

    private void work() {
        try {
            Worker worker = new Worker(clock, wall, outbox, histograms, transport);
            Thread.ofPlatform().daemon().name("plimsoll-input").start(() -> read(worker));
            worker.work();
            end(ExitCode.DONE);
        } catch (Throwable e) {
            fault(e);
        }
    }

    private void read(Worker worker) {
        try (FrameReader input = new FrameReader(new FileInputStream(FileDescriptor.in))) {
            for (ToWorker next = input.readToWorker(); next != null; next = input.readToWorker()) {
                if (next instanceof ToWorker.Ping ping) {
                    outbox.send(new FromWorker.Pong(ping.coordinatorNs(), clock.nanoTime()));
                } else {
                    worker.post(next);
                }
            }
            exit(ExitCode.DONE);
        } catch (Throwable e) {
            fault(e);
        }
    }

    private void written(FromWorker message) {
        if (message instanceof FromWorker.Interval interval) {
            histograms.giveBack(interval.sample());
        }
    }

    private void fault(Throwable cause) {
        cause.printStackTrace(); // to standard error, which the coordinator logs
        outbox.send(new FromWorker.Fault(told(cause)));
        end(ExitCode.FAILED);
    }

    /** One line: the message of what is meant for people, else every cause by name. */
    static String told(Throwable failure) {
        if (failure instanceof PlimsollException) {
            return String.valueOf(failure.getMessage());
        }
        Throwable cause = failure.getCause();
        if (cause == null) {
            return failure.toString();
        }
        return failure + " (" + told(cause) + ")";
    }

    private void end(ExitCode code) {
        try {
            outbox.close(LAST_WORDS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exit(code);
    }

    /** At once: nothing here needs shutdown hooks, and a stuck one would keep a dead worker alive. */
    private static void exit(ExitCode code) {
        Runtime.getRuntime().halt(code.number());
    }

    private static void ignore(String signal) {
        try {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException e) {
            // this system has no such signal, or the JVM keeps it for itself: best effort
        }
    }
}

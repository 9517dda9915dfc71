package dev.plimsoll.engine.router.process;

import dev.plimsoll.engine.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A {@link ModelProcess} with a real process, what was seen of it, and a clock that can be put forward. */
final class RealModel implements AutoCloseable, ModelProcess.Listener {
    /** Nothing takes so long; what does never happens. */
    private static final long GENEROUS_S = 60;

    private static final LifecycleSettings SETTINGS = new LifecycleSettings(
            true,
            Duration.ofSeconds(GENEROUS_S),
            Duration.ofMillis(10),
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofSeconds(10));

    private final AtomicLong aheadNs = new AtomicLong();
    private final List<String> transitions = new CopyOnWriteArrayList<>();
    private final BlockingQueue<ModelState> states = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> pids = new LinkedBlockingQueue<>();
    private final int port;
    private final ModelProcess process;

    private RealModel(int port, ModelCommand command, LifecycleSettings settings) {
        this.port = port;
        NanoClock clock = () -> System.nanoTime() + aheadNs.get();
        this.process = ModelProcess.of(command, settings, clock, this);
    }

    /** With a {@link FakeModelServer} that has these options beside its port. */
    static RealModel fake(String... options) {
        return fake(SETTINGS, options);
    }

    static RealModel fake(LifecycleSettings settings, String... options) {
        int port = freePort();
        List<String> argv = new ArrayList<>(FakeModelServer.command(options));
        argv.add("port=" + port);
        return new RealModel(port, command(argv, port, "", "/health"), settings);
    }

    /** With any command, and no check. */
    static RealModel of(String... argv) {
        return of("", List.of(), argv);
    }

    static RealModel of(String cmdStop, List<String> env, String... argv) {
        ModelCommand command =
                new ModelCommand("m", List.of(argv), cmdStop, env, URI.create("http://localhost:1"), "none");
        return new RealModel(1, command, unprobed());
    }

    /** With a command that is about to listen on a port. */
    static RealModel listening(int port, String... argv) {
        return new RealModel(port, command(List.of(argv), port, "", "none"), unprobed());
    }

    private static LifecycleSettings unprobed() {
        return new LifecycleSettings(
                false,
                SETTINGS.startLimit(),
                SETTINGS.probeInterval(),
                SETTINGS.failedStartGrace(),
                Duration.ZERO,
                SETTINGS.stopGrace());
    }

    static LifecycleSettings settings(Duration startLimit, Duration failedStartGrace, Duration idleLimit) {
        return new LifecycleSettings(
                true, startLimit, SETTINGS.probeInterval(), failedStartGrace, idleLimit, SETTINGS.stopGrace());
    }

    private static ModelCommand command(List<String> argv, int port, String cmdStop, String check) {
        return new ModelCommand(
                "m", argv, cmdStop, List.of("PLIMSOLL_TEST=t"), URI.create("http://localhost:" + port), check);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ModelProcess process() {
        return process;
    }

    /** Asks it to end with the usual grace. */
    CompletableFuture<Void> stop() {
        return process.stop(SETTINGS.stopGrace());
    }

    int port() {
        return port;
    }

    List<String> transitions() {
        return transitions;
    }

    /** The process id of the next start. */
    long pid() throws InterruptedException {
        Long pid = pids.poll(GENEROUS_S, TimeUnit.SECONDS);
        if (pid == null) {
            throw new AssertionError("nothing was started");
        }
        return pid;
    }

    /** Waits for a change to this state. */
    void until(ModelState wanted) throws InterruptedException {
        ModelState seen;
        do {
            seen = states.poll(GENEROUS_S, TimeUnit.SECONDS);
            if (seen == null) {
                throw new AssertionError("was never " + wanted + ": " + transitions);
            }
        } while (seen != wanted);
    }

    /** Lets so much time pass for its owner. */
    void pass(Duration time) {
        aheadNs.addAndGet(time.toNanos());
        process.lookAtClock();
    }

    /** {@code ok}, or why not. */
    static String answer(CompletableFuture<Void> asked) throws InterruptedException {
        try {
            asked.get(GENEROUS_S, TimeUnit.SECONDS);
            return "ok";
        } catch (ExecutionException e) {
            return e.getCause() instanceof ModelStartException told
                    ? told.reason().name()
                    : e.toString();
        } catch (TimeoutException e) {
            return "none yet";
        }
    }

    /** What people are told. */
    static String sentence(CompletableFuture<Void> asked) throws InterruptedException {
        try {
            asked.get(GENEROUS_S, TimeUnit.SECONDS);
            return "";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause().getMessage());
        } catch (TimeoutException e) {
            return "none yet";
        }
    }

    /** The first line of its log that is so, when it comes. */
    String line(Predicate<String> wanted) throws InterruptedException {
        BlockingQueue<Boolean> news = new LinkedBlockingQueue<>();
        try (ModelLog.Follower follower = process.log().follow(true, () -> news.add(true))) {
            while (news.poll(GENEROUS_S, TimeUnit.SECONDS) != null) {
                for (ModelLog.Line line : follower.take().lines()) {
                    if (wanted.test(line.text())) {
                        return line.text();
                    }
                }
            }
        }
        throw new AssertionError("no such line in " + process.log().lines());
    }

    @Override
    public void changed(long atNs, String model, ModelState from, ModelState to) {
        transitions.add((from + "->" + to).toLowerCase(Locale.ROOT));
        states.add(to);
    }

    @Override
    public void spawned(long atNs, String model, long pid) {
        pids.add(pid);
    }

    @Override
    public void close() throws InterruptedException {
        if (!answer(process.shutdown()).equals("ok")) {
            throw new AssertionError("it did not come to its end");
        }
    }
}

package dev.plimsoll.engine.router.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that was started, with everything it started itself.
 *
 * <p>On Linux it leads a session and a process group of its own, whose number is its process id: {@code setsid} of util-linux makes it so and
 * then becomes the program, in place. Signals go to the group, and what is left of the group when its leader has ended is killed; an
 * {@link OrphanGuard} does it if we are gone. Where there is no {@code setsid} (macOS, Windows) the descendants that are known when the
 * process is asked to end take the group's place: those of a process that ends by itself are not found any more, nobody ends them if the
 * router is killed, and Ctrl-C of a terminal reaches them directly.
 *
 * <p>A process that leaves the group on purpose (a daemon) is not ended. If it keeps the output open, our ends of the pipes are closed
 * all the same, a second after the group is gone, and the two threads that read end with that process.
 *
 * <p>Threading: any thread; {@link #awaitEnd} by one.
 */
final class ProcessGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessGroup.class);
    private static final long LAST_OUTPUT_MS = 1_000;
    private static final long GROUP_END_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_MS = 2;

    private final Process process;
    private final @Nullable Signals signals;
    private final @Nullable OrphanGuard guard;
    private final List<Thread> readers;
    private final Set<ProcessHandle> descendants = ConcurrentHashMap.newKeySet();

    private ProcessGroup(
            Process process, @Nullable Signals signals, @Nullable OrphanGuard guard, List<Thread> readers) {
        this.process = process;
        this.signals = signals;
        this.guard = guard;
        this.readers = readers;
    }

    /**
     * Starts a process.
     *
     * @param name the model's, for the names of threads
     * @param argv program and arguments
     * @param env what its environment has beyond ours, {@code NAME=value}
     * @param log takes its output
     * @throws IOException if there is no such program, or the system refuses
     */
    static ProcessGroup start(String name, List<String> argv, List<String> env, ModelLog log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(argv).redirectInput(Redirect.from(Redirect.DISCARD.file()));
        for (String each : env) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                builder.environment().put(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        if (File.separatorChar == '/') {
            Programs.check(argv.getFirst(), builder.environment().get("PATH")); // or setsid would be what fails, later
        }
        Optional<Path> setsid = Programs.setsid();
        Signals signals = setsid.flatMap(_ -> Signals.ofSystem()).orElse(null);
        if (setsid.isEmpty() || signals == null) {
            return new ProcessGroup(builder.start(), null, null, List.of()).readingInto(name, log);
        }
        List<String> inGroup = new ArrayList<>(List.of(setsid.get().toString()));
        inGroup.addAll(argv);
        OrphanGuard guard = OrphanGuard.start(setsid.get().toString());
        try {
            Process process = builder.command(inGroup).start();
            guard.guard(process.pid());
            return new ProcessGroup(process, signals, guard, List.of()).readingInto(name, log);
        } catch (IOException e) {
            guard.release();
            throw e;
        }
    }

    private ProcessGroup readingInto(String name, ModelLog log) {
        List<Thread> started = List.of(
                reader(name, "out", process.getInputStream(), ModelLog.Source.STDOUT, log),
                reader(name, "err", process.getErrorStream(), ModelLog.Source.STDERR, log));
        return new ProcessGroup(process, signals, guard, started);
    }

    /** A platform thread, because reading from a process holds on to the thread. */
    private static Thread reader(String name, String which, InputStream from, ModelLog.Source source, ModelLog log) {
        return Thread.ofPlatform().daemon().name("model-" + name + "-" + which).start(() -> {
            byte[] buffer = new byte[8 * 1024];
            ModelLog.Writer to = log.writer(source);
            try {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    to.write(buffer, n);
                }
            } catch (IOException e) {
                LOG.debug(
                        "{}: no more of its output: {}",
                        name,
                        e.toString()); // it was closed, because the process has ended
            }
            to.end();
        });
    }

    /** The leader's process id. */
    long pid() {
        return process.pid();
    }

    /** Asks all of it to end. */
    void terminate() {
        if (signals == null || !process.isAlive() || !signals.terminate(pid())) {
            remember();
            descendants.forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** Ends all of it. */
    void kill() {
        if (signals == null || !process.isAlive() || !signals.kill(pid())) {
            remember();
            descendants.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void remember() {
        if (signals == null) {
            process.descendants().forEach(descendants::add);
        }
    }

    /**
     * Waits until the leader has ended, ends what it left behind, and gives back whatever was held for it.
     *
     * @return the exit code; 128 and the signal's number if a signal ended it
     */
    int awaitEnd() throws InterruptedException {
        int code = process.waitFor();
        descendants.forEach(ProcessHandle::destroyForcibly);
        if (signals != null) {
            endGroup(signals);
        }
        if (guard != null) {
            guard.release();
        }
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_OUTPUT_MS);
        for (Thread reader : readers) {
            reader.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(untilNs - System.nanoTime())));
        }
        close(process.getInputStream());
        close(process.getErrorStream());
        return code;
    }

    /**
     * The kernel does not tell when a group is gone; nearly always it is at the first look. Processes that have ended belong to it until
     * somebody takes notice of them, which in a container may be nobody: they have no memory any more, and are not waited for.
     */
    private void endGroup(Signals known) throws InterruptedException {
        long untilNs = System.nanoTime() + GROUP_END_NS;
        while (known.kill(pid()) && GroupMembers.anyAlive(pid()) && System.nanoTime() - untilNs < 0) {
            Thread.sleep(LOOK_MS);
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debug("a pipe does not close: {}", e.toString());
        }
    }
}

package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.wire.FrameReader;
import dev.plimsoll.engine.wire.FrameWriter;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker process with three threads: a reader that decodes its frames into the mailbox, a writer that sends it messages, and one
 * that drains its standard error into the log. The coordinator never waits for the process.
 *
 * <p>Guarantees: exactly one {@link WorkerEvent.Gone} is the last event of a worker. Progress: a process that stands still blocks
 * only its own threads; {@link #kill} ends it whatever it does.
 */
final class WorkerProcess implements WorkerLink {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final int LAST_WORDS = 12;
    private static final long EXIT_WAIT_SECONDS = 5;

    private final int worker;
    private final Process process;
    private final QueueMailbox mailbox;
    private final NanoClock clock;
    private final BlockingQueue<ToWorker> outgoing = new LinkedBlockingQueue<>();
    private final Deque<String> lastWords = new ArrayDeque<>(); // guarded by itself
    private final Thread reader;
    private final Thread writer;
    private final Thread errors;
    private volatile boolean killed;
    private volatile boolean gone;
    private volatile boolean unheard;

    private WorkerProcess(int worker, Process process, QueueMailbox mailbox, NanoClock clock) {
        this.worker = worker;
        this.process = process;
        this.mailbox = mailbox;
        this.clock = clock;
        reader = thread("reader", this::readAll);
        writer = thread("writer", this::writeAll);
        errors = thread("stderr", this::drainErrors);
    }

    /** Starts the process and its threads. */
    static WorkerProcess start(int worker, ProcessBuilder command, QueueMailbox mailbox, NanoClock clock)
            throws IOException {
        WorkerProcess started = new WorkerProcess(worker, command.start(), mailbox, clock);
        started.errors.start();
        started.reader.start();
        started.writer.start();
        return started;
    }

    private Thread thread(String role, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .name("worker-" + worker + "-" + role)
                .unstarted(work);
    }

    @Override
    public int worker() {
        return worker;
    }

    @Override
    public void send(ToWorker message) {
        outgoing.add(message);
    }

    @Override
    public void kill() {
        killed = true;
        process.destroyForcibly();
    }

    @Override
    public boolean isAlive() {
        return !killed && !gone;
    }

    long pid() {
        return process.pid();
    }

    /** Asks the process to end. Nobody reads the mailbox any more: what it still says is thrown away. */
    void askToEnd() {
        unheard = true;
        outgoing.add(new ToWorker.Shutdown());
    }

    /**
     * Waits for the end of a process that was asked to; one that does not end is killed.
     *
     * @return what went wrong, empty for an end in good order and for a worker that was gone before
     */
    Optional<String> awaitEnd() throws InterruptedException {
        boolean expected = !killed;
        writer.join(TimeUnit.SECONDS.toMillis(EXIT_WAIT_SECONDS));
        boolean exited = process.waitFor(EXIT_WAIT_SECONDS, TimeUnit.SECONDS);
        if (!exited) {
            process.destroyForcibly().waitFor();
        }
        reader.join();
        if (!expected) {
            return Optional.empty();
        }
        if (!exited) {
            return Optional.of("worker " + worker + " did not end and was killed" + told());
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of("worker " + worker + " ended with exit code " + process.exitValue() + told());
    }

    private void readAll() {
        String why = "";
        try (FrameReader frames = new FrameReader(process.getInputStream())) {
            for (FromWorker next = frames.readFromWorker(); next != null; next = frames.readFromWorker()) {
                post(new WorkerEvent.Frame(worker, next, clock.nanoTime()));
            }
        } catch (IOException e) {
            why = killed ? "" : "its pipe broke: " + e.getMessage() + "; ";
        } catch (InterruptedException e) {
            why = "its reader was interrupted; ";
        }
        gone = true;
        process.destroyForcibly();
        try {
            errors.join(TimeUnit.SECONDS.toMillis(EXIT_WAIT_SECONDS)); // its last words are worth a moment
            post(new WorkerEvent.Gone(worker, why + exit() + told()));
        } catch (InterruptedException e) {
            LOG.debug("worker {}: reader interrupted", worker);
        }
    }

    private void post(WorkerEvent event) throws InterruptedException {
        if (!unheard) {
            mailbox.put(event);
        }
    }

    private String exit() throws InterruptedException {
        if (!process.waitFor(EXIT_WAIT_SECONDS, TimeUnit.SECONDS)) {
            return "the process does not end";
        }
        int code = process.exitValue();
        return code > 128 ? "killed by signal " + (code - 128) : "the process ended with exit code " + code;
    }

    private String told() {
        synchronized (lastWords) {
            return lastWords.isEmpty() ? "" : ". Its last words: " + String.join(" | ", lastWords);
        }
    }

    private void writeAll() {
        try (FrameWriter frames = new FrameWriter(new BufferedOutputStream(process.getOutputStream(), 1 << 16))) {
            ToWorker next;
            do {
                next = outgoing.take();
                frames.write(next);
                if (outgoing.isEmpty()) {
                    frames.flush();
                }
            } while (!(next instanceof ToWorker.Shutdown));
        } catch (IOException e) {
            LOG.debug("worker {} takes no more messages: {}", worker, e.toString()); // the reader tells what happened
        } catch (InterruptedException e) {
            LOG.debug("worker {}: writer interrupted", worker);
        }
    }

    private void drainErrors() {
        try (BufferedReader lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.info("worker {}: {}", worker, line);
                synchronized (lastWords) {
                    if (lastWords.size() == LAST_WORDS) {
                        lastWords.removeFirst();
                    }
                    lastWords.addLast(line);
                }
            }
        } catch (IOException e) {
            LOG.debug("worker {}: no more of its standard error: {}", worker, e.toString());
        }
    }
}

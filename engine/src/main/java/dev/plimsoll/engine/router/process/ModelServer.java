package dev.plimsoll.engine.router.process;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server that was started, from its start to its end.
 *
 * <p>Threading: {@link #healthy} and {@link #awaitEnd} block and may be called by any thread, the latter by one; the rest belongs to the
 * owner's.
 */
final class ModelServer {
    private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);

    private static final long TIDY_UP_SECONDS = 5;

    private final ModelCommand command;
    private final ModelLog log;
    private final ProcessGroup process;
    private final HealthProbe probe;
    private @Nullable ProcessGroup stopCommand;

    private ModelServer(ModelCommand command, ModelLog log, ProcessGroup process) {
        this.command = command;
        this.log = log;
        this.process = process;
        this.probe = new HealthProbe(command.healthAddress());
    }

    /**
     * Starts it.
     *
     * @throws IOException saying why it cannot be started: no such program, or a port that somebody else has
     */
    static ModelServer start(ModelCommand command, ModelLog log) throws IOException {
        if (command.argv().isEmpty()) {
            throw new IOException("its cmd is empty");
        }
        OptionalInt port = command.ownPort();
        if (port.isPresent()) {
            ServerPort.check(port.getAsInt());
        }
        return new ModelServer(command, log, ProcessGroup.start(command.id(), command.argv(), command.env(), log));
    }

    long pid() {
        return process.pid();
    }

    /** Whether its health endpoint answers 200 now. */
    boolean healthy() {
        return probe.healthy();
    }

    /** Asks it to end, by its {@code cmdStop} if it has one. */
    void terminate() {
        List<String> argv = CommandLine.split(command.cmdStop().replace("${PID}", Long.toString(pid())));
        if (argv.isEmpty()) {
            process.terminate();
            return;
        }
        try {
            ProcessGroup started = ProcessGroup.start(command.id() + "-stop", argv, command.env(), log);
            stopCommand = started;
            var unused =
                    Thread.ofVirtual().name("model-" + command.id() + "-stop").start(() -> awaitStopCommand(started));
        } catch (IOException e) {
            log.note("its cmdStop cannot be started, so it is asked to end by a signal: " + e.getMessage());
            process.terminate();
        }
    }

    private void awaitStopCommand(ProcessGroup started) {
        try {
            int code = started.awaitEnd();
            if (code != 0) {
                log.note("its cmdStop ended with exit code " + code);
            }
        } catch (InterruptedException e) {
            LOG.error("{}: the waiter for its cmdStop was interrupted, which nobody does", command.id(), e);
        }
    }

    /** Ends it and everything it started. */
    void kill() {
        process.kill();
    }

    /** Waits until it is gone with everything it started; its exit code. */
    int awaitEnd() throws InterruptedException {
        return process.awaitEnd();
    }

    /** It is gone: what was to end it may tidy up for a moment. */
    void gone() {
        ProcessGroup started = stopCommand;
        if (started != null) {
            CompletableFuture.delayedExecutor(TIDY_UP_SECONDS, TimeUnit.SECONDS).execute(started::kill);
        }
    }
}

package dev.plimsoll.engine.router.process;

import dev.plimsoll.engine.time.NanoClock;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model's server: started when somebody needs it, stopped when somebody wants it gone or it was idle long enough. What to do when is
 * decided by {@link ModelLifecycle}; this is its owner, who does it.
 *
 * <p>Threading: a virtual thread of its own owns the lifecycle and the process; every method is a message to it, from any thread, and never
 * blocks. Futures are completed and the {@link Listener} is told on that thread, so what hangs on them must be short and must not wait.
 * After {@link #shutdown} has completed nothing is left: no process, no thread, no open file.
 */
public final class ModelProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ModelProcess.class);
    private static final int LAST_WORDS = 3;
    private static final Mail WAKE = new Mail(null, new LifecycleEvent.Wake(), null);

    private final ModelCommand command;
    private final NanoClock clock;
    private final Listener listener;
    private final ModelLifecycle lifecycle;
    private final ModelLog log = new ModelLog();
    private final BlockingQueue<Mail> mailbox = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final Thread owner;

    private final AtomicLong callerNumbers = new AtomicLong();
    private final AtomicLong servesBegun = new AtomicLong();
    private final AtomicLong servesEnded = new AtomicLong();
    private volatile long lastServeEndedNs;
    private volatile ModelState state = ModelState.STOPPED;
    private volatile boolean over;

    // Of the owner's thread.
    private final PriorityQueue<Long> wakes = new PriorityQueue<>();
    private final Map<Long, CompletableFuture<Void>> callers = new HashMap<>();
    private final ServeBook serves = new ServeBook();
    private @Nullable ModelServer server;

    /** Told what becomes of a model's process, in the order it happens, on the process's thread; must not block. */
    public interface Listener {
        /** The state has changed. */
        void changed(long atNs, String model, ModelState from, ModelState to);

        /** A process exists. */
        void spawned(long atNs, String model, long pid);
    }

    /** What the owner is told: by whom it is asked, or of which server it is true, if any. */
    private record Mail(
            @Nullable ModelServer of,
            LifecycleEvent event,
            @Nullable CompletableFuture<Void> asked) {}

    private ModelProcess(ModelCommand command, LifecycleSettings settings, NanoClock clock, Listener listener) {
        this.command = command;
        this.clock = clock;
        this.listener = listener;
        this.lifecycle = new ModelLifecycle(settings);
        this.owner = Thread.ofVirtual().name("model-" + command.id()).unstarted(this::own);
    }

    /** A stopped model. */
    public static ModelProcess of(
            ModelCommand command, LifecycleSettings settings, NanoClock clock, Listener listener) {
        ModelProcess process = new ModelProcess(command, settings, clock, listener);
        process.owner.start();
        return process;
    }

    /** Where it was a moment ago: advice, never a gate. */
    public ModelState state() {
        return state;
    }

    /** What its server wrote. */
    public ModelLog log() {
        return log;
    }

    /** Completes when it is ready, after a start if that takes one; fails with {@link ModelStartException}. */
    public CompletableFuture<Void> ensureReady() {
        return ask(LifecycleEvent.EnsureReady::new);
    }

    /**
     * Completes when it has no process.
     *
     * @param grace how long that may take by itself before it is killed
     */
    public CompletableFuture<Void> stop(Duration grace) {
        return ask(caller -> new LifecycleEvent.Stop(caller, grace));
    }

    /** A request has been handed to it. Costs next to nothing. */
    public void serveBegun() {
        servesBegun.incrementAndGet();
    }

    /** A request that was handed to it has ended. Costs next to nothing. */
    public void serveEnded() {
        lastServeEndedNs = clock.nanoTime();
        servesEnded.incrementAndGet();
    }

    /**
     * The end: kills what runs, without grace and without {@code cmdStop}, so whoever has the time stops it before. Completes when nothing
     * is left. Whatever is asked afterwards fails, or is true already.
     */
    public CompletableFuture<Void> shutdown() {
        post(new Mail(null, new LifecycleEvent.Shutdown(), null));
        return gone.copy();
    }

    /** Has it look at its clock, as it does by itself when something is due; for clocks that are put forward. */
    void lookAtClock() {
        post(WAKE);
    }

    private CompletableFuture<Void> ask(LongFunction<LifecycleEvent> wish) {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        post(new Mail(null, wish.apply(callerNumbers.incrementAndGet()), asked));
        return asked;
    }

    private void post(Mail mail) {
        mailbox.add(mail);
        if (over) {
            answerTheLate();
        }
    }

    private void own() {
        try {
            while (lifecycle.state() != ModelState.SHUTDOWN || server != null) {
                take(next());
            }
        } catch (InterruptedException | RuntimeException e) {
            LOG.error("{}: its owner failed, so it is gone until the router is started anew", command.id(), e);
        } finally {
            if (server != null) {
                server.kill();
            }
            state = ModelState.SHUTDOWN;
            callers.values().forEach(each -> each.completeExceptionally(goingDown()));
            over = true;
            answerTheLate();
            gone.complete(null);
        }
    }

    /** For whoever asks after the end, there is nobody any more to decide; each mail is taken by one thread only. */
    private void answerTheLate() {
        for (Mail mail = mailbox.poll(); mail != null; mail = mailbox.poll()) {
            CompletableFuture<Void> asked = mail.asked();
            if (asked != null && mail.event() instanceof LifecycleEvent.EnsureReady) {
                asked.completeExceptionally(goingDown());
            } else if (asked != null) {
                asked.complete(null);
            }
        }
    }

    private static ModelStartException goingDown() {
        return new ModelStartException(LifecycleEffect.Reason.SHUTDOWN, "the router goes down");
    }

    /** The next mail, or a wake that is due. */
    private Mail next() throws InterruptedException {
        while (true) {
            Long wakeNs = wakes.peek();
            if (wakeNs == null) {
                return mailbox.take();
            }
            long leftNs = wakeNs - clock.nanoTime();
            if (leftNs <= 0) {
                wakes.removeIf(each -> each <= wakeNs);
                return WAKE;
            }
            Mail mail = mailbox.poll(leftNs, TimeUnit.NANOSECONDS);
            if (mail != null) {
                return mail;
            }
        }
    }

    private void take(Mail mail) {
        assert Thread.currentThread() == owner;
        ModelServer of = mail.of();
        if (of != null && of != server) {
            return; // a probe of one that is gone
        }
        if (of != null && mail.event() instanceof LifecycleEvent.Exited(int code)) {
            log.note("ended with exit code " + code);
            of.gone();
            server = null;
        }
        CompletableFuture<Void> asked = mail.asked();
        if (asked != null) {
            callers.put(number(mail.event()), asked);
        }
        serves.settle(servesBegun, servesEnded).forEach(each -> handle(lastServeEndedNs, each));
        handle(clock.nanoTime(), mail.event());
    }

    private static long number(LifecycleEvent event) {
        return switch (event) {
            case LifecycleEvent.EnsureReady(long caller) -> caller;
            case LifecycleEvent.Stop(long caller, Duration _) -> caller;
            default -> throw new IllegalArgumentException(event + " has no caller");
        };
    }

    private void handle(long nowNs, LifecycleEvent event) {
        lifecycle.handle(nowNs, event).forEach(effect -> perform(nowNs, effect));
    }

    private void perform(long nowNs, LifecycleEffect effect) {
        switch (effect) {
            case LifecycleEffect.Spawn _ -> spawn();
            case LifecycleEffect.Probe _ -> {
                ModelServer probed = running();
                beside("probe", () -> post(new Mail(probed, new LifecycleEvent.Probed(probed.healthy()), null)));
            }
            case LifecycleEffect.Terminate _ -> running().terminate();
            case LifecycleEffect.Kill _ -> {
                log.note("is killed");
                running().kill();
            }
            case LifecycleEffect.WakeAt(long atNs) -> wakes.add(atNs);
            case LifecycleEffect.Done(long caller) -> caller(caller).complete(null);
            case LifecycleEffect.Failed(long caller, LifecycleEffect.Reason reason, String detail) ->
                caller(caller).completeExceptionally(new ModelStartException(reason, detail + lastWords(reason)));
            case LifecycleEffect.Changed(ModelState from, ModelState to) -> {
                state = to;
                tell(() -> listener.changed(nowNs, command.id(), from, to));
            }
        }
    }

    private ModelServer running() {
        ModelServer running = server;
        if (running == null) {
            throw new IllegalStateException(command.id() + " has no process");
        }
        return running;
    }

    private CompletableFuture<Void> caller(long number) {
        CompletableFuture<Void> asked = callers.remove(number);
        if (asked == null) {
            throw new IllegalStateException("caller " + number + " was answered before");
        }
        return asked;
    }

    /** What the process said before it ended by itself: most often that is why. */
    private String lastWords(LifecycleEffect.Reason reason) {
        if (reason != LifecycleEffect.Reason.EXITED_DURING_START) {
            return "";
        }
        List<String> said = log.lines().stream()
                .filter(line -> line.source() != ModelLog.Source.ROUTER)
                .map(line -> line.text().strip())
                .filter(text -> !text.isEmpty())
                .toList();
        return said.isEmpty()
                ? ""
                : said.subList(Math.max(0, said.size() - LAST_WORDS), said.size()).stream()
                        .collect(Collectors.joining(" | ", ". Its last words: ", ""));
    }

    /** Somebody else's mistake must not take the model's owner with it. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.error("{}: who listens to it failed", command.id(), e);
        }
    }

    private void spawn() {
        try {
            ModelServer started = ModelServer.start(command, log);
            server = started;
            log.note("started as process " + started.pid());
            tell(() -> listener.spawned(clock.nanoTime(), command.id(), started.pid()));
            post(new Mail(started, new LifecycleEvent.Spawned(), null));
            beside("exit", () -> post(new Mail(started, new LifecycleEvent.Exited(started.awaitEnd()), null)));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            log.note("cannot be started: " + reason);
            post(new Mail(null, new LifecycleEvent.SpawnFailed(reason), null));
        }
    }

    /** What may block, and what it ends with. */
    private interface Blocking {
        void run() throws InterruptedException;
    }

    private void beside(String what, Blocking work) {
        var unused = Thread.ofVirtual()
                .name("model-" + command.id() + "-" + what)
                .start(() -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        LOG.error("{}: its {} was interrupted, which nobody does", command.id(), what, e);
                    }
                });
    }
}

package dev.plimsoll.engine.router.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of one model's process as a state machine without I/O, threads or a clock. Its owner tells it what happens, one event at a
 * time with the time it happened, and does what it answers.
 *
 * <p>A start that is wanted while the process is being stopped takes place when it is gone; a stop that is wanted while it starts makes the
 * start fail. A process that is being ended keeps its state until it is gone, because until then it keeps its memory: {@code STARTING} if
 * it never was ready, {@code STOPPING} if it was. The idle limit counts from the moment it became ready or its last request ended,
 * whichever is later. A process that ends by itself is not started again until somebody needs it.
 *
 * <p>Threading: confined to its owner's thread.
 */
public final class ModelLifecycle {
    private final LifecycleSettings settings;
    private ModelState state = ModelState.STOPPED;
    private List<Long> starters = new ArrayList<>();
    private List<Long> stoppers = new ArrayList<>();
    private List<LifecycleEffect> effects = new ArrayList<>();
    private @Nullable Failure failure;
    private boolean spawned;
    private boolean ending;
    private boolean killed;
    private boolean probing;
    private int serving;
    private long startDeadlineNs;
    private long killAtNs;
    private long nextProbeNs;
    private long idleSinceNs;
    private long idleWakeNs;

    /** Why the start under way is going to fail, with those whose start it was. */
    private record Failure(LifecycleEffect.Reason reason, String detail, List<Long> callers) {}

    /** A stopped model. */
    public ModelLifecycle(LifecycleSettings settings) {
        this.settings = settings;
    }

    /** Where it is. */
    public ModelState state() {
        return state;
    }

    /** Takes in one event; what is to be done now, in order. */
    public List<LifecycleEffect> handle(long nowNs, LifecycleEvent event) {
        effects = new ArrayList<>();
        switch (event) {
            case LifecycleEvent.EnsureReady wish -> ensureReady(nowNs, wish.caller());
            case LifecycleEvent.Stop wish -> stop(nowNs, wish);
            case LifecycleEvent.Spawned _ -> spawned(nowNs);
            case LifecycleEvent.SpawnFailed failed ->
                gone(nowNs, new Failure(LifecycleEffect.Reason.SPAWN_FAILED, failed.reason(), starters));
            case LifecycleEvent.Probed probed -> probed(nowNs, probed.healthy());
            case LifecycleEvent.Exited exited ->
                gone(
                        nowNs,
                        new Failure(
                                LifecycleEffect.Reason.EXITED_DURING_START, "exit code " + exited.code(), starters));
            case LifecycleEvent.ServeBegun _ -> serving++;
            case LifecycleEvent.ServeEnded _ -> serveEnded(nowNs);
            case LifecycleEvent.Wake _ -> wake(nowNs);
            case LifecycleEvent.Shutdown _ -> shutdown();
        }
        return List.copyOf(effects);
    }

    private void ensureReady(long nowNs, long caller) {
        switch (state) {
            case READY -> effects.add(new LifecycleEffect.Done(caller));
            case SHUTDOWN ->
                effects.add(
                        new LifecycleEffect.Failed(caller, LifecycleEffect.Reason.SHUTDOWN, "the router goes down"));
            case STOPPED -> {
                starters.add(caller);
                start(nowNs);
            }
            case STARTING, STOPPING -> starters.add(caller); // if it is ending, they start it anew when it is gone
        }
    }

    private void start(long nowNs) {
        become(ModelState.STARTING);
        startDeadlineNs = nowNs + settings.startLimit().toNanos();
        effects.add(new LifecycleEffect.WakeAt(startDeadlineNs));
        effects.add(new LifecycleEffect.Spawn());
    }

    private void stop(long nowNs, LifecycleEvent.Stop wish) {
        if (state == ModelState.STOPPED || state == ModelState.SHUTDOWN) {
            effects.add(new LifecycleEffect.Done(wish.caller()));
            return;
        }
        stoppers.add(wish.caller());
        if (state == ModelState.STARTING && !ending) {
            failStart(LifecycleEffect.Reason.START_ABORTED, "it was stopped");
        } else if (ending && !starters.isEmpty()) {
            // they wanted it after the stop that is under way; this newer wish is against theirs
            starters.forEach(each -> effects.add(
                    new LifecycleEffect.Failed(each, LifecycleEffect.Reason.START_ABORTED, "it was stopped")));
            starters = new ArrayList<>();
        }
        if (state == ModelState.READY) {
            become(ModelState.STOPPING);
        }
        end(nowNs, wish.grace());
    }

    /** The callers of the start under way are told when the process is gone; later ones start it anew. */
    private void failStart(LifecycleEffect.Reason reason, String detail) {
        failure = new Failure(reason, detail, starters);
        starters = new ArrayList<>();
    }

    /** Asks the process to end; a shorter grace than one under way takes its place. */
    private void end(long nowNs, Duration grace) {
        long until = nowNs + grace.toNanos();
        if (!ending) {
            killAtNs = until;
            ending = true;
            if (spawned) {
                effects.add(new LifecycleEffect.Terminate());
            }
        } else {
            killAtNs = Math.min(killAtNs, until);
        }
        effects.add(new LifecycleEffect.WakeAt(killAtNs));
    }

    private void spawned(long nowNs) {
        spawned = true;
        if (state == ModelState.SHUTDOWN) {
            effects.add(new LifecycleEffect.Kill());
        } else if (ending) {
            effects.add(new LifecycleEffect.Terminate());
            effects.add(new LifecycleEffect.WakeAt(killAtNs)); // the one that was asked for may have passed
        } else if (settings.probed()) {
            probe();
        } else {
            ready(nowNs);
        }
    }

    private void probe() {
        probing = true;
        effects.add(new LifecycleEffect.Probe());
    }

    private void probed(long nowNs, boolean healthy) {
        probing = false;
        if (state != ModelState.STARTING || ending) {
            return;
        }
        if (healthy) {
            ready(nowNs);
        } else {
            nextProbeNs = nowNs + settings.probeInterval().toNanos();
            effects.add(new LifecycleEffect.WakeAt(nextProbeNs));
        }
    }

    private void ready(long nowNs) {
        become(ModelState.READY);
        starters.forEach(each -> effects.add(new LifecycleEffect.Done(each)));
        starters = new ArrayList<>();
        idleSinceNs = nowNs;
        if (settings.idleLimit().isPositive()) {
            lookWhetherIdle(nowNs);
        }
    }

    private void serveEnded(long nowNs) {
        serving = Math.max(0, serving - 1);
        if (serving == 0) {
            idleSinceNs = nowNs;
        }
    }

    /** While it is ready exactly one look is to come, however many requests it serves: one that comes too early asks for the next. */
    private void lookWhetherIdle(long nowNs) {
        long fromNs = serving > 0 ? nowNs : idleSinceNs;
        idleWakeNs = fromNs + settings.idleLimit().toNanos();
        if (serving == 0 && nowNs >= idleWakeNs) {
            become(ModelState.STOPPING);
            end(nowNs, settings.stopGrace());
        } else {
            effects.add(new LifecycleEffect.WakeAt(idleWakeNs));
        }
    }

    private void wake(long nowNs) {
        boolean idleDue = settings.idleLimit().isPositive() && nowNs >= idleWakeNs;
        if (ending && spawned && !killed && nowNs >= killAtNs) {
            killed = true;
            effects.add(new LifecycleEffect.Kill());
        } else if (state == ModelState.STARTING && !ending && nowNs >= startDeadlineNs) {
            failStart(
                    LifecycleEffect.Reason.HEALTH_TIMEOUT,
                    "not ready after " + settings.startLimit().toSeconds() + " s");
            end(nowNs, settings.failedStartGrace());
        } else if (state == ModelState.STARTING && !ending && spawned && !probing && nowNs >= nextProbeNs) {
            probe();
        } else if (state == ModelState.READY && idleDue) {
            lookWhetherIdle(nowNs);
        }
    }

    /** The process is gone, or there never was one; {@code otherwise} is what its callers learn if nothing else made the start fail. */
    private void gone(long nowNs, Failure otherwise) {
        if (state == ModelState.SHUTDOWN) {
            return;
        }
        Failure told = failure;
        if (told == null && state == ModelState.STARTING) {
            told = otherwise;
            starters = new ArrayList<>();
        }
        failure = null;
        spawned = false;
        ending = false;
        killed = false;
        probing = false;
        nextProbeNs = 0;
        become(ModelState.STOPPED);
        stoppers.forEach(each -> effects.add(new LifecycleEffect.Done(each)));
        stoppers = new ArrayList<>();
        if (told != null) {
            for (long caller : told.callers()) {
                effects.add(new LifecycleEffect.Failed(caller, told.reason(), told.detail()));
            }
        }
        if (!starters.isEmpty()) {
            start(nowNs);
        }
    }

    private void shutdown() {
        if (state == ModelState.SHUTDOWN) {
            return;
        }
        List<Long> waiting = new ArrayList<>(starters);
        if (failure != null) {
            waiting.addAll(failure.callers());
        }
        waiting.forEach(each ->
                effects.add(new LifecycleEffect.Failed(each, LifecycleEffect.Reason.SHUTDOWN, "the router goes down")));
        starters = new ArrayList<>();
        failure = null;
        if (spawned) {
            effects.add(new LifecycleEffect.Kill());
        }
        become(ModelState.SHUTDOWN);
        stoppers.forEach(each -> effects.add(new LifecycleEffect.Done(each)));
        stoppers = new ArrayList<>();
    }

    private void become(ModelState next) {
        if (next == state) {
            return;
        }
        if (!state.leadsTo(next)) {
            throw new IllegalStateException(state + " does not lead to " + next);
        }
        effects.add(new LifecycleEffect.Changed(state, next));
        state = next;
    }
}

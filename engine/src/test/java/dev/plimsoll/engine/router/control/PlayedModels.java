package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.process.LifecycleEffect;
import dev.plimsoll.engine.router.process.LifecycleEvent;
import dev.plimsoll.engine.router.process.LifecycleSettings;
import dev.plimsoll.engine.router.process.ModelLifecycle;
import dev.plimsoll.engine.router.process.ModelProcess;
import dev.plimsoll.engine.router.process.ModelStartException;
import dev.plimsoll.engine.router.process.ModelState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Models with the real life of a process, whose process itself is played: it takes the times that a test says. */
final class PlayedModels implements Models {
    private final Agenda agenda;
    private final ModelProcess.Listener listener;
    private final SortedMap<String, Played> all = new TreeMap<>();
    private long lastPid = 1000;

    /** How the processes behave; a test overrides what it is about. */
    static class Manners {
        /** From the start of the process until it exists; negative if it cannot be started. */
        long spawnNs(String model) {
            return 10;
        }

        /** From its existence until it answers its health endpoint; negative if it ends itself instead. */
        long healthNs(String model) {
            return 100;
        }

        /** From the signal to end until it is gone; {@link Long#MAX_VALUE} if it ignores the signal. */
        long exitNs(String model) {
            return 50;
        }

        /** How long a message to its owner lies about. */
        long mailNs(String model) {
            return 0;
        }

        /** Its process begins to exist; the others that do are told. */
        void begins(String model, Set<String> others) {}

        /** Its process is gone. */
        void ends(String model) {}
    }

    PlayedModels(
            Agenda agenda,
            Collection<String> ids,
            Function<String, LifecycleSettings> settings,
            Manners manners,
            ModelProcess.Listener listener) {
        this.agenda = agenda;
        this.listener = listener;
        ids.forEach(id -> all.put(id, new Played(id, settings.apply(id), manners)));
    }

    private final class Played {
        private final String id;
        private final ModelLifecycle lifecycle;
        private final Manners manners;
        private final Map<Long, CompletableFuture<Void>> callers = new HashMap<>();
        private long lastCaller;
        private long lastMailNs;
        private long run;
        private boolean exists;
        private long healthyAtNs;
        private long leftReadyNs = Long.MIN_VALUE;
        private int serving;
        private int spawns;
        private final CompletableFuture<Void> gone = new CompletableFuture<>();

        Played(String id, LifecycleSettings settings, Manners manners) {
            this.id = id;
            this.lifecycle = new ModelLifecycle(settings);
            this.manners = manners;
        }

        CompletableFuture<Void> ask(LongFunction<LifecycleEvent> wish) {
            CompletableFuture<Void> asked = new CompletableFuture<>();
            mail(() -> {
                lastCaller++;
                callers.put(lastCaller, asked);
                take(wish.apply(lastCaller));
            });
            return asked;
        }

        /** In the order of asking, each some time later. */
        void mail(Runnable what) {
            lastMailNs = Math.max(lastMailNs, agenda.nanoTime() + manners.mailNs(id));
            agenda.at(lastMailNs, what);
        }

        void take(LifecycleEvent event) {
            for (LifecycleEffect effect : lifecycle.handle(agenda.nanoTime(), event)) {
                perform(effect);
            }
        }

        void perform(LifecycleEffect effect) {
            switch (effect) {
                case LifecycleEffect.Spawn _ -> spawn();
                case LifecycleEffect.Probe _ ->
                    ofRun(1, () -> take(new LifecycleEvent.Probed(agenda.nanoTime() >= healthyAtNs)));
                case LifecycleEffect.Terminate _ -> {
                    long exitNs = manners.exitNs(id);
                    if (exitNs != Long.MAX_VALUE) {
                        ofRun(exitNs, () -> exit(0));
                    }
                }
                case LifecycleEffect.Kill _ -> ofRun(1, () -> exit(137));
                case LifecycleEffect.WakeAt(long atNs) -> agenda.at(atNs, () -> take(new LifecycleEvent.Wake()));
                case LifecycleEffect.Done(long caller) -> callers.remove(caller).complete(null);
                case LifecycleEffect.Failed(long caller, LifecycleEffect.Reason reason, String detail) ->
                    callers.remove(caller).completeExceptionally(new ModelStartException(reason, detail));
                case LifecycleEffect.Changed(ModelState from, ModelState to) -> {
                    if (from == ModelState.READY) {
                        leftReadyNs = agenda.nanoTime();
                    }
                    listener.changed(agenda.nanoTime(), id, from, to);
                    if (to == ModelState.SHUTDOWN && !exists) {
                        gone.complete(null);
                    }
                }
            }
        }

        private void spawn() {
            run++;
            spawns++;
            long spawnNs = manners.spawnNs(id);
            if (spawnNs < 0) {
                ofRun(0, () -> take(new LifecycleEvent.SpawnFailed("no such program")));
            } else {
                ofRun(spawnNs, this::spawned);
            }
        }

        private void spawned() {
            manners.begins(id, existing());
            exists = true;
            lastPid++;
            listener.spawned(agenda.nanoTime(), id, lastPid);
            long healthNs = manners.healthNs(id);
            healthyAtNs = healthNs < 0 ? Long.MAX_VALUE : agenda.nanoTime() + healthNs;
            take(new LifecycleEvent.Spawned());
            if (healthNs < 0) {
                ofRun(-healthNs, () -> exit(1));
            }
        }

        /** Something about the process that runs now, which nobody hears of once it is gone. */
        private void ofRun(long delayNs, Runnable what) {
            long itsRun = run;
            agenda.in(delayNs, () -> {
                if (run == itsRun) {
                    what.run();
                }
            });
        }

        void exit(int code) {
            if (exists) {
                exists = false;
                manners.ends(id);
                run++;
                take(new LifecycleEvent.Exited(code));
                if (lifecycle.state() == ModelState.SHUTDOWN) {
                    gone.complete(null);
                }
            }
        }
    }

    private Played played(String model) {
        return all.get(model);
    }

    ModelState state(String model) {
        return played(model).lifecycle.state();
    }

    int serving(String model) {
        return played(model).serving;
    }

    int spawns(String model) {
        return played(model).spawns;
    }

    /** When the process last left the state in which it serves. */
    long leftReadyNs(String model) {
        return played(model).leftReadyNs;
    }

    /** The models whose process exists. */
    Set<String> existing() {
        return all.values().stream()
                .filter(each -> each.exists)
                .map(each -> each.id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The process ends itself, if there is one. */
    void crash(String model) {
        played(model).exit(139);
    }

    @Override
    public CompletionStage<Void> ensureReady(String model) {
        return played(model).ask(LifecycleEvent.EnsureReady::new);
    }

    @Override
    public CompletionStage<Void> stop(String model, Duration grace) {
        return played(model).ask(caller -> new LifecycleEvent.Stop(caller, grace));
    }

    @Override
    public void serveBegun(String model) {
        played(model).serving++;
        played(model).mail(() -> played(model).take(new LifecycleEvent.ServeBegun()));
    }

    @Override
    public void serveEnded(String model) {
        played(model).serving--;
        played(model).mail(() -> played(model).take(new LifecycleEvent.ServeEnded()));
    }

    @Override
    public CompletionStage<Void> shutdown() {
        all.values().forEach(each -> each.mail(() -> each.take(new LifecycleEvent.Shutdown())));
        return CompletableFuture.allOf(
                all.values().stream().map(each -> each.gone).toArray(CompletableFuture[]::new));
    }
}

package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.control.Models;
import dev.plimsoll.engine.router.process.LifecycleEffect;
import dev.plimsoll.engine.router.process.ModelProcess;
import dev.plimsoll.engine.router.process.ModelStartException;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.time.NanoClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Models without processes: ready as soon as somebody wants them, or when a test lets them, or never. */
final class ReadyModels implements Models {
    private final NanoClock clock;
    private final ModelProcess.Listener listener;
    private final Set<String> broken;
    private final Map<String, CompletableFuture<Void>> held;
    private final Map<String, ModelState> states = new ConcurrentHashMap<>();

    /**
     * Models.
     *
     * @param broken those that cannot be started
     * @param held those that become ready when the future completes
     */
    ReadyModels(
            NanoClock clock,
            ModelProcess.Listener listener,
            Set<String> broken,
            Map<String, CompletableFuture<Void>> held) {
        this.clock = clock;
        this.listener = listener;
        this.broken = broken;
        this.held = held;
    }

    @Override
    public CompletionStage<Void> ensureReady(String model) {
        if (broken.contains(model)) {
            return CompletableFuture.failedFuture(
                    new ModelStartException(LifecycleEffect.Reason.SPAWN_FAILED, "no such program"));
        }
        if (states.get(model) == ModelState.READY) {
            return CompletableFuture.completedFuture(null);
        }
        change(model, ModelState.STARTING);
        listener.spawned(clock.nanoTime(), model, 1);
        return held.getOrDefault(model, CompletableFuture.completedFuture(null))
                .thenRun(() -> change(model, ModelState.READY));
    }

    @Override
    public CompletionStage<Void> stop(String model, Duration grace) {
        if (states.getOrDefault(model, ModelState.STOPPED) != ModelState.STOPPED) {
            change(model, ModelState.STOPPED);
        }
        return CompletableFuture.completedFuture(null);
    }

    private void change(String model, ModelState to) {
        ModelState from = states.getOrDefault(model, ModelState.STOPPED);
        states.put(model, to);
        listener.changed(clock.nanoTime(), model, from, to);
    }

    @Override
    public void serveBegun(String model) {}

    @Override
    public void serveEnded(String model) {}

    @Override
    public CompletionStage<Void> shutdown() {
        return CompletableFuture.completedFuture(null);
    }
}

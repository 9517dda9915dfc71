package dev.plimsoll.engine.router;

import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.control.ModelCommands;
import dev.plimsoll.engine.router.control.Models;
import dev.plimsoll.engine.router.process.ModelProcess;
import dev.plimsoll.engine.time.NanoClock;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The models of a configuration as processes of this machine. Threading: any thread. */
final class Processes implements Models {
    private final SortedMap<String, ModelProcess> byId = new TreeMap<>();

    /** All stopped. */
    Processes(RouterConfig config, NanoClock clock, ModelProcess.Listener listener) {
        config.models()
                .forEach((id, model) -> byId.put(
                        id,
                        ModelProcess.of(
                                ModelCommands.command(model), ModelCommands.settings(model, config), clock, listener)));
    }

    ModelProcess of(String model) {
        ModelProcess process = byId.get(model);
        if (process == null) {
            throw new IllegalArgumentException("there is no model " + model);
        }
        return process;
    }

    @Override
    public CompletionStage<Void> ensureReady(String model) {
        return of(model).ensureReady();
    }

    @Override
    public CompletionStage<Void> stop(String model, Duration grace) {
        return of(model).stop(grace);
    }

    @Override
    public void serveBegun(String model) {
        of(model).serveBegun();
    }

    @Override
    public void serveEnded(String model) {
        of(model).serveEnded();
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        return CompletableFuture.allOf(
                byId.values().stream().map(ModelProcess::shutdown).toArray(CompletableFuture[]::new));
    }
}

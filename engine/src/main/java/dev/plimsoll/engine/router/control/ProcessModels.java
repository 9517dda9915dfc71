package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.process.ModelProcess;
import dev.plimsoll.engine.time.NanoClock;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The models of a configuration, each with a process of its own. Any thread. */
public final class ProcessModels implements Models {
    private final SortedMap<String, ModelProcess> processes = new TreeMap<>();

    /** All stopped. */
    public ProcessModels(RouterConfig config, NanoClock clock, ModelProcess.Listener listener) {
        config.models()
                .forEach((id, model) -> processes.put(
                        id,
                        ModelProcess.of(
                                ModelCommands.command(model), ModelCommands.settings(model, config), clock, listener)));
    }

    /** Each model's process, by id. */
    public SortedMap<String, ModelProcess> processes() {
        return Collections.unmodifiableSortedMap(processes);
    }

    @Override
    public CompletionStage<Void> ensureReady(String model) {
        return process(model).ensureReady();
    }

    @Override
    public CompletionStage<Void> stop(String model, Duration grace) {
        return process(model).stop(grace);
    }

    @Override
    public void serveBegun(String model) {
        process(model).serveBegun();
    }

    @Override
    public void serveEnded(String model) {
        process(model).serveEnded();
    }

    @Override
    public CompletionStage<Void> shutdown() {
        return CompletableFuture.allOf(
                processes.values().stream().map(ModelProcess::shutdown).toArray(CompletableFuture[]::new));
    }

    private ModelProcess process(String model) {
        ModelProcess process = processes.get(model);
        if (process == null) {
            throw new IllegalArgumentException("there is no model " + model);
        }
        return process;
    }
}

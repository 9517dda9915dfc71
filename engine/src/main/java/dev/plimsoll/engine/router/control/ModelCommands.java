package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.process.CommandLine;
import dev.plimsoll.engine.router.process.LifecycleSettings;
import dev.plimsoll.engine.router.process.ModelCommand;
import java.net.URI;
import java.time.Duration;

/** What the configuration of a model means for its process. */
public final class ModelCommands {
    /** A server that is ready is known to be so this much later at most. */
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);

    /** As in llama-swap. */
    private static final Duration FAILED_START_GRACE = Duration.ofSeconds(5);

    private ModelCommands() {}

    /** How it is started, asked and ended. */
    public static ModelCommand command(ModelConfig model) {
        return new ModelCommand(
                model.id(),
                CommandLine.split(model.cmd()),
                model.cmdStop(),
                model.env(),
                URI.create(model.proxy()),
                model.checkEndpoint());
    }

    /** How long things may take: {@code healthCheckTimeout} to start, {@code unloadTimeout} to stop, whatever the stop is for. */
    public static LifecycleSettings settings(ModelConfig model, RouterConfig config) {
        return new LifecycleSettings(
                !model.checkEndpoint().equals(ModelCommand.NO_CHECK),
                Duration.ofSeconds(config.healthCheckTimeoutSeconds()),
                PROBE_INTERVAL,
                FAILED_START_GRACE,
                Duration.ofSeconds(model.ttlSeconds()),
                Duration.ofSeconds(model.unloadTimeoutSeconds()));
    }
}

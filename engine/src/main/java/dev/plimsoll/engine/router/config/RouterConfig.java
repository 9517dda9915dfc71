package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.router.schedule.Effects;
import dev.plimsoll.engine.router.schedule.FifoScheduler;
import dev.plimsoll.engine.router.schedule.SerialScheduler;
import dev.plimsoll.engine.router.schedule.SwapScheduler;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A configuration without fault.
 *
 * @param models by id
 * @param aliases other names to ids; an id goes before an alias of the same name
 * @param routing order and room
 * @param healthCheckTimeoutSeconds how long a model may take to become ready, at least 15
 * @param startPort the first {@code ${PORT}}
 * @param preload ids to load at start, one after another
 * @param apiKeys of which a request must have one; empty asks for none
 * @param includeAliasesInList whether the list of models has aliases too
 * @param ignorePaths paths below {@code /upstream/MODEL/} that do not load a model; empty is the usual ones
 * @param logLevel {@code debug}, {@code info}, {@code warn} or {@code error}
 * @param logToStdout {@code proxy}, {@code upstream}, {@code both} or {@code none}
 */
public record RouterConfig(
        SortedMap<String, ModelConfig> models,
        SortedMap<String, String> aliases,
        RoutingConfig routing,
        long healthCheckTimeoutSeconds,
        int startPort,
        List<String> preload,
        List<String> apiKeys,
        boolean includeAliasesInList,
        List<String> ignorePaths,
        String logLevel,
        String logToStdout) {

    public RouterConfig {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
        preload = List.copyOf(preload);
        apiKeys = List.copyOf(apiKeys);
        ignorePaths = List.copyOf(ignorePaths);
    }

    /** The id of a model that somebody calls by id or alias. */
    public Optional<String> resolve(String name) {
        return models.containsKey(name) ? Optional.of(name) : Optional.ofNullable(aliases.get(name));
    }

    /** A scheduler as configured. */
    public SwapScheduler scheduler(Effects effects) {
        return scheduler(routing.scheduler(), effects);
    }

    /**
     * Another scheduler for the same models.
     *
     * @param name one of {@link #schedulers()}
     */
    public SwapScheduler scheduler(String name, Effects effects) {
        return switch (name) {
            case "fifo" -> new FifoScheduler(routing.swapper(), routing.fifo(), effects);
            case "serial" -> new SerialScheduler(effects);
            default -> throw new IllegalArgumentException("there is no scheduler " + name);
        };
    }

    /** The names of all schedulers. */
    public static List<String> schedulers() {
        return RouterKeys.SCHEDULERS;
    }
}

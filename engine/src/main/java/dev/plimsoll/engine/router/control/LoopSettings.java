package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.config.RouterConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the loop has to know about the models; the policy knows the rest.
 *
 * @param models by id
 * @param preload ids to load at start, one after another
 */
public record LoopSettings(SortedMap<String, Model> models, List<String> preload) {
    public LoopSettings {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        preload = List.copyOf(preload);
    }

    /**
     * One model.
     *
     * @param priority in the queue, told with each of its requests
     * @param grace how long it may take to end by itself whenever it is stopped, by whomever
     */
    public record Model(int priority, Duration grace) {}

    /** As configured. */
    public static LoopSettings of(RouterConfig config) {
        SortedMap<String, Model> models = new TreeMap<>();
        config.models()
                .forEach((id, model) -> models.put(
                        id,
                        new Model(
                                config.routing().fifo().priorities().getOrDefault(id, 0),
                                Duration.ofSeconds(model.unloadTimeoutSeconds()))));
        return new LoopSettings(models, config.preload());
    }
}

package dev.plimsoll.engine.router.schedule;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the {@code fifo} scheduler.
 *
 * @param priorities by model id; higher is queued earlier, negative is allowed, absent is 0
 * @param limits the most requests of a model that are queued, waiting or served, by model id; absent is {@link #DEFAULT_LIMIT}
 * @param maxWait after which a queued request goes before all others and nothing overtakes it any more; null is never, as in llama-swap,
 *     where lasting traffic on a ready model keeps a queued one waiting for ever
 * @param minResidency for how long a model stays once it is ready, unless somebody unloads it; zero is no such promise
 */
public record FifoOptions(
        Map<String, Integer> priorities,
        Map<String, Integer> limits,
        @Nullable Duration maxWait,
        Duration minResidency) {
    /** What a model may have that does not say anything else. */
    public static final int DEFAULT_LIMIT = 10;

    /** No priorities, limits of {@link #DEFAULT_LIMIT}, no ageing, no residency. */
    public static final FifoOptions DEFAULTS = new FifoOptions(Map.of(), Map.of(), null, Duration.ZERO);

    public FifoOptions {
        priorities = Map.copyOf(priorities);
        limits = Map.copyOf(limits);
    }

    int priority(String model) {
        return priorities.getOrDefault(model, 0);
    }

    int limit(String model) {
        return limits.getOrDefault(model, DEFAULT_LIMIT);
    }
}

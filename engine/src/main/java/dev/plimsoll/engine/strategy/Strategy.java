package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.plan.StrategyPlan;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One way of starting requests. Immutable; any thread. */
public interface Strategy {
    /** Streams of a closed loop without a cap of its own, and most in flight of {@code throughput} without one. */
    int UNLIMITED_CONCURRENCY = 10_240;

    /** What it was made from. */
    StrategyPlan plan();

    /** {@code synchronous}, {@code concurrent@8}, {@code throughput@unlimited}, {@code constant@10.00}. */
    String displayName();

    /** Kind and resolved values for the report; finite and serialisable. */
    Map<String, Object> describe();

    /** The arrival schedule of an open loop, or null in a closed one. */
    @Nullable
    ArrivalSchedule schedule();

    /**
     * For one stage: the times of its conversations, or null where slots or streams take whatever is ready.
     *
     * @param countLimit most requests known in advance, {@link Long#MAX_VALUE} for none
     */
    @Nullable
    ConversationTiming timing(long countLimit);

    /** Most requests in flight at once, empty where there is no cap. */
    OptionalInt requestsLimit();

    /** Most worker processes it can use, empty where it does not matter. */
    OptionalInt processesLimit();

    /** Closed loop: when stream {@code k} (0-based, over all workers) first starts, ns after the stage's start; 0 in open loops. */
    long streamStartNs(int k);

    /** Whether starts follow a schedule. */
    default boolean isOpenLoop() {
        return schedule() != null;
    }

    /** SHA-256 (hex) over the descriptor and the first 100 000 offsets; over the descriptor alone in closed loops. */
    String scheduleSha256();
}

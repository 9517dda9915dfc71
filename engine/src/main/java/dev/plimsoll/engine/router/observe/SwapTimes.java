package dev.plimsoll.engine.router.observe;

/**
 * The parts of one swap, ns; {@link RequestPhases#ABSENT} where it did not come so far.
 *
 * @param begunAtNs the scheduler started it
 * @param evictedAtNs every model that had to go was gone
 * @param spawnedAtNs the model's process existed; absent if it was ready already
 * @param endedAtNs the model was ready, or the swap had failed
 */
public record SwapTimes(long begunAtNs, long evictedAtNs, long spawnedAtNs, long endedAtNs) {}

package dev.plimsoll.engine.router.swap;

/**
 * A model that holds memory, or that a swap under way is about to load.
 *
 * @param model its id
 * @param leaving whether it is being stopped already, so that stopping it costs nothing more
 * @param serving the requests it serves now
 * @param lastUsedNs when its last request began or ended, in the scheduler's clock; {@link Long#MIN_VALUE} if it has served none
 */
public record RunningModel(String model, boolean leaving, int serving, long lastUsedNs) {

    /** A model that runs, idle and never used. */
    public static RunningModel of(String model) {
        return new RunningModel(model, false, 0, Long.MIN_VALUE);
    }
}

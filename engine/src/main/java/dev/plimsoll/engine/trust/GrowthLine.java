package dev.plimsoll.engine.trust;

/**
 * The line through the requests in flight that made {@link InFlightGrowth} speak, for drawing it: of the seconds it looked at, with the
 * interval of its slope. Times are seconds after the stage's start. Immutable, any thread.
 *
 * @param fromSeconds start of what was looked at
 * @param toSeconds when it spoke
 * @param level requests in flight on the line at {@code toSeconds}
 * @param perSecond slope, requests a second (Theil-Sen)
 * @param low lower bound of the slope's interval
 * @param high upper bound
 * @param confidence level of the interval: 0.90
 */
public record GrowthLine(
        double fromSeconds,
        double toSeconds,
        double level,
        double perSecond,
        double low,
        double high,
        double confidence) {
    /** Requests in flight on the line at a time, seconds after the stage's start. */
    public double at(double seconds) {
        return level + perSecond * (seconds - toSeconds);
    }
}

package dev.plimsoll.engine.constraint;

import org.jspecify.annotations.Nullable;

/**
 * How far a stage is, by requests, by time, or both. Null = unknown.
 *
 * @param remainingRequests requests (or tokens) still to go
 * @param totalRequests of how many
 * @param remainingSeconds seconds still to go
 * @param totalSeconds of how many
 * @param stopTimeSeconds when it ended or will end, seconds on the clock of the state
 */
public record SchedulerProgress(
        @Nullable Double remainingRequests,
        @Nullable Double totalRequests,
        @Nullable Double remainingSeconds,
        @Nullable Double totalSeconds,
        @Nullable Double stopTimeSeconds) {
    /** Nothing known. */
    public static final SchedulerProgress UNKNOWN = new SchedulerProgress(null, null, null, null, null);

    /** remaining/total requests, null where unknown or total is not positive. */
    public @Nullable Double remainingRequestsFraction() {
        return fraction(remainingRequests, totalRequests);
    }

    /** remaining/total seconds, null where unknown or total is not positive. */
    public @Nullable Double remainingSecondsFraction() {
        return fraction(remainingSeconds, totalSeconds);
    }

    /** The smaller of the fractions that are known. */
    public @Nullable Double remainingFraction() {
        Double r = remainingRequestsFraction();
        Double s = remainingSecondsFraction();
        return r == null ? s : s == null ? r : Double.valueOf(Math.min(r, s));
    }

    private static @Nullable Double fraction(@Nullable Double remaining, @Nullable Double total) {
        return remaining == null || total == null || total <= 0 ? null : Double.valueOf(remaining / total);
    }

    /** This joined with another: for requests and seconds the pair with the smaller remaining fraction, the earlier stop time. */
    public SchedulerProgress combine(SchedulerProgress other) {
        if (other == UNKNOWN) {
            return this;
        }
        boolean otherRequests = smaller(other.remainingRequestsFraction(), remainingRequestsFraction());
        boolean otherSeconds = smaller(other.remainingSecondsFraction(), remainingSecondsFraction());
        Double stop = stopTimeSeconds == null
                ? other.stopTimeSeconds
                : other.stopTimeSeconds == null
                        ? stopTimeSeconds
                        : Double.valueOf(Math.min(stopTimeSeconds, other.stopTimeSeconds));
        return new SchedulerProgress(
                otherRequests ? other.remainingRequests : remainingRequests,
                otherRequests ? other.totalRequests : totalRequests,
                otherSeconds ? other.remainingSeconds : remainingSeconds,
                otherSeconds ? other.totalSeconds : totalSeconds,
                stop);
    }

    private static boolean smaller(@Nullable Double candidate, @Nullable Double than) {
        return candidate != null && (than == null || candidate < than);
    }
}

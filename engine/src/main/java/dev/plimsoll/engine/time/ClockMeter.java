package dev.plimsoll.engine.time;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody moved the wall clock, or put the machine to sleep, from one reading to the next. All times of a run come from the
 * monotonic clock, which does neither; but wall-clock times of a run, and those of other machines beside it, are wrong after a step, and
 * a machine that slept measured nothing meanwhile. Belongs to one thread.
 *
 * <p>Two clocks cannot be read at once: the wall clock is read between two readings of the monotonic one, a few times where they lie
 * apart, and what that leaves open is never counted as a step.
 */
public final class ClockMeter {
    private static final int TRIES = 5;

    /** Two readings this close need not be repeated. */
    private static final long CLOSE_NS = 20_000;

    /** {@code /proc/uptime} counts hundredths of a second, cut off. */
    private static final long UPTIME_STEP_NS = 10_000_000;

    private final NanoClock clock;
    private final InstantSource wall;
    private final ProcFiles files;
    private @Nullable Pair wallPair;
    private @Nullable Pair uptimePair;

    ClockMeter(NanoClock clock, InstantSource wall, ProcFiles files) {
        this.clock = clock;
        this.wall = wall;
        this.files = files;
    }

    /**
     * What happened between two readings.
     *
     * @param stepNs how far the wall clock moved against the monotonic one, ns, forwards above 0; at least so far
     * @param suspendedNs how long the machine slept, ns; at least so long. 0 where the system does not tell
     */
    public record Reading(long stepNs, long suspendedNs) {}

    /** Another clock's time, and the monotonic one just before and after. */
    private record Pair(long beforeNs, long otherNs, long afterNs) {}

    /** What happened since the last reading; nothing at the first. */
    public Reading read() {
        Pair uptimeBefore = uptimePair;
        Pair uptime = readUptime();
        uptimePair = uptime;
        Pair wallBefore = wallPair;
        Pair now = readWall();
        wallPair = now;
        long suspendedNs =
                uptimeBefore == null || uptime == null ? 0 : Math.max(0, ahead(uptimeBefore, uptime) - UPTIME_STEP_NS);
        // After a sleep the monotonic clock lags behind both others: that is no step.
        long stepNs = wallBefore == null || suspendedNs > 0 ? 0 : step(wallBefore, now);
        return new Reading(stepNs, suspendedNs);
    }

    private static long step(Pair from, Pair to) {
        long forwards = ahead(from, to);
        long backwards = (to.beforeNs - from.afterNs) - (to.otherNs - from.otherNs);
        return forwards > 0 ? forwards : backwards > 0 ? -backwards : 0;
    }

    /** How far the other clock got ahead of the monotonic one at least; at most 0 where that cannot be told from the readings' span. */
    private static long ahead(Pair from, Pair to) {
        return (to.otherNs - from.otherNs) - (to.afterNs - from.beforeNs);
    }

    private Pair readWall() {
        Pair best = wallOnce();
        for (int i = 1; i < TRIES && best.afterNs - best.beforeNs > CLOSE_NS; i++) {
            Pair next = wallOnce();
            best = next.afterNs - next.beforeNs < best.afterNs - best.beforeNs ? next : best;
        }
        return best;
    }

    private Pair wallOnce() {
        long beforeNs = clock.nanoTime();
        Instant now = wall.instant();
        return new Pair(beforeNs, now.getEpochSecond() * 1_000_000_000L + now.getNano(), clock.nanoTime());
    }

    /** The time since the machine started, its sleep included. */
    private @Nullable Pair readUptime() {
        long beforeNs = clock.nanoTime();
        String uptime = files.read("uptime");
        long afterNs = clock.nanoTime();
        if (uptime == null || !uptime.matches("(?s)\\d{1,12}\\.\\d\\d .*")) {
            return null;
        }
        String hundredths = uptime.substring(0, uptime.indexOf(' ')).replace(".", "");
        return new Pair(beforeNs, Long.parseLong(hundredths) * UPTIME_STEP_NS, afterNs);
    }
}

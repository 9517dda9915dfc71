package dev.plimsoll.engine.scheduler;

/**
 * How many conversations a worker of a closed loop holds ahead of its streams: at least two a stream, at least a quarter of a second
 * of what it consumes, and twice as many as before whenever it ran dry. The way to the worker and back takes up to 100 ms (its
 * updates come every 50 ms), so a quarter of a second leaves room for a late coordinator.
 */
final class Prefetch {
    private static final int LEAST = 256;
    private static final int MOST = 1 << 17;
    private static final double SECONDS_AHEAD = 0.25;

    private final int streams;
    private int floor;
    private long started;
    private double startedPerSecond;

    Prefetch(int streams) {
        this.streams = streams;
        this.floor = Math.max(LEAST, 2 * streams);
    }

    /** The worker took one. */
    void started() {
        started++;
    }

    /** The worker has free streams and nothing to give them, though there was more to hand out. */
    void ranDry() {
        floor = Math.min(MOST, floor * 2);
    }

    /** So many seconds passed since the last tick. */
    void tick(double seconds) {
        double latest = started / seconds;
        started = 0;
        startedPerSecond = Math.max(latest, 0.7 * startedPerSecond + 0.3 * latest);
    }

    /**
     * How many it should hold.
     *
     * @param remaining requests that may still be handed out over all workers
     * @param workers how many workers share them: near the end each gets less, so that none holds what another could start
     */
    int target(long remaining, int workers) {
        long target = Math.min(MOST, Math.max(floor, (long) Math.ceil(startedPerSecond * SECONDS_AHEAD)));
        if (workers > 1) {
            target = Math.min(target, Math.max(streams, remaining / (2L * workers)));
        }
        return (int) target;
    }
}

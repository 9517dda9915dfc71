package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import java.util.Map;
import java.util.Optional;

/**
 * {@link InFlightGrowth} while a stage runs: told of the requests in flight at each tick, it looks once a second and fires once. One thread.
 * Memory grows by two numbers a second.
 */
public final class LiveGrowth {
    /** From how many of the first answers the unhindered latency is taken: later ones may have queued. */
    private static final int FIRST_ANSWERS = 100;

    private final boolean openLoop;
    private final double dispersion;
    private final DoubleList inFlight = new DoubleList();
    private final DoubleList sent = new DoubleList();
    private final DoubleList latencies = new DoubleList();
    private double unhindered;
    private double lastSeconds;
    private double area;
    private long createdBefore;
    private boolean fired;

    /**
     * For one stage.
     *
     * @param strategy the strategy's description: at a constant rate only the work is random, else also the arrivals
     */
    public LiveGrowth(boolean openLoop, Map<String, Object> strategy) {
        this.openLoop = openLoop;
        this.dispersion = "constant".equals(strategy.get("kind")) ? 1 : 2;
    }

    /** An answer came whole, so many seconds after its request was sent. */
    public void answered(double latencySeconds) {
        if (latencies.size() < FIRST_ANSWERS && latencySeconds >= 0) {
            latencies.add(latencySeconds);
            unhindered = Distribution.of(latencies).quantile(0.9);
        }
    }

    /**
     * Time has passed.
     *
     * @param seconds since the stage's start
     * @param processing requests in flight since the last tick
     * @param created requests created so far
     * @param remainingSeconds how long the stage goes on, negative where unknown
     * @return what it saw, the first time it sees it
     */
    public Optional<InFlightGrowth.Evidence> ticked(
            double seconds, long processing, long created, double remainingSeconds) {
        if (!openLoop || fired) {
            return Optional.empty();
        }
        int before = inFlight.size();
        while (seconds >= inFlight.size() + 1) {
            int edge = inFlight.size() + 1;
            inFlight.add(area + processing * (edge - lastSeconds));
            sent.add(inFlight.size() == before + 1 ? created - createdBefore : 0);
            createdBefore = created;
            area = 0;
            lastSeconds = edge;
        }
        area += processing * Math.max(0, seconds - lastSeconds);
        lastSeconds = Math.max(lastSeconds, seconds);
        if (inFlight.size() == before) {
            return Optional.empty();
        }
        Optional<InFlightGrowth.Evidence> seen = InFlightGrowth.at(
                new InFlightGrowth.Levels(inFlight.toArray(), sent.toArray(), 1, unhindered, dispersion),
                inFlight.size(),
                remainingSeconds);
        fired = seen.isPresent();
        return seen;
    }
}

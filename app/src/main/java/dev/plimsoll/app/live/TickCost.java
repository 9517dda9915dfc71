package dev.plimsoll.app.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What showing one picture costs the JavaFX thread, and how often pictures are shown because of it: where ticks cost too much the rate is
 * halved, and restored once they are cheap again. With {@code -Dplimsoll.pulse=true} every tick is logged. JavaFX thread.
 */
final class TickCost {
    /** System property that turns the log on. */
    static final String PULSE = "plimsoll.pulse";

    private static final Logger LOG = LoggerFactory.getLogger(TickCost.class);
    private static final double DEAR_MS = 30;
    private static final double CHEAP_MS = 12;
    /** Weight of the newest tick in the running mean. */
    private static final double NEWEST = 0.25;
    /** The first ticks load classes and fonts; they say nothing of the others. */
    private static final int WARM_UP = 8;
    /** Up to five charts a second: one picture of the session, which comes every 250 ms, always passes. */
    private static final long INTERVAL_NS = 200_000_000L;

    private final boolean logged;
    private int seen;
    private double meanMs;
    private boolean halved;
    private long lastNs;
    private boolean any;

    TickCost() {
        this(Boolean.getBoolean(PULSE));
    }

    TickCost(boolean logged) {
        this.logged = logged;
    }

    /** How long a picture that comes now has to wait, ns; 0 for not at all. */
    long waitNs(long nowNs) {
        long interval = halved ? 2 * INTERVAL_NS : INTERVAL_NS;
        return any ? Math.max(0, interval - (nowNs - lastNs)) : 0;
    }

    /** A picture is shown now. */
    void shown(long nowNs) {
        any = true;
        lastNs = nowNs;
    }

    /** A picture was shown: the parts of its cost, ms. */
    void took(double wordsMs, double chartsMs) {
        double ms = wordsMs + chartsMs;
        seen++;
        if (seen <= WARM_UP) {
            return;
        }
        meanMs = meanMs == 0 ? ms : meanMs + NEWEST * (ms - meanMs);
        halved = halved ? meanMs > CHEAP_MS : meanMs > DEAR_MS;
        if (logged) {
            LOG.info(
                    "tick {} ms: words {} ms, charts {} ms, mean {} ms{}",
                    Math.round(ms * 10) / 10.0,
                    Math.round(wordsMs * 10) / 10.0,
                    Math.round(chartsMs * 10) / 10.0,
                    Math.round(meanMs * 10) / 10.0,
                    halved ? ", rate halved" : "");
        }
    }

    /** Whether the rate is halved to protect the measurement. */
    boolean halved() {
        return halved;
    }
}

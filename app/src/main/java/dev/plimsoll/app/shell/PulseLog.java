package dev.plimsoll.app.shell;

import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long pulses keep the JavaFX thread: from the first timer of a pulse to the end of its layout (what is drawn is handed to the render
 * thread after that). Logged every ten seconds, and once for the whole time when the window closes, with {@code -Dplimsoll.pulse=true}.
 * JavaFX thread.
 */
final class PulseLog {
    /** System property that turns the log on. */
    static final String PROPERTY = "plimsoll.pulse";

    private static final Logger LOG = LoggerFactory.getLogger(PulseLog.class);
    private static final long EVERY_NS = 10_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram lately = new Histogram(DIGITS);
    private final Histogram all = new Histogram(DIGITS);
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            beganNs = System.nanoTime();
        }
    };
    private long beganNs;
    private long toldNs = System.nanoTime();

    private PulseLog() {}

    /** Starts where the property asks for it. */
    static void startIfAsked(Scene scene) {
        if (Boolean.getBoolean(PROPERTY)) {
            PulseLog log = new PulseLog();
            scene.addPostLayoutPulseListener(log::laidOut);
            scene.windowProperty().subscribe(window -> {
                if (window != null) {
                    window.setOnHidden(_ -> log.tell("whole time", log.all));
                }
            });
            log.timer.start();
        }
    }

    private void laidOut() {
        if (beganNs == 0) {
            return;
        }
        long nowNs = System.nanoTime();
        long us = Math.max(0, (nowNs - beganNs) / 1000);
        lately.recordValue(us);
        all.recordValue(us);
        if (nowNs - toldNs >= EVERY_NS) {
            toldNs = nowNs;
            tell("last 10 s", lately);
            lately.reset();
        }
    }

    private void tell(String when, Histogram pulses) {
        LOG.info(String.format(
                Locale.ROOT,
                "pulses, %s: %d, p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
                when,
                pulses.getTotalCount(),
                pulses.getValueAtPercentile(50) / 1e3,
                pulses.getValueAtPercentile(99) / 1e3,
                pulses.getMaxValue() / 1e3));
    }
}

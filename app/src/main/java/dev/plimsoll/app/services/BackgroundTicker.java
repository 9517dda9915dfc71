package dev.plimsoll.app.services;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ticks of one daemon thread. */
public final class BackgroundTicker implements Ticker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTicker.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread made = new Thread(body, "ticker");
        made.setDaemon(true);
        return made;
    });

    @Override
    public Handle every(long periodMs, Runnable action) {
        ScheduledFuture<?> calls = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        action.run();
                    } catch (RuntimeException e) {
                        LOG.warn("A periodic task failed", e);
                    }
                },
                periodMs,
                periodMs,
                TimeUnit.MILLISECONDS);
        return () -> calls.cancel(false);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

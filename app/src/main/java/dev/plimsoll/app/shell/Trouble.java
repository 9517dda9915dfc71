package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.Failure;
import dev.plimsoll.app.session.Notices;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody caught: logged always, told in a banner at most once in five seconds. Any thread. */
final class Trouble implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final long QUIET_NS = 5_000_000_000L;

    private final Notices notices;
    private final Executor fx;
    private final LongSupplier clock;
    private final AtomicLong nextAtNs;

    Trouble(Notices notices, Executor fx, LongSupplier clock) {
        this.notices = notices;
        this.fx = fx;
        this.clock = clock;
        this.nextAtNs = new AtomicLong(clock.getAsLong());
    }

    @Override
    public void uncaughtException(Thread thread, Throwable e) {
        LOG.error("Uncaught on {}", thread.getName(), e);
        long now = clock.getAsLong();
        long due = nextAtNs.get();
        if (now - due >= 0 && nextAtNs.compareAndSet(due, now + QUIET_NS)) {
            fx.execute(() -> notices.failure("Something in this window went wrong.", Failure.of(e)));
        }
    }
}

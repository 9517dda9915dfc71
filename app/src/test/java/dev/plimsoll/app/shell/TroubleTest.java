package dev.plimsoll.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.plimsoll.app.session.Notices;
import org.junit.jupiter.api.Test;

class TroubleTest {
    private final Notices notices = new Notices();
    private long nowNs;

    @Test
    void aStormOfExceptionsIsOneBannerInFiveSeconds() {
        Trouble trouble = new Trouble(notices, Runnable::run, () -> nowNs);
        trouble.uncaughtException(Thread.currentThread(), new IllegalStateException("raw words"));
        notices.clear();
        nowNs = 4_000_000_000L;
        trouble.uncaughtException(Thread.currentThread(), new IllegalStateException("raw words"));
        assertEquals(0, notices.banners().size());
        nowNs = 5_000_000_001L;
        trouble.uncaughtException(Thread.currentThread(), new IllegalStateException("raw words"));
        assertEquals(1, notices.banners().size());
        assertFalse(notices.banners().getFirst().why().contains("raw words"));
    }
}

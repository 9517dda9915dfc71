package dev.plimsoll.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeepAliveTrustTest {
    @Test
    void threeDeathsInARowEndTheTrust() {
        KeepAliveTrust trust = new KeepAliveTrust();
        trust.died(0);
        trust.died(0);
        assertTrue(trust.keep());
        trust.died(0);
        assertFalse(trust.keep());
    }

    @Test
    void aFurtherAnswerInBetweenMendsIt() {
        KeepAliveTrust trust = new KeepAliveTrust();
        for (int i = 0; i < 10; i++) {
            trust.died(0);
            trust.died(0);
            trust.served();
        }
        assertTrue(trust.keep());
    }

    @Test
    void anIdleTimeoutIsNoBrokenPromise() {
        KeepAliveTrust trust = new KeepAliveTrust();
        for (int i = 0; i < 10; i++) {
            trust.died(KeepAliveTrust.SOON_NS + 1);
        }
        assertTrue(trust.keep());
    }

    @Test
    void trustIsTriedAgainAfterAThousandAnswersAndOneDeathEndsItAgain() {
        KeepAliveTrust trust = new KeepAliveTrust();
        for (int i = 0; i < 3; i++) {
            trust.died(0);
        }
        int refused = 0;
        while (!trust.keep()) {
            refused++;
        }
        assertEquals(1000, refused);
        trust.died(0);
        assertFalse(trust.keep());
    }
}

package dev.plimsoll.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TickCostTest {
    private static final long MS = 1_000_000;

    private final TickCost cost = new TickCost(false);

    private void ticks(int count, double ms) {
        for (int i = 0; i < count; i++) {
            cost.took(ms / 2, ms / 2);
        }
    }

    @Test
    void atMostFivePicturesASecondAreShown() {
        assertEquals(0, cost.waitNs(7 * MS));
        cost.shown(7 * MS);
        assertEquals(150 * MS, cost.waitNs(57 * MS));
        assertEquals(0, cost.waitNs(257 * MS), "one that comes after 250 ms never waits");
    }

    @Test
    void dearTicksHalveTheRateAndCheapOnesRestoreIt() {
        ticks(100, 40);
        assertTrue(cost.halved());
        cost.shown(0);
        assertEquals(200 * MS, cost.waitNs(200 * MS));
        ticks(100, 20);
        assertTrue(cost.halved(), "between the two limits it stays as it is");
        ticks(100, 5);
        assertFalse(cost.halved());
    }

    @Test
    void theFirstTicksSayNothing() {
        ticks(8, 500);
        ticks(1, 5);
        assertFalse(cost.halved());
    }
}

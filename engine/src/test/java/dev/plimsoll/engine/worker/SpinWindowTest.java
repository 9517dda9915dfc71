package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpinWindowTest {
    @Test
    void itIsTheP99OfTheWakeUpErrorWithinTheBounds() {
        long[] errors = new long[100];
        Arrays.setAll(errors, i -> (i + 1) * 1000L);
        assertEquals(new SpinWindow(99_000, 99_000), SpinWindow.of(errors, true, true));
        assertEquals(20_000, SpinWindow.of(new long[] {10}, true, true).windowNs());
        assertEquals(200_000, SpinWindow.of(new long[] {9_000_000}, true, true).windowNs());
        assertEquals(20_000, SpinWindow.of(new long[] {-5}, true, true).windowNs());
    }

    @Test
    void withoutNativeTransportItIsAtLeastAMillisecond() {
        assertEquals(1_000_000, SpinWindow.of(new long[] {10}, false, true).windowNs());
        assertEquals(
                2_000_000, SpinWindow.of(new long[] {9_000_000}, false, true).windowNs());
    }

    @Test
    void aSmallMachineThatRunsTheTargetTooIsSparedUnlessToldOtherwise() {
        assertFalse(SpinWindow.spins("auto", true, 4));
        assertTrue(SpinWindow.spins("auto", true, 5));
        assertTrue(SpinWindow.spins("auto", false, 1));
        assertTrue(SpinWindow.spins("on", true, 1));
        assertFalse(SpinWindow.spins("off", false, 64));
        assertThrows(IllegalArgumentException.class, () -> SpinWindow.spins("maybe", false, 64));
    }

    @Test
    void withoutSpinningTheErrorIsStillTold() {
        assertEquals(new SpinWindow(0, 70_000), SpinWindow.of(new long[] {70_000}, true, false));
    }
}

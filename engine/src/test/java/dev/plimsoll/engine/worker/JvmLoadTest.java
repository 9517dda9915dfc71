package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JvmLoadTest {
    private long cpuNs;
    private final JvmLoad load = new JvmLoad(() -> cpuNs, 0);

    @Test
    void nothingIsSaidBeforeAWindowIsFull() {
        assertFalse(load.isQuiet(JvmLoad.WINDOW_NS - 1));
    }

    @Test
    void aBusyWindowIsNotQuietAndAnIdleOneIs() {
        cpuNs = JvmLoad.WINDOW_NS;
        assertFalse(load.isQuiet(JvmLoad.WINDOW_NS));
        cpuNs += JvmLoad.WINDOW_NS / 11;
        assertTrue(load.isQuiet(2 * JvmLoad.WINDOW_NS));
        cpuNs += JvmLoad.WINDOW_NS / 9;
        assertFalse(load.isQuiet(3 * JvmLoad.WINDOW_NS));
    }

    @Test
    void aWindowThatTookLongerCountsByItsShare() {
        cpuNs = JvmLoad.WINDOW_NS / 2;
        assertTrue(load.isQuiet(10 * JvmLoad.WINDOW_NS));
    }
}

package dev.plimsoll.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
    private static final ProcessHandle SELF = ProcessHandle.current();

    @Test
    void timeOfItsOwnAndOfChildrenThatEndedCounts() {
        String stat = SELF.pid() + " (a) b (c) S 1 2 3 4 5 6 7 8 9 10 150 50 25 75 20 0 1 0 9 9 9\n";
        assertEquals(3.0, ProcessTree.cpuSeconds(SELF, Map.of(SELF.pid() + "/stat", stat)::get), 1e-9);
    }

    @Test
    void whereTheKernelTellsNothingJavaDoes() {
        double seconds = ProcessTree.cpuSeconds(SELF, name -> null);
        assertTrue(seconds > 0 || SELF.info().totalCpuDuration().isEmpty(), String.valueOf(seconds));
        assertTrue(ProcessTree.cpuSeconds(SELF, name -> "nonsense") >= seconds);
    }
}

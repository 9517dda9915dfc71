package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.endpoint.CallListener;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the loop allocates, by the JVM's own count. */
class EventCostTest {
    private static final int EVENTS = 200_000;

    @Test
    void aContentEventAllocatesNothing() {
        VirtualStage stage = VirtualStage.openLoop();
        CallListener listener = stage.run.requests();
        Object token = new Object();
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) { // the first may load classes
            bytes = Math.min(bytes, allocatedBy(() -> {
                for (int i = 0; i < EVENTS; i++) {
                    listener.contentGap(token, 20_000L + i);
                }
            }));
        }
        assertTrue(bytes < EVENTS / 10, bytes + " B for " + EVENTS + " events");
    }

    @Test
    void aTurnOfTheLoopWithNothingToDoAllocatesNothing() {
        VirtualStage stage = VirtualStage.openLoop();
        stage.singles(0, 10);
        stage.slots(10, 20, 30);
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            bytes = Math.min(bytes, allocatedBy(() -> {
                for (int i = 0; i < EVENTS; i++) {
                    stage.run.turn();
                }
            }));
        }
        assertTrue(bytes < EVENTS / 10, bytes + " B for " + EVENTS + " turns");
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}

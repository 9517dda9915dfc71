package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.ProfilePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerSizingTest {
    private static final long GIGABYTE = 1L << 30;
    private static final ProfilePlan OPEN = new ProfilePlan.Constant(List.of(10.0, 50.0), null, 0);

    @Test
    void aCoreIsLeftToTheCoordinatorAndEightProcessesAreEnough() {
        assertEquals(1, workers(OPEN, null, 1));
        assertEquals(1, workers(OPEN, null, 2));
        assertEquals(3, workers(OPEN, null, 4));
        assertEquals(8, workers(OPEN, null, 64));
    }

    @Test
    void aWishCountsAndMoreWorkersThanRequestsAtOnceAreOfNoUse() {
        assertEquals(5, workers(OPEN, 5, 2));
        assertEquals(1, workers(new ProfilePlan.Synchronous(0), 5, 16));
        assertEquals(3, workers(new ProfilePlan.Concurrent(List.of(1, 3), 0), null, 16));
        assertEquals(4, workers(new ProfilePlan.Throughput(4, 0), null, 16));
    }

    @Test
    void memoryGrowsWithWhatIsInFlightAndStaysWithinHalfOfTheMachine() {
        int few = heap(new ProfilePlan.Concurrent(List.of(8), 0), 100, 64 * GIGABYTE);
        int many = heap(new ProfilePlan.Concurrent(List.of(4096), 0), 100, 64 * GIGABYTE);
        int longer = heap(new ProfilePlan.Concurrent(List.of(4096), 0), 30_000, 64 * GIGABYTE);
        assertTrue(few >= 240 && few < 256, few + " MB");
        assertTrue(many > few && longer > many, few + " < " + many + " < " + longer);
        assertEquals(512, heap(new ProfilePlan.Concurrent(List.of(4096), 0), 30_000, GIGABYTE));
        assertEquals(4096, heap(new ProfilePlan.Throughput(null, 0), 100_000, 1024 * GIGABYTE));
    }

    private static int workers(ProfilePlan profile, Integer wished, int processors) {
        return WorkerSizing.of(Plans.of(profile, 100, wished), processors, 64 * GIGABYTE)
                .count();
    }

    private static int heap(ProfilePlan profile, int promptTokens, long memory) {
        return WorkerSizing.of(Plans.of(profile, promptTokens, 1), 4, memory).heapMegabytes();
    }
}

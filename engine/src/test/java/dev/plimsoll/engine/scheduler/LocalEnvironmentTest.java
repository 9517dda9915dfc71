package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import org.junit.jupiter.api.Test;

class LocalEnvironmentTest {
    private static final StageListener SILENT = new StageListener() {};
    private final LocalEnvironment environment = new LocalEnvironment();

    @Test
    void aSecondStageAtTheSameTimeIsRefusedAndOneAfterAnotherIsNot() {
        try (Environment.Lease _ = environment.lease()) {
            PlimsollException e = assertThrows(PlimsollException.class, environment::lease);
            assertTrue(e.getMessage().contains("running already"), e.getMessage());
        }
        assertDoesNotThrow(() -> environment.lease().close());
    }

    @Test
    void theStartIsHalfASecondAwayAndLaterWithMoreWorkers() {
        assertEquals(550_000_007L, environment.syncRunStart(1, 7));
        assertEquals(900_000_000L, environment.syncRunStart(8, 0));
    }

    @Test
    void oneErrorIsItselfAndSeveralAreOneWithAllOfThem() {
        assertDoesNotThrow(() -> environment.syncRunEnd(SILENT));
        PlimsollException first = PlimsollException.failed("The disk is full.", null);
        PlimsollException second = PlimsollException.failed("Worker process 1 ended.", null);
        environment.syncRunError(first);
        assertSame(first, assertThrows(PlimsollException.class, () -> environment.syncRunEnd(SILENT)));
        environment.syncRunError(second);
        PlimsollException both = assertThrows(PlimsollException.class, () -> environment.syncRunEnd(SILENT));
        assertEquals("The disk is full. Also: Worker process 1 ended.", both.getMessage());
        assertArrayEquals(new Throwable[] {first, second}, both.getSuppressed());
    }
}

package dev.plimsoll.engine.router.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the vectors do not say, or what was decided differently on purpose. */
class ModelLifecycleTest {
    private static final FakeModel.Behaviour GOOD = FakeModel.Behaviour.GOOD;

    @Test
    void theLoadIsFollowedToTheProbeInterval() {
        FakeModel model = new FakeModel(GOOD.healthy(1.0), 60, 0);
        long asked = model.ensureReady();
        model.until(3);
        assertEquals(1.0, model.answeredAt(asked), 0.051);
    }

    @Test
    void aSilentHealthEndpointEndsAtTheStartLimit() {
        FakeModel model = new FakeModel(new FakeModel.Behaviour(true, 0, -1, false, false, true), 3, 0);
        long asked = model.ensureReady();
        model.until(12);
        assertEquals("HEALTH_TIMEOUT", model.answer(asked));
        assertEquals(3.0, model.answeredAt(asked), 1e-6);
        assertEquals(ModelState.STOPPED, model.state());
    }

    @Test
    void theIdleLimitCountsFromReadyForAModelThatWasNeverUsed() {
        FakeModel model = new FakeModel(GOOD, 60, 3600);
        model.ensureReady();
        model.until(3599);
        assertEquals(ModelState.READY, model.state());
        model.until(3601);
        assertEquals(ModelState.STOPPED, model.state());
    }

    @Test
    void requestsLeaveNoWakesBehind() {
        ModelLifecycle lifecycle = new ModelLifecycle(new LifecycleSettings(
                false,
                Duration.ofSeconds(60),
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10)));
        lifecycle.handle(0, new LifecycleEvent.EnsureReady(1));
        lifecycle.handle(0, new LifecycleEvent.Spawned());
        for (int i = 0; i < 100; i++) {
            assertEquals(List.of(), lifecycle.handle(i, new LifecycleEvent.ServeBegun()));
            assertEquals(List.of(), lifecycle.handle(i, new LifecycleEvent.ServeEnded()));
        }
    }

    @Test
    void aStopWhileItEndsIsAgainstWhoWantedItAfterwards() {
        FakeModel model = new FakeModel(new FakeModel.Behaviour(true, 0, -1, false, true, false), 60, 0);
        model.ensureReady();
        model.until(1);
        model.stop(10);
        long again = model.ensureReady();
        long stop = model.stop(2);
        model.until(20);
        assertEquals("START_ABORTED", model.answer(again));
        assertEquals("ok", model.answer(stop));
        assertEquals(3.0, model.answeredAt(stop), 1e-6, "the shorter grace counts");
        assertEquals(ModelState.STOPPED, model.state());
    }

    @Test
    void aStartThatIsWantedWhileAFailedOneEndsIsAStartOfItsOwn() {
        FakeModel model = new FakeModel(new FakeModel.Behaviour(true, -1, -1, false, true, false), 3, 0);
        long first = model.ensureReady();
        model.until(4);
        long second = model.ensureReady();
        model.until(9);
        assertEquals("HEALTH_TIMEOUT", model.answer(first));
        assertEquals("none yet", model.answer(second));
        assertEquals(List.of("stopped->starting", "starting->stopped", "stopped->starting"), model.transitions());
    }

    @Test
    void shutdownAnswersEverybodyAndIsTheEnd() {
        FakeModel model = new FakeModel(GOOD.healthy(-1), 60, 0);
        long asked = model.ensureReady();
        model.until(1);
        model.tell(new LifecycleEvent.Shutdown());
        long later = model.ensureReady();
        model.until(9);
        assertEquals("SHUTDOWN", model.answer(asked));
        assertEquals("SHUTDOWN", model.answer(later));
        assertEquals(ModelState.SHUTDOWN, model.state());
    }

    /** Whatever happens, states follow each other as they may, and everybody is answered exactly once: FakeModel fails otherwise. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everybodyIsAnsweredOnceWhateverHappens(int seed) {
        Random random = new Random(seed);
        FakeModel model = new FakeModel(
                new FakeModel.Behaviour(
                        random.nextInt(6) > 0,
                        random.nextInt(4) - 1,
                        random.nextInt(3) == 0 ? random.nextDouble(3) : -1,
                        false,
                        random.nextBoolean(),
                        random.nextInt(6) == 0),
                2,
                random.nextBoolean() ? 1 : 0);
        List<Long> asked = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < 2_000; i++) {
            switch (random.nextInt(5)) {
                case 0 -> asked.add(model.ensureReady());
                case 1 -> asked.add(model.stop(random.nextInt(3)));
                case 2 -> model.tell(new LifecycleEvent.ServeBegun());
                case 3 -> model.tell(new LifecycleEvent.ServeEnded());
                default -> {
                    at += random.nextDouble();
                    model.until(at);
                }
            }
        }
        asked.add(model.stop(1));
        model.until(at + 60);
        assertEquals(ModelState.STOPPED, model.state());
        asked.forEach(each -> assertNotEquals("none yet", model.answer(each)));
    }
}

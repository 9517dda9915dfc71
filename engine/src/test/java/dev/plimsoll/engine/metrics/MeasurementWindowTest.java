package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.TransientPlan.Mode;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeasurementWindowTest {
    private static final long S = 1_000_000_000L;
    private static final long START = 100 * S;
    private static final TransientPlan TENTH = new TransientPlan(0.1, null, Mode.PREFER_DURATION);
    private static final TransientPlan TWO_REQUESTS = new TransientPlan(null, 2.0, Mode.REQUESTS);
    /** Ten requests, one a second, each lasting half a second. */
    private static final long[] STARTS = new long[10];

    private static final long[] ENDS = new long[10];

    static {
        for (int i = 0; i < 10; i++) {
            STARTS[i] = START + i * S;
            ENDS[i] = STARTS[i] + S / 2;
        }
    }

    @Test
    void withoutWarmupAndCooldownTheWindowIsTheStage() {
        MeasurementWindow window =
                MeasurementWindow.of(facts(0, 0, TransientPlan.NONE, TransientPlan.NONE, START + 9 * S), STARTS, ENDS);
        assertEquals(new MeasurementWindow(START, START + 9 * S), window);
        assertEquals(9.0, window.seconds());
    }

    @Test
    void nothingAfterTheTimeLimitIsMeasured() {
        MeasurementWindow window =
                MeasurementWindow.of(facts(5, 0, TransientPlan.NONE, TransientPlan.NONE, START + 9 * S), STARTS, ENDS);
        assertEquals(new MeasurementWindow(START, START + 5 * S), window);
    }

    @Test
    void aShareIsCutFromBothEndsOfTheTimeLimit() {
        MeasurementWindow window = MeasurementWindow.of(facts(10, 0, TENTH, TENTH, START + 10 * S), STARTS, ENDS);
        assertEquals(new MeasurementWindow(START + S, START + 9 * S), window);
    }

    @Test
    void requestsAreCutByTheOrderOfTheirEnds() {
        MeasurementWindow window =
                MeasurementWindow.of(facts(0, 10, TWO_REQUESTS, TWO_REQUESTS, START + 10 * S), STARTS, ENDS);
        // from the start of the third; up to the end of the seventh, after which three remain
        assertEquals(new MeasurementWindow(STARTS[2], ENDS[6]), window);
    }

    @Test
    void aStageThatNeverGotOverItsWarmupMeasuresNothing() {
        MeasurementWindow window = MeasurementWindow.of(
                facts(0, 1000, new TransientPlan(null, 50.0, Mode.REQUESTS), TransientPlan.NONE, START + 10 * S),
                STARTS,
                ENDS);
        assertEquals(new MeasurementWindow(START + 10 * S, START + 10 * S), window);
    }

    @Test
    void aStageStoppedBeforeItsCooldownHasNone() {
        MeasurementWindow window =
                MeasurementWindow.of(facts(60, 0, TransientPlan.NONE, TENTH, START + 10 * S), STARTS, ENDS);
        assertEquals(new MeasurementWindow(START, START + 10 * S), window);
    }

    @Test
    void anInterruptedStageEndsWithItsLastRequest() {
        MeasurementWindow window = MeasurementWindow.of(
                facts(0, 0, TransientPlan.NONE, TransientPlan.NONE, RequestTimings.ABSENT), STARTS, ENDS);
        assertEquals(new MeasurementWindow(START, ENDS[9]), window);
    }

    @Test
    void theWindowAlwaysLiesInTheStageAndIsNeverNegative() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            TransientPlan warmup = randomPlan(random);
            TransientPlan cooldown = randomPlan(random);
            double seconds = random.nextBoolean() ? 0 : random.nextInt(1, 20);
            long requests = random.nextBoolean() ? 0 : random.nextInt(1, 20);
            MeasurementWindow window =
                    MeasurementWindow.of(facts(seconds, requests, warmup, cooldown, START + 10 * S), STARTS, ENDS);
            assertTrue(window.fromNs() >= START, window::toString);
            assertTrue(window.toNs() >= window.fromNs(), window::toString);
        }
    }

    private static TransientPlan randomPlan(Random random) {
        Mode mode = Mode.values()[random.nextInt(Mode.values().length)];
        return random.nextBoolean()
                ? new TransientPlan(random.nextDouble(), null, mode)
                : new TransientPlan(null, (double) random.nextInt(12), mode);
    }

    private static StageFacts facts(
            double limitSeconds, long limitRequests, TransientPlan warmup, TransientPlan cooldown, long endNs) {
        return new StageFacts(
                0,
                Map.of("kind", "synchronous"),
                "synchronous",
                false,
                "",
                START,
                endNs,
                limitSeconds,
                limitRequests,
                warmup,
                cooldown,
                List.of(),
                List.of());
    }
}

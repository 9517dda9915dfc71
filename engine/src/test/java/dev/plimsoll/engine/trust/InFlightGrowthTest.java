package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.StageFigures;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InFlightGrowthTest {
    private static final double[] STABLE = {0.5, 0.6, 0.7, 0.8, 0.85};
    private static final double[] OVERLOADED = {1.1, 1.2, 1.3, 1.5, 2};
    private static final double SECONDS = 120;

    private static Optional<InFlightGrowth.Evidence> judge(double utilisation, int places, double service, int i) {
        boolean poisson = i % 2 == 0;
        QueueSim.Service kind = QueueSim.Service.values()[i % 3];
        StageFigures stage = QueueSim.run(
                new QueueSim.Shape(poisson ? "poisson" : "constant", utilisation, places, service, kind), SECONDS, i);
        return InFlightGrowth.first(new InFlightGrowth.Levels(
                stage.series().inFlight(),
                stage.series().sent(),
                stage.series().stepSeconds(),
                service,
                poisson ? 2 : 1));
    }

    @ParameterizedTest
    @CsvSource({"4,0.4", "16,0.4", "64,0.4", "16,2", "64,2", "64,8", "256,8"})
    void atMostTwoOfTwoHundredStableRunsAlarm(int places, double service) {
        long alarms = IntStream.range(0, 200)
                .filter(i -> judge(STABLE[i % 5], places, service, i).isPresent())
                .count();
        assertTrue(alarms <= 2, alarms + " alarms");
    }

    /** Slower or smaller servers see too few requests in two minutes to tell a tenth too much from chance: see docs/saturation.md. */
    @ParameterizedTest
    @CsvSource({"16,0.4", "64,0.4", "64,2"})
    void overloadIsFoundInTheMedianBeforeFortySeconds(int places, double service) {
        double[] at = IntStream.range(0, 200)
                .mapToObj(i -> judge(OVERLOADED[i % 5], places, service, i))
                .flatMap(Optional::stream)
                .mapToDouble(InFlightGrowth.Evidence::atSeconds)
                .sorted()
                .toArray();
        assertTrue(at.length >= 198, at.length + " of 200 found");
        assertTrue(at[at.length / 2] < 40, "in the median after " + at[at.length / 2] + " s");
    }

    @Test
    void theLineItFoundIsTheOneThatGrew() {
        double[] level = new double[60];
        double[] sent = new double[60];
        for (int i = 0; i < 60; i++) {
            level[i] = 10 + 4 * (i + 0.5);
            Arrays.fill(sent, 20);
        }
        InFlightGrowth.Evidence seen = InFlightGrowth.first(new InFlightGrowth.Levels(level, sent, 1, 0.5, 1))
                .orElseThrow();
        assertEquals(4, seen.perSecond(), 1e-9);
        assertEquals(4, seen.low(), 1e-9);
        assertEquals(10 + 4 * seen.atSeconds(), seen.level(), 1e-9);
        assertEquals("Requests in flight grow by 4 a second (90 % interval 4 to 4).", seen.sentence());
    }

    @Test
    void aStageThatOnlyFillsUpIsNotJudged() {
        double[] level = new double[40];
        for (int i = 0; i < 40; i++) {
            level[i] = Math.min(i, 20);
        }
        double[] sent = new double[40];
        Arrays.fill(sent, 1);
        assertTrue(InFlightGrowth.first(new InFlightGrowth.Levels(level, sent, 1, 20, 1))
                .isEmpty());
    }

    @Test
    void theLiveDetectorFiresOnceAndOnlyInAnOpenLoop() {
        LiveGrowth open = new LiveGrowth(true, Map.of("kind", "constant"));
        LiveGrowth closed = new LiveGrowth(false, Map.of("kind", "concurrent"));
        open.answered(0.2);
        int fired = 0;
        for (int tick = 1; tick <= 900; tick++) {
            double seconds = tick / 10.0;
            long inFlight = Math.round(5 + 3 * seconds);
            fired +=
                    open.ticked(seconds, inFlight, Math.round(20 * seconds), -1).isPresent() ? 1 : 0;
            assertFalse(closed.ticked(seconds, inFlight, 20L * tick, -1).isPresent());
        }
        assertEquals(1, fired);
    }

    @Test
    void aTickThatComesLateLosesNoSecond() {
        LiveGrowth detector = new LiveGrowth(true, Map.of("kind", "constant"));
        detector.answered(0.2);
        Optional<InFlightGrowth.Evidence> seen = Optional.empty();
        for (double seconds = 2.5; seconds < 60 && seen.isEmpty(); seconds += 2.5) {
            seen = detector.ticked(seconds, Math.round(3 * seconds), Math.round(20 * seconds), -1);
        }
        assertEquals(3, seen.orElseThrow().perSecond(), 0.3);
    }
}

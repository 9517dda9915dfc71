package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.strategy.ArrivalSchedule;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Real schedules, sent as a generator would send them: what it is forgiven by every other check is no finding here, what is not is. */
class ArrivalLawTest {
    private static final double TOLERANCE_NS = Thresholds.LAG_SUSPECT_NS;

    private static Optional<ArrivalLaw.Fit> fit(StrategyPlan plan, int sends, LongUnaryOperator sent) {
        Strategy strategy = Strategies.of(plan);
        ArrivalSchedule.Cursor cursor =
                Objects.requireNonNull(strategy.schedule()).cursor();
        long[] times = new long[sends];
        Arrays.setAll(times, i -> sent.applyAsLong(cursor.nextOffsetNs()));
        Arrays.sort(times);
        return ArrivalLaw.of(strategy.describe()).orElseThrow().fit(times, TOLERANCE_NS);
    }

    /** A quiet machine's lags, of which one in a hundred is late by up to 50 ms, and none of the others by more than the tolerance. */
    private static LongUnaryOperator lags(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return at -> at + (random.nextInt(100) == 0 ? random.nextInt(50_000_000) : random.nextInt((int) TOLERANCE_NS));
    }

    private static List<StrategyPlan> plans(double rate, long seed) {
        return List.of(
                new StrategyPlan.Constant(rate, null, 0),
                new StrategyPlan.Poisson(rate, null, 0, seed),
                new StrategyPlan.Gamma(rate, 0.3, null, 0, seed),
                new StrategyPlan.Gamma(rate, 4, null, 0, seed));
    }

    @Test
    void aCleanGeneratorIsNotBlamed() {
        int stages = 0;
        int blamed = 0;
        for (long seed = 0; seed < 300; seed++) {
            for (double rate : new double[] {2, 40, 700, 20_000}) {
                for (StrategyPlan plan : plans(rate, seed)) {
                    Optional<ArrivalLaw.Fit> fit = fit(plan, rate > 1000 ? 20_000 : 1500, lags(seed));
                    stages += fit.isPresent() ? 1 : 0;
                    blamed += fit.isPresent() && !fit.get().holds() ? 1 : 0;
                }
            }
        }
        assertEquals(300 * 4 * 4, stages);
        assertEquals(0, blamed, "of " + stages + " stages");
    }

    @Test
    void sendsThatWaitForATickAreFound() {
        long tickNs = 100_000_000;
        for (StrategyPlan plan : plans(40, 7)) {
            assertFalse(
                    fit(plan, 1500, at -> Math.ceilDiv(at, tickNs) * tickNs)
                            .orElseThrow()
                            .holds(),
                    plan.toString());
        }
    }

    @Test
    void anotherLawThanTheOneAskedForIsFound() {
        StrategyPlan constant = new StrategyPlan.Constant(40, null, 0);
        StrategyPlan poisson = new StrategyPlan.Poisson(40, null, 0, 3);
        long[] even = new long[1500];
        Arrays.setAll(even, i -> i * 25_000_000L);
        ArrivalLaw askedPoisson =
                ArrivalLaw.of(Strategies.of(poisson).describe()).orElseThrow();
        assertFalse(askedPoisson.fit(even, TOLERANCE_NS).orElseThrow().holds());
        SplittableRandom random = new SplittableRandom(1);
        assertFalse(fit(constant, 1500, at -> at + random.nextInt(25_000_000))
                .orElseThrow()
                .holds());
        assertFalse(fit(poisson, 1500, at -> 2 * at).orElseThrow().holds(), "half the rate");
    }

    @Test
    void aFewSendsAndLawsThatAreNoneAreNotJudged() {
        assertTrue(fit(new StrategyPlan.Poisson(40, null, 0, 3), 50, at -> at).isEmpty());
        assertTrue(ArrivalLaw.of(Map.of("kind", "concurrent", "streams", 4)).isEmpty());
        assertTrue(ArrivalLaw.of(Map.of("kind", "users", "rate", 4.0)).isEmpty());
    }
}

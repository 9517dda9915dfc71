package dev.plimsoll.engine.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.StrategyPlan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of open-loop schedules. */
class ArrivalScheduleTest {
    private static final long S = 1_000_000_000L;

    /** Seeded plans over many orders of magnitude. */
    static Stream<StrategyPlan> plans() {
        Random random = new Random(20_260_811);
        return Stream.generate(() -> {
                    double rate = StrictMath.pow(10, random.nextDouble(-3, 6));
                    double ramp = random.nextInt(3) == 0 ? 0 : random.nextDouble(0, 60);
                    return random.nextBoolean()
                            ? (StrategyPlan) new StrategyPlan.Constant(rate, null, ramp)
                            : new StrategyPlan.Poisson(rate, null, ramp, random.nextLong());
                })
                .limit(60);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void offsetsAreNeverNegativeAndNeverDecrease(StrategyPlan plan) {
        long[] offsets = first(plan, 20_000);
        assertTrue(offsets[0] >= 0);
        for (int i = 1; i < offsets.length; i++) {
            assertTrue(offsets[i] >= offsets[i - 1], "slot " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyCursorReadsTheSameSlots(StrategyPlan plan) {
        assertArrayEquals(first(plan, 1000), first(plan, 1000));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void dealingSlotsToAnyNumberOfWorkersLosesNoneAndMovesNone(StrategyPlan plan) {
        long[] offsets = first(plan, 1000);
        for (int workers = 1; workers <= 8; workers++) {
            ArrivalSchedule.Cursor cursor = Strategies.of(plan).schedule().cursor();
            long[][] dealt = new long[workers][(1000 + workers - 1) / workers];
            for (int i = 0; i < 1000; i++) {
                dealt[i % workers][i / workers] = cursor.nextOffsetNs();
            }
            int all = workers;
            long[] merged = java.util.stream.IntStream.range(0, 1000)
                    .mapToLong(i -> dealt[i % all][i / all])
                    .toArray();
            assertArrayEquals(offsets, merged);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 1, 3, 3.7, 7, 10, 15.333333333333334, 33.3, 999.983, 1e5, 1234567.89, 1e9})
    void aConstantRateDoesNotDriftOverABillionSlots(double rate) {
        ConstantSchedule schedule = new ConstantSchedule(rate, new Ramp(0));
        for (long slot : new long[] {0, 1, 999, 999_999, 1_000_000_000L, 1_000_000_001L}) {
            BigDecimal exact = BigDecimal.valueOf(slot + 1)
                    .multiply(BigDecimal.valueOf(S))
                    .divide(BigDecimal.valueOf(rate), new MathContext(60, RoundingMode.HALF_UP));
            long expected = exact.setScale(0, RoundingMode.HALF_UP)
                    .min(BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValueExact();
            assertEquals(expected, schedule.offsetNs(slot));
        }
    }

    @Test
    void slotsBeyondTheEndOfTimeStayThere() {
        ConstantSchedule schedule = new ConstantSchedule(1e-9, Ramp.ofSeconds(10));
        assertEquals(Long.MAX_VALUE, schedule.offsetNs(1_000_000_000L));
        assertEquals(Long.MAX_VALUE, new ConstantSchedule(1e-300, new Ramp(0)).offsetNs(0));
        assertTrue(new ConstantSchedule(10, Ramp.ofSeconds(1e300)).offsetNs(0) > 0);
    }

    @Test
    void aRampedConstantRateEqualsItsDefinitionSlotBySlot() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            double rate = StrictMath.pow(10, random.nextDouble(-1, 4));
            double d = random.nextDouble(0.1, 30);
            ConstantSchedule schedule = new ConstantSchedule(rate, Ramp.ofSeconds(d));
            for (int k = 0; k < 50; k++) {
                long slot = random.nextInt((int) (rate * d) + 10);
                double n = slot + 1;
                double seconds = n <= rate * d / 2 ? StrictMath.sqrt(2 * n * d / rate) : d + (n - rate * d / 2) / rate;
                assertEquals(seconds * 1e9, schedule.offsetNs(slot), 2.0, rate + "/s, ramp " + d + ", slot " + slot);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRampBringsTheShareOfArrivalsThatItsAreaSays(boolean poisson) {
        double rate = 2000;
        double d = 20;
        long[] offsets = first(
                poisson ? new StrategyPlan.Poisson(rate, null, d, 11) : new StrategyPlan.Constant(rate, null, d),
                100_000);
        for (int t = 2; t <= 40; t += 2) {
            double expected = t <= d ? rate * t * t / (2 * d) : rate * (t - d / 2);
            long limit = t * S;
            long counted = Arrays.stream(offsets).filter(o -> o < limit).count();
            // Poisson: five standard deviations of the count
            assertEquals(expected, counted, poisson ? 5 * StrictMath.sqrt(expected) : 1.5, "by second " + t);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, -7, Long.MIN_VALUE})
    void poissonGapsAreExponentialByAKolmogorovSmirnovTest(long seed) {
        int n = 20_000;
        double rate = 50;
        long[] offsets = first(new StrategyPlan.Poisson(rate, null, 0, seed), n);
        double[] gaps = new double[n];
        for (int i = 0; i < n; i++) {
            gaps[i] = (offsets[i] - (i == 0 ? 0 : offsets[i - 1])) / 1e9;
        }
        Arrays.sort(gaps);
        double distance = 0;
        for (int i = 0; i < n; i++) {
            double law = 1 - StrictMath.exp(-rate * gaps[i]);
            distance = Math.max(distance, Math.max(law - (double) i / n, (i + 1.0) / n - law));
        }
        // 1.63/sqrt(n) is the 1 % point of the Kolmogorov distribution
        assertTrue(distance < 1.63 / StrictMath.sqrt(n), "distance " + distance);
    }

    @Test
    void poissonOffsetsAreTheSumOfTheGapsHoweverFar() {
        // the same uniform again and again: every gap is the same and the sum is known
        double u = 0.3;
        double rate = 777;
        RandomSchedule schedule = new RandomSchedule(rate, new Ramp(0), () -> RandomSchedule.exponential(() -> u));
        ArrivalSchedule.Cursor cursor = schedule.cursor();
        BigDecimal gap = new BigDecimal(-StrictMath.log(1 - u) * (1e9 / rate));
        long offset = 0;
        int n = 5_000_000;
        for (int i = 0; i < n; i++) {
            offset = cursor.nextOffsetNs();
        }
        assertEquals(gap.multiply(BigDecimal.valueOf(n)).longValue(), offset, 1.0);
    }

    @Test
    void theScheduleHashTellsPlansApartAndIsTheSameEveryTime() {
        StrategyPlan.Poisson plan = new StrategyPlan.Poisson(10, null, 0, 42);
        String hash = Strategies.of(plan).scheduleSha256();
        assertEquals(64, hash.length());
        assertEquals(hash, Strategies.of(plan).scheduleSha256());
        assertNotEquals(
                hash, Strategies.of(new StrategyPlan.Poisson(10, null, 0, 43)).scheduleSha256());
        assertNotEquals(
                hash, Strategies.of(new StrategyPlan.Poisson(10.5, null, 0, 42)).scheduleSha256());
        assertNotEquals(
                Strategies.of(new StrategyPlan.Concurrent(3, 0)).scheduleSha256(),
                Strategies.of(new StrategyPlan.Concurrent(4, 0)).scheduleSha256());
    }

    @Test
    void scheduleHashesNeverChangeBetweenVersions() {
        assertEquals(
                "4dea94fc1f6d23829e7f1204ecefb5e926f7529c6689446511b52db02eda6099",
                Strategies.of(new StrategyPlan.Poisson(10, null, 0, 42)).scheduleSha256());
    }

    @Test
    void theEndOfARampIsNoStepBack() {
        Random random = new Random(9);
        for (int i = 0; i < 2000; i++) {
            Ramp ramp = Ramp.ofSeconds(random.nextInt(1, 1000) * 1e-9);
            for (double x = 0; x < ramp.lengthNs(); x += 0.25) {
                long now = ramp.covers(x) ? ramp.within(x) : ramp.after((long) x);
                double y = x + 0.25;
                long next = ramp.covers(y) ? ramp.within(y) : ramp.after((long) y);
                assertTrue(next >= now, ramp + " at " + x);
            }
        }
    }

    @Test
    void aClosedLoopHasNoScheduleAndItsStreamsStartAlongTheRamp() {
        Strategy strategy = Strategies.of(new StrategyPlan.Concurrent(4, 10));
        assertNull(strategy.schedule());
        assertEquals(0, strategy.streamStartNs(0));
        assertEquals(2_500_000_000L, strategy.streamStartNs(1));
        assertEquals(7_500_000_000L, strategy.streamStartNs(3));
    }

    @Test
    void throughputWithoutACapSaysWhichOneItAssumes() {
        Strategy strategy = Strategies.of(new StrategyPlan.Throughput(null, 0));
        assertEquals("throughput@unlimited", strategy.displayName());
        assertEquals(Strategy.UNLIMITED_CONCURRENCY, strategy.describe().get("maxConcurrency"));
        assertTrue(strategy.requestsLimit().isEmpty());
    }

    private static long[] first(StrategyPlan plan, int n) {
        ArrivalSchedule.Cursor cursor = Strategies.of(plan).schedule().cursor();
        long[] offsets = new long[n];
        for (int i = 0; i < n; i++) {
            offsets[i] = cursor.nextOffsetNs();
        }
        return offsets;
    }
}

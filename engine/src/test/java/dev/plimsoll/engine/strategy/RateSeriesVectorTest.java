package dev.plimsoll.engine.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.plan.RatePoint;
import dev.plimsoll.engine.plan.StrategyPlan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Laws of a rate that follows points, and AIPerf's golden values for it. */
class RateSeriesVectorTest {
    private static final double S = 1e9;

    static Stream<JsonNode> vectors() {
        return VectorFiles.family("aiperf/rate_series").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theRateIsAiperfs(JsonNode vector) {
        List<RatePoint> points = new ArrayList<>();
        vector.get("input")
                .get("points")
                .forEach(p ->
                        points.add(new RatePoint(p.get(0).asDouble(), p.get(1).asDouble())));
        JsonNode expected = vector.get("expected");
        if (expected.has("outcome")) {
            assertEquals("rejected", expected.get("outcome").asString());
            assertThrows(IllegalArgumentException.class, () -> new RateSeriesSchedule(points));
            return;
        }
        for (JsonNode value : expected.get("value_at")) {
            double at = value.get(0).asDouble();
            assertEquals(value.get(1).asDouble(), RatePoint.rateAt(points, at), 1e-9, "at " + at);
        }
    }

    @Test
    void aLevelSeriesIsAConstantRate() {
        long[] even = first(new ConstantSchedule(3.7, new Ramp(0)), 5000);
        long[] series = first(series(0, 3.7, 60, 3.7), 5000);
        for (int i = 0; i < even.length; i++) {
            assertEquals(even[i], series[i], 1.0, "slot " + i);
        }
    }

    @Test
    void aSeriesThatRisesFromZeroIsTheRampOfAConstantRate() {
        long[] ramp = first(new ConstantSchedule(50, Ramp.ofSeconds(20)), 5000);
        long[] series = first(series(0, 0, 20, 50), 5000);
        for (int i = 0; i < ramp.length; i++) {
            assertEquals(ramp[i], series[i], 2.0, "slot " + i);
        }
    }

    /** The area under the rate up to each slot is the slot's number plus 1: checked with 50 digits. */
    @Test
    void everySlotLiesWhereTheAreaReachesItsNumber() {
        Random random = new Random(4711);
        for (int round = 0; round < 200; round++) {
            List<RatePoint> points = randomPoints(random);
            ArrivalSchedule.Cursor cursor = new RateSeriesSchedule(points).cursor();
            long before = 0;
            for (int i = 0; i < 2000; i++) {
                long at = cursor.nextOffsetNs();
                if (at == ArrivalSchedule.NO_SLOT) {
                    break;
                }
                assertTrue(at >= before, "slots ascend");
                before = at;
                double rate = Math.max(RatePoint.rateAt(points, at / S), RatePoint.rateAt(points, (at - 2) / S));
                double area =
                        area(points, at).subtract(BigDecimal.valueOf(i + 1)).doubleValue();
                // a slot is rounded to the nearest ns, in which the area grows by rate * 1 ns
                assertTrue(Math.abs(area) <= 2e-9 * Math.max(rate, 1e-3), () -> points + ": " + area);
            }
        }
    }

    @Test
    void whereTheRateIsZeroThereIsNoSlotAndWhereItEndsAtZeroTheScheduleEnds() {
        // 10 requests until second 10, none until 20, then 5 a second
        long[] slots = first(series(0, 2, 10, 0, 20, 0, 20.5, 5, 30, 5), 40);
        assertEquals(10, LongStream.of(slots).filter(o -> o <= 10 * S).count());
        assertEquals(
                0, LongStream.of(slots).filter(o -> o > 10 * S && o < 20 * S).count());
        ArrivalSchedule.Cursor ending = series(0, 2, 10, 0).cursor();
        for (int i = 0; i < 10; i++) {
            assertTrue(ending.nextOffsetNs() <= 10 * S);
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(ArrivalSchedule.NO_SLOT, ending.nextOffsetNs());
        }
    }

    @Test
    void theLastRateHoldsOnWithoutDrift() {
        RateSeriesSchedule schedule = series(0, 3, 7, 3.7);
        ArrivalSchedule.Cursor cursor = schedule.cursor();
        long n = 2_000_000;
        long last = 0;
        for (long i = 0; i < n; i++) {
            last = cursor.nextOffsetNs();
        }
        BigDecimal area = new BigDecimal("23.45");
        BigDecimal exact = BigDecimal.valueOf(n)
                .subtract(area)
                .multiply(BigDecimal.valueOf(1_000_000_000L))
                .divide(new BigDecimal("3.7"), new MathContext(40))
                .add(BigDecimal.valueOf(7_000_000_000L));
        assertEquals(exact.doubleValue(), last, 0.6);
    }

    @Test
    void theHashOfAScheduleThatEndsCoversWhatThereIs() {
        String one = Strategies.of(
                        new StrategyPlan.RateSeries(List.of(new RatePoint(0, 2), new RatePoint(10, 0)), null))
                .scheduleSha256();
        String other = Strategies.of(
                        new StrategyPlan.RateSeries(List.of(new RatePoint(0, 2), new RatePoint(11, 0)), null))
                .scheduleSha256();
        assertEquals(64, one.length());
        assertTrue(!one.equals(other));
    }

    private static List<RatePoint> randomPoints(Random random) {
        List<RatePoint> points = new ArrayList<>();
        double at = random.nextInt(3) == 0 ? 0 : random.nextInt(50) / 10.0;
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            boolean still = random.nextInt(4) == 0 && i > 0;
            points.add(new RatePoint(at, still ? 0 : random.nextInt(1, 4000) / 10.0));
            at += random.nextInt(1, 200) / 10.0;
        }
        return points;
    }

    private static BigDecimal area(List<RatePoint> points, long atNs) {
        BigDecimal at = BigDecimal.valueOf(atNs).movePointLeft(9);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal time = BigDecimal.ZERO;
        BigDecimal rate = BigDecimal.valueOf(points.getFirst().rate());
        for (RatePoint point : points) {
            BigDecimal to = BigDecimal.valueOf(point.seconds());
            BigDecimal rateTo = BigDecimal.valueOf(point.rate());
            if (at.compareTo(to) < 0) {
                BigDecimal length = at.subtract(time);
                BigDecimal slope = rateTo.subtract(rate).divide(to.subtract(time), new MathContext(50));
                BigDecimal here = rate.add(slope.multiply(length));
                return sum.add(rate.add(here).multiply(length).multiply(new BigDecimal("0.5")));
            }
            sum = sum.add(rate.add(rateTo).multiply(to.subtract(time)).multiply(new BigDecimal("0.5")));
            time = to;
            rate = rateTo;
        }
        return sum.add(rate.multiply(at.subtract(time)));
    }

    private static RateSeriesSchedule series(double... pairs) {
        List<RatePoint> points = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            points.add(new RatePoint(pairs[i], pairs[i + 1]));
        }
        return new RateSeriesSchedule(points);
    }

    private static long[] first(ArrivalSchedule schedule, int n) {
        return LongStream.generate(schedule.cursor()::nextOffsetNs).limit(n).toArray();
    }
}

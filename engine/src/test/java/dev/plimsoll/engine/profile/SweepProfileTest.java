package dev.plimsoll.engine.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps over a modelled server that completes at most {@link #CAPACITY} requests a second. */
class SweepProfileTest {
    private static final double CAPACITY = 40;
    private static final double SERVICE_MS = 500;

    @Test
    void aRefinedSweepEndsAboveTheThroughputRate() {
        List<Double> rates = sweep(6, -1);
        assertEquals(4, rates.size());
        assertEquals(1.1 * CAPACITY, rates.getLast(), 1e-9);
        assertEquals(CAPACITY, rates.get(1), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 30})
    void aSweepHasExactlyItsSizeOfStagesAndNoRateTwice(int size) {
        List<Double> rates = sweep(size, -1);
        assertEquals(size - 2, rates.size());
        assertEquals(rates.size(), rates.stream().distinct().count(), rates::toString);
    }

    @Test
    void theLastThirdGoesAroundTheKnee() {
        // 13 rates: 8 even ones, 4 around the knee, 1 beyond. Power is highest at 3/4 of the capacity or so
        List<Double> rates = sweep(15, -1);
        List<Double> even = rates.subList(0, 8);
        double knee = even.stream()
                .max((a, b) -> Double.compare(measure(a).rates().requests() / latency(a), b / latency(b)))
                .orElseThrow();
        List<Double> around = rates.subList(8, 12);
        double step = even.get(1) - even.get(0);
        assertTrue(around.getFirst() > knee - step && around.getLast() < knee + step, rates::toString);
        assertTrue(around.get(1) < knee && around.get(2) > knee, rates::toString);
    }

    @Test
    void aStopOfAllStagesStillLooksAtTheKneeBelowTheStoppedRate() {
        // 8 stages: 4 even rates (about 11.5, 21, 30.5, 40), 1 at the knee, 1 beyond; the third even one is stopped
        List<Double> rates = sweep(8, 4);
        assertEquals(4, rates.size(), rates::toString);
        assertTrue(rates.get(3) < rates.get(2), rates::toString);
    }

    @Test
    void aSweepOfAServerThatNeverAnsweredSaysSo() {
        Profile profile = Profiles.of(new ProfilePlan.Sweep(6, "constant", 1, 512, true, 0), 42);
        profile.next(Optional.empty(), false);
        profile.next(Optional.of(Summaries.of(0, 0)), false);
        PlimsollException told =
                assertThrows(PlimsollException.class, () -> profile.next(Optional.of(Summaries.of(0, 0)), false));
        assertTrue(told.getMessage().contains("no request succeeded"), told.getMessage());
    }

    @Test
    void theStrategiesOwnSeedGoesBeforeTheRuns() {
        assertEquals(
                7,
                ((StrategyPlan.Poisson) Profiles.of(new ProfilePlan.Poisson(List.of(1.0), null, 0, 7L), 42)
                                .next(Optional.empty(), false)
                                .orElseThrow()
                                .strategy())
                        .seed());
    }

    /** Runs a refined sweep to its end and returns its rates; {@code stopIndex} is the stage that a constraint of scope all ends. */
    private static List<Double> sweep(int size, int stopIndex) {
        Profile profile = Profiles.of(new ProfilePlan.Sweep(size, "constant", 1, 512, true, 0), 42);
        List<Double> rates = new ArrayList<>();
        Optional<StageSummary> previous = Optional.empty();
        for (int index = 0; ; index++) {
            Optional<StagePlan> next = profile.next(previous, index - 1 == stopIndex);
            if (next.isEmpty()) {
                return rates;
            }
            previous = Optional.of(
                    switch (next.get().strategy()) {
                        case StrategyPlan.Synchronous _ -> Summaries.of(1000 / SERVICE_MS, SERVICE_MS);
                        case StrategyPlan.Throughput _ -> Summaries.of(CAPACITY, 512 / CAPACITY * 1000);
                        case StrategyPlan.Constant c -> {
                            rates.add(c.rate());
                            yield measure(c.rate());
                        }
                        default -> throw new AssertionError(next.get());
                    });
        }
    }

    private static StageSummary measure(double rate) {
        return Summaries.of(Math.min(rate, CAPACITY), latency(rate));
    }

    /** Service time plus the waiting time of a queue; ten seconds beyond its capacity. */
    private static double latency(double rate) {
        double rho = rate / CAPACITY;
        return rho >= 0.99 ? 10_000 : SERVICE_MS + 100 * rho / (1 - rho);
    }
}

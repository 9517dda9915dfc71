package dev.plimsoll.engine.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws of the over-saturation detector, on made-up series and on a simulated queue. */
class OverSaturationTest {
    private static final int SERVERS = 40;
    private static final double SERVICE_SECONDS = 1.0;
    private static final double RUN_SECONDS = 120;

    @Test
    void aFlatSeriesNeverAlarms() {
        Random random = new Random(3);
        for (int run = 0; run < 100; run++) {
            Constraint monitor = Constraints.create(ConstraintPlan.OverSaturation.monitor("o"), 0);
            double gap = random.nextDouble(0.01, 0.7);
            double ttft = random.nextDouble(2.6, 60);
            int concurrency = random.nextInt(1, 2000);
            for (int i = 0; i * gap < 90; i++) {
                long now = States.ns(i * gap);
                SchedulerState state = state(now, concurrency);
                assertFalse(monitor.evaluate(state, States.update(i, RequestStatus.IN_PROGRESS, now))
                        .warns());
                assertFalse(monitor.evaluate(
                                state, States.update(i, RequestStatus.FIRST_TOKEN, now, now - States.ns(ttft), now))
                        .warns());
            }
        }
    }

    @Test
    void aMonitorStopsNothingAndAnEnforcerStopsEverything() {
        Constraint monitor = Constraints.create(ConstraintPlan.OverSaturation.monitor("o"), 0);
        Constraint enforcer = Constraints.create(
                new ConstraintPlan.OverSaturation("o", StoppingScope.ALL, true, 30, 120, 2, 2.5, 0.75, 5, 0.95), 0);
        SchedulerUpdateAction told = null;
        SchedulerUpdateAction stopped = null;
        for (int i = 0; i < 400; i++) {
            long now = States.ns(i * 0.1);
            told = monitor.evaluate(state(now, i), States.update(i, RequestStatus.IN_PROGRESS, now));
            stopped = enforcer.evaluate(state(now, i), States.update(i, RequestStatus.IN_PROGRESS, now));
        }
        assertTrue(told.warns());
        assertFalse(told.stops());
        assertTrue(stopped.warns());
        assertEquals(Processing.STOP_ALL, stopped.processing());
        assertEquals(StoppingScope.ALL, stopped.scope());
    }

    @Test
    void aTargetThatFallsSilentIsFoundOnTheTick() {
        Constraint monitor = Constraints.create(ConstraintPlan.OverSaturation.monitor("o"), 0);
        for (int i = 0; i < 100; i++) {
            long now = States.ns(i * 0.25);
            assertFalse(monitor.evaluate(state(now, i + 1), States.update(i, RequestStatus.IN_PROGRESS, now))
                    .warns());
        }
        assertFalse(monitor.evaluate(state(States.ns(29.9), 100), null).warns());
        assertTrue(monitor.evaluate(state(States.ns(30), 100), null).warns());
    }

    @Test
    void aRequestIsCountedOnceHoweverLargeItsNumber() {
        Constraint monitor = Constraints.create(ConstraintPlan.OverSaturation.monitor("o"), 0);
        long[] numbers = {0, 5, (1L << 27) - 1, 1L << 27, (1L << 39) + 7};
        Object n = null;
        for (RequestStatus status : new RequestStatus[] {RequestStatus.FIRST_TOKEN, RequestStatus.COMPLETED}) {
            for (long number : numbers) {
                long now = States.ns(10);
                n = monitor.evaluate(state(now, 1), States.update(number, status, now, States.ns(9), now))
                        .metadata()
                        .get("ttftN");
            }
        }
        // five were counted, of which 75 % are kept
        assertEquals(3, n);
    }

    @Test
    void stableRunsRarelyAlarm() {
        int alarms = 0;
        for (int run = 0; run < 200; run++) {
            alarms += alarmSeconds(0.5 + 0.35 * run / 199, run) >= 0 ? 1 : 0;
        }
        assertTrue(alarms <= 2, alarms + " false alarms in 200 runs");
    }

    @Test
    void overloadedRunsAreFound() {
        double[] found = new double[200];
        int missed = 0;
        for (int run = 0; run < 200; run++) {
            double at = alarmSeconds(1.1 + 0.4 * run / 199, 1000 + run);
            missed += at < 0 ? 1 : 0;
            found[run] = at < 0 ? RUN_SECONDS : at;
        }
        Arrays.sort(found);
        assertTrue(missed <= 2, missed + " of 200 overloaded runs missed");
        assertTrue(found[100] < 40, "found in the median after " + found[100] + " s");
    }

    private record Event(double seconds, RequestStatus status, int request, double sent, double firstToken) {}

    /** First alarm in a run of Poisson arrivals to {@link #SERVERS} servers with exponential service, or -1. */
    private static double alarmSeconds(double load, long seed) {
        Random random = new Random(seed);
        PriorityQueue<Event> events = new PriorityQueue<>((a, b) -> Double.compare(a.seconds(), b.seconds()));
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < SERVERS; i++) {
            free.add(0.0);
        }
        double rate = load * SERVERS / SERVICE_SECONDS;
        double arrival = 0;
        for (int i = 0; ; i++) {
            arrival += -Math.log(1 - random.nextDouble()) / rate;
            if (arrival > RUN_SECONDS) {
                break;
            }
            double start = Math.max(arrival, free.remove());
            double end = start - Math.log(1 - random.nextDouble()) * SERVICE_SECONDS;
            free.add(end);
            events.add(new Event(arrival, RequestStatus.IN_PROGRESS, i, arrival, start));
            events.add(new Event(start, RequestStatus.FIRST_TOKEN, i, arrival, start));
            events.add(new Event(end, RequestStatus.COMPLETED, i, arrival, start));
        }
        Constraint monitor = Constraints.create(ConstraintPlan.OverSaturation.monitor("o"), 0);
        int inFlight = 0;
        while (!events.isEmpty() && events.peek().seconds() < RUN_SECONDS) {
            Event event = events.remove();
            inFlight += event.status() == RequestStatus.IN_PROGRESS
                    ? 1
                    : event.status() == RequestStatus.COMPLETED ? -1 : 0;
            long now = States.ns(event.seconds());
            boolean alarm = monitor.evaluate(
                            state(now, inFlight),
                            States.update(
                                    event.request(),
                                    event.status(),
                                    now,
                                    States.ns(event.sent()),
                                    States.ns(event.firstToken())))
                    .warns();
            if (alarm) {
                return event.seconds();
            }
        }
        return -1;
    }

    private static SchedulerState state(long nowNs, long processing) {
        return States.state(0, nowNs, RequestTimings.ABSENT, processing, processing, 0, 0, 0);
    }
}

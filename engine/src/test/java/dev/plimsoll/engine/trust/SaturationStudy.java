package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.constraint.Constraint;
import dev.plimsoll.engine.constraint.Constraints;
import dev.plimsoll.engine.constraint.States;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How often each detector of saturation is wrong: 200 stable and 200 overloaded stages for each of several servers, simulated with known
 * truth. Prints the tables of {@code docs/saturation.md}; run by {@code src-dist/bench/saturation}, not among the tests.
 */
class SaturationStudy {
    private static final int RUNS = 200;
    private static final double SECONDS = 120;
    private static final double[] STABLE = {0.5, 0.6, 0.7, 0.8, 0.85};
    private static final double[] OVERLOADED = {1.1, 1.2, 1.3, 1.5, 2};
    private static final String[] DETECTORS = {"over_saturation", "in_flight_growth", "achieved_offered", "any of them"
    };

    /** Places at once and mean seconds of an unhindered answer. */
    private record Server(int places, double seconds) {}

    private static final List<Server> SERVERS = List.of(
            new Server(4, 0.4),
            new Server(16, 0.4),
            new Server(64, 0.4),
            new Server(16, 2),
            new Server(64, 2),
            new Server(64, 8),
            new Server(256, 8));

    @Test
    void falseAlarmsAndDetections() {
        System.out.println(
                "| server: places, answer | at 1.0 | detector | false alarms of 200 | found of 200 | at 1.1 | 1.2 | 1.3"
                        + " | 1.5 | 2.0 (of 40) | median after |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        for (Server server : SERVERS) {
            double[][] stable = new double[RUNS][];
            double[][] overloaded = new double[RUNS][];
            for (int i = 0; i < RUNS; i++) {
                stable[i] = alarms(shape(server, STABLE[i % 5], i), i);
                overloaded[i] = alarms(shape(server, OVERLOADED[i % 5], i), i);
            }
            for (int d = 0; d < DETECTORS.length; d++) {
                print(server, d, stable, overloaded);
            }
        }
    }

    private static QueueSim.Shape shape(Server server, double utilisation, int i) {
        return new QueueSim.Shape(
                i % 2 == 0 ? "poisson" : "constant",
                utilisation,
                server.places(),
                server.seconds(),
                QueueSim.Service.values()[i % 3]);
    }

    private static void print(Server server, int detector, double[][] stable, double[][] overloaded) {
        long alarms = Arrays.stream(stable).filter(run -> run[detector] >= 0).count();
        int[] found = new int[5];
        List<Double> at = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            if (overloaded[i][detector] >= 0) {
                found[i % 5]++;
                at.add(overloaded[i][detector]);
            }
        }
        at.sort(Comparator.naturalOrder());
        System.out.printf(
                Locale.ROOT,
                "| %d, %s s | %s req/s | %s | %d | %d | %d | %d | %d | %d | %d | %s |%n",
                server.places(),
                Say.number(server.seconds()),
                Say.number(server.places() / server.seconds()),
                DETECTORS[detector],
                alarms,
                at.size(),
                found[0],
                found[1],
                found[2],
                found[3],
                found[4],
                at.isEmpty() ? "-" : Math.round(at.get(at.size() / 2)) + " s");
    }

    /** When each detector first alarmed in one stage, seconds, or -1. */
    private static double[] alarms(QueueSim.Shape shape, int seed) {
        List<RequestRecord> records = QueueSim.records(shape, SECONDS, seed);
        StageFigures figures = QueueSim.figures(shape, SECONDS, records);
        double slopes = overSaturation(records);
        double growth = growth(shape, records);
        double backlog =
                Backlog.of(figures).flatMap(Backlog::sign).isPresent() ? SECONDS : -1; // judged when the stage is over
        double any = -1;
        for (double at : new double[] {slopes, growth, backlog}) {
            any = at < 0 ? any : any < 0 ? at : Math.min(any, at);
        }
        return new double[] {slopes, growth, backlog, any};
    }

    private record Event(long atNs, RequestStatus status, RequestRecord record) {}

    private static List<Event> events(List<RequestRecord> records) {
        List<Event> events = new ArrayList<>();
        for (RequestRecord record : records) {
            RequestTimings times = record.timings();
            events.add(new Event(times.sendStart(), RequestStatus.IN_PROGRESS, record));
            if (RequestTimings.has(times.firstToken())) {
                events.add(new Event(times.firstToken(), RequestStatus.FIRST_TOKEN, record));
            }
            if (record.status() == RequestStatus.COMPLETED) {
                events.add(new Event(times.end(), RequestStatus.COMPLETED, record));
            }
        }
        events.sort(Comparator.comparingLong(Event::atNs));
        return events;
    }

    private static double overSaturation(List<RequestRecord> records) {
        Constraint monitor = Constraints.create(ConstraintPlan.OverSaturation.monitor("o"), 0);
        long inFlight = 0;
        for (Event event : events(records)) {
            inFlight += event.status() == RequestStatus.IN_PROGRESS
                    ? 1
                    : event.status() == RequestStatus.COMPLETED ? -1 : 0;
            RequestTimings times = event.record().timings();
            boolean alarm = monitor.evaluate(
                            States.state(0, event.atNs(), RequestTimings.ABSENT, inFlight, inFlight, 0, 0, 0),
                            States.update(
                                    event.record().info().number(),
                                    event.status(),
                                    event.atNs(),
                                    times.sendStart(),
                                    times.firstToken()))
                    .warns();
            if (alarm) {
                return event.atNs() / 1e9;
            }
        }
        return -1;
    }

    /** The live detector, ticked ten times a second as in a run. */
    private static double growth(QueueSim.Shape shape, List<RequestRecord> records) {
        LiveGrowth detector = new LiveGrowth(true, Map.of("kind", shape.arrivals()));
        List<Event> events = events(records);
        long inFlight = 0;
        long created = 0;
        int next = 0;
        for (int tick = 1; tick <= SECONDS * 10; tick++) {
            long nowNs = tick * 100_000_000L;
            while (next < events.size() && events.get(next).atNs() <= nowNs) {
                Event event = events.get(next++);
                if (event.status() == RequestStatus.IN_PROGRESS) {
                    inFlight++;
                    created++;
                } else if (event.status() == RequestStatus.COMPLETED) {
                    inFlight--;
                    RequestTimings times = event.record().timings();
                    detector.answered((times.end() - times.sendStart()) / 1e9);
                }
            }
            if (detector.ticked(nowNs / 1e9, inFlight, created, SECONDS - nowNs / 1e9)
                    .isPresent()) {
                return nowNs / 1e9;
            }
        }
        return -1;
    }
}

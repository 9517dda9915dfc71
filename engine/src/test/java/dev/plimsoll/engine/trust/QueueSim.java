package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.record.RequestRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A server with a FIFO queue and a number of places, each serving for a time around a mean, simulated for one open-loop stage: the
 * ground truth for saturation. Requests in flight at the end are cancelled, as in a real stage.
 */
final class QueueSim {
    private QueueSim() {}

    /** How long an answer takes once it has a place. */
    enum Service {
        FIXED,
        JITTERED,
        EXPONENTIAL
    }

    /**
     * One stage.
     *
     * @param utilisation offered rate over what the server can do
     * @param places requests served at once
     * @param serviceSeconds mean service time
     */
    record Shape(String arrivals, double utilisation, int places, double serviceSeconds, Service service) {
        double rate() {
            return utilisation * places / serviceSeconds;
        }
    }

    static StageFigures run(Shape shape, double seconds, long seed) {
        return figures(shape, seconds, records(shape, seconds, seed));
    }

    /** The figures of a stage with these requests. */
    static StageFigures figures(Shape shape, double seconds, List<RequestRecord> records) {
        Map<String, Object> strategy = new HashMap<>();
        strategy.put("kind", shape.arrivals());
        strategy.put("rate", shape.rate());
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(strategy, true, seconds));
        records.forEach(builder::add);
        return builder.build();
    }

    /** Its requests, in the order of their start. */
    static List<RequestRecord> records(Shape shape, double seconds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RequestRecord> records = new ArrayList<>();
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < shape.places(); i++) {
            free.add(0.0);
        }
        double at = 0;
        for (long n = 0; ; n++) {
            at = shape.arrivals().equals("constant")
                    ? (n + 1) / shape.rate()
                    : at - Math.log(1 - random.nextDouble()) / shape.rate();
            if (at >= seconds) {
                return records;
            }
            double begins = Math.max(at, free.remove());
            double ends = begins + shape.serviceSeconds() * factor(shape.service(), random);
            free.add(ends);
            double firstToken = begins + Math.min(0.02, (ends - begins) / 2);
            records.add(
                    ends <= seconds
                            ? Records.streamed(n, at * 1e3, at * 1e3, 2, (firstToken - at) * 1e3, (ends - at) * 1e3)
                            : Records.cancelled(n, at * 1e3, seconds * 1e3));
        }
    }

    private static double factor(Service service, SplittableRandom random) {
        return switch (service) {
            case FIXED -> 1;
            case JITTERED -> 0.75 + 0.5 * random.nextDouble();
            case EXPONENTIAL -> -Math.log(1 - random.nextDouble());
        };
    }
}

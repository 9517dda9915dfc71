package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DelayPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a length distribution is told in a report. */
final class Lengths {
    private Lengths() {}

    /** A number where it is fixed, else mean, standard deviation and bounds, in tokens. */
    static Object describe(LengthPlan plan) {
        return describe(plan.mean(), plan.stddev(), plan.min(), plan.max());
    }

    /** The same of think times, in seconds. */
    static Object describe(DelayPlan plan) {
        return describe(plan.mean(), plan.stddev(), plan.min(), plan.max());
    }

    private static Object describe(Number mean, double stddev, Number min, Number max) {
        if (min.equals(max)) {
            return min;
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("mean", mean);
        facts.put("stddev", stddev);
        facts.put("min", min);
        facts.put("max", max);
        return facts;
    }
}

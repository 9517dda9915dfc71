package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.LengthPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a length distribution is told in a report. */
final class Lengths {
    private Lengths() {}

    /** A number where it is fixed, else mean, standard deviation and bounds, in tokens. */
    static Object describe(LengthPlan plan) {
        if (plan.min() == plan.max()) {
            return plan.min();
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("mean", plan.mean());
        facts.put("stddev", plan.stddev());
        facts.put("min", plan.min());
        facts.put("max", plan.max());
        return facts;
    }
}

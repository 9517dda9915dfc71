package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DelayPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a length distribution is told in a report. */
final class Lengths {
    private Lengths() {}

    /** A number where it is fixed, else mean, standard deviation and bounds, in tokens, and what else says how it is drawn. */
    static Object describe(LengthPlan plan) {
        Object plain = describe(plan.mean(), plan.stddev(), plan.min(), plan.max());
        if (!(plain instanceof Map<?, ?>) || plan.shape() == null) {
            return plain;
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        ((Map<?, ?>) plain).forEach((name, value) -> facts.put(String.valueOf(name), value));
        switch (plan.shape()) {
            case LengthPlan.LogNormal s -> {
                facts.put("distribution", "lognormal");
                facts.put("median", s.median());
            }
            case LengthPlan.Multimodal s -> {
                facts.put("distribution", "multimodal");
                facts.put(
                        "peaks",
                        s.peaks().stream()
                                .map(p -> Map.of("weight", p.weight(), "length", describe(p.length())))
                                .toList());
            }
            case LengthPlan.Empirical s -> {
                facts.put("distribution", "empirical");
                facts.put(
                        "points",
                        s.points().stream()
                                .map(p -> Map.of("weight", p.weight(), "value", p.value()))
                                .toList());
            }
        }
        return facts;
    }

    /** The same of think times, in seconds. */
    static Object describe(DelayPlan plan) {
        return describe(plan.mean(), plan.stddev(), plan.min(), plan.max());
    }

    private static Object describe(double mean, double stddev, Number min, Number max) {
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

package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.ConstraintSpec;
import dev.plimsoll.engine.workspace.PluginSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns constraints as written into ones that can be run. */
final class ConstraintCompiler {
    /** Id of the monitor that is added where a benchmark has none. */
    static final String MONITOR_ID = "over_saturation";

    private static final int DEFAULT_WINDOW = 30;
    private static final int DEFAULT_MINIMUM = 30;

    private final Ranges ranges;

    ConstraintCompiler(Ranges ranges) {
        this.ranges = ranges;
    }

    /**
     * The plans of a benchmark's constraints, in order; those that cannot run (which was told) are left out.
     *
     * @param openLoop whether to add the over-saturation monitor where none is written
     */
    List<ConstraintPlan> compile(List<ConstraintSpec> specs, boolean openLoop) {
        List<ConstraintPlan> plans = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        boolean monitored = false;
        for (int i = 0; i < specs.size(); i++) {
            ConstraintSpec spec = specs.get(i);
            String written = spec.id();
            String id = written == null ? "c" + i : written;
            if (id.isBlank()) {
                ranges.wrong(spec.path() + ".id", "must not be empty");
            }
            String first = places.putIfAbsent(id, spec.path());
            if (first != null) {
                ranges.wrong(spec.path() + ".id", "'" + id + "' is already the id of " + first);
            }
            monitored |= spec.kind().equals("over_saturation");
            ConstraintPlan plan = compile(spec, id);
            if (plan != null) {
                plans.add(plan);
            }
        }
        if (openLoop && !monitored) {
            String id = MONITOR_ID;
            while (places.containsKey(id)) {
                id += "_monitor";
            }
            plans.add(ConstraintPlan.OverSaturation.monitor(id));
        }
        return plans;
    }

    private @Nullable ConstraintPlan compile(ConstraintSpec spec, String id) {
        if (!(spec instanceof ConstraintSpec.BuiltIn builtIn)) {
            return null;
        }
        String path = spec.path();
        StoppingScope scope =
                ranges.word(path + ".stoppingScope", builtIn.head().stoppingScope(), "current", "current", "all")
                                .equals("all")
                        ? StoppingScope.ALL
                        : StoppingScope.CURRENT;
        return switch (spec) {
            case ConstraintSpec.Count count -> {
                List<Long> counts = ranges.counts(path + ".count", count.counts());
                yield switch (spec.kind()) {
                    case "max_requests" -> new ConstraintPlan.MaxRequests(id, scope, counts);
                    case "max_errors" -> new ConstraintPlan.MaxErrors(id, scope, counts);
                    default -> new ConstraintPlan.MaxTokens(id, scope, counts);
                };
            }
            case ConstraintSpec.Duration duration ->
                new ConstraintPlan.MaxDuration(id, scope, ranges.positives(path + ".seconds", duration.seconds()));
            case ConstraintSpec.ErrorRate rate ->
                new ConstraintPlan.MaxErrorRate(id, scope, ranges.fractions(path + ".rate", rate.rates()), (int)
                        ranges.whole(path + ".window", rate.window(), DEFAULT_WINDOW, 1, Integer.MAX_VALUE));
            case ConstraintSpec.GlobalErrorRate rate ->
                new ConstraintPlan.MaxGlobalErrorRate(id, scope, ranges.fractions(path + ".rate", rate.rates()), (int)
                        ranges.whole(path + ".minimum", rate.minimum(), DEFAULT_MINIMUM, 1, Integer.MAX_VALUE));
            case ConstraintSpec.OverSaturation over -> overSaturation(over, id, scope);
            case PluginSpec _ -> null;
        };
    }

    private ConstraintPlan overSaturation(ConstraintSpec.OverSaturation spec, String id, StoppingScope scope) {
        ConstraintPlan.OverSaturation defaults = ConstraintPlan.OverSaturation.monitor(id);
        String path = spec.path() + ".";
        return new ConstraintPlan.OverSaturation(
                id,
                scope,
                ranges.word(path + "mode", spec.mode(), "enforce", "enforce", "monitor")
                        .equals("enforce"),
                ranges.notNegative(path + "minSeconds", spec.minSeconds(), defaults.minSeconds()),
                ranges.notNegative(path + "maxWindowSeconds", spec.maxWindowSeconds(), defaults.maxWindowSeconds()),
                ranges.notNegative(path + "moeThreshold", spec.moeThreshold(), defaults.moeThreshold()),
                ranges.notNegative(path + "minimumTtft", spec.minimumTtft(), defaults.minimumTtftSeconds()),
                ranges.between(
                        path + "maximumWindowRatio", spec.maximumWindowRatio(), defaults.maximumWindowRatio(), 0, 1),
                (int) ranges.whole(
                        path + "minimumWindowSize",
                        spec.minimumWindowSize(),
                        defaults.minimumWindowSize(),
                        0,
                        Integer.MAX_VALUE),
                ranges.fraction(path + "confidence", spec.confidence(), defaults.confidence()));
    }
}

package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.TargetSpec;
import java.util.List;
import java.util.Set;

/** Names and ranges of the simulator's parameters. */
final class SimulatorParameters {
    /** All of them. */
    static final List<String> NAMES = TargetSpec.Simulator.PARAMETERS;

    private static final Set<String> WHOLE = Set.of("slots", "queueLimit", "kvTokens", "outputTokensMean", "seed");
    private static final double MOST_SLOTS = 10_000_000;
    private static final double MOST_KV_TOKENS = 1e15;
    private static final double LARGEST_EXACT_WHOLE = 1L << 53;

    private SimulatorParameters() {}

    /** Whether a value may be used; told where not. */
    static boolean check(Ranges ranges, String path, String name, double value) {
        if (WHOLE.contains(name) && value != StrictMath.rint(value)) {
            ranges.wrong(path, "must be a whole number, but is " + Ranges.shown(value));
            return false;
        }
        return switch (name) {
            case "seed" -> ranges.isBetween(path, value, -LARGEST_EXACT_WHOLE, LARGEST_EXACT_WHOLE);
            case "slots", "outputTokensMean" -> ranges.isBetween(path, value, 1, MOST_SLOTS);
            case "queueLimit" -> ranges.isBetween(path, value, 0, Integer.MAX_VALUE);
            case "kvTokens" -> ranges.isBetween(path, value, 0, MOST_KV_TOKENS);
            case "jitter", "errorRate" -> ranges.isBetween(path, value, 0, 1);
            // microseconds and tokens; a day is more than any server takes
            default -> ranges.isBetween(path, value, 0, 86_400e6);
        };
    }
}

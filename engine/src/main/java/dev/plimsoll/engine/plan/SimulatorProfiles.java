package dev.plimsoll.engine.plan;

import java.util.List;
import java.util.Map;

/** The simulator's profiles: named sets of parameters, each of which a target may override. */
public final class SimulatorProfiles {
    /** The profiles' names, in the order they are offered. */
    public static final List<String> NAMES = List.of("instant", "small", "large", "fixed");

    /** Model name listed where none is given. */
    public static final String MODEL = "plimsoll-simulator";

    private SimulatorProfiles() {}

    /**
     * A profile as it stands.
     *
     * @param name one of {@link #NAMES}
     * @param seed seed of all randomness
     */
    public static SimulatorPlan of(String name, long seed) {
        return switch (name) {
            // answers at once: no model time at all
            case "instant" -> plan(name, 100_000, 0, 0, 0, 0, 0, 0, seed);
            // saturates at 40 requests/s of 128 tokens in, 64 out: a request costs 2 + 128 * 0.02 = 4.56 ms of prefill
            // and its share of
            // 63 full steps, 63 * (3.6 + 16 * 0.1) / 16 = 20.5 ms
            case "small" -> plan(name, 16, 2000, 20, 3600, 100, 0.02, 0, seed);
            case "large" -> plan(name, 10_000, 200, 1, 10_000, 1, 0.02, 0, seed);
            // GuideLLM's mock server: 150 ms to the first token, 10 ms between tokens, no queue
            case "fixed" -> plan(name, 100_000, 0, 0, 0, 0, 0, 150_000, seed);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static SimulatorPlan plan(
            String name,
            int slots,
            double prefillBaseUs,
            double prefillPerTokenUs,
            double stepBaseUs,
            double stepPerSequenceUs,
            double jitter,
            double fixedTtftUs,
            long seed) {
        return new SimulatorPlan(
                name,
                MODEL,
                slots,
                0,
                0,
                prefillBaseUs,
                prefillPerTokenUs,
                stepBaseUs,
                stepPerSequenceUs,
                jitter,
                128,
                0,
                fixedTtftUs,
                0,
                fixedTtftUs > 0 ? 10_000 : 0,
                0,
                0,
                seed);
    }

    /**
     * A profile with some parameters replaced.
     *
     * @param base the profile
     * @param model model name it lists
     * @param changes value by name of a {@link SimulatorPlan} component; names that are none are not allowed here
     */
    public static SimulatorPlan with(SimulatorPlan base, String model, Map<String, Double> changes) {
        return new SimulatorPlan(
                base.profile(),
                model,
                (int) value(changes, "slots", base.slots()),
                (int) value(changes, "queueLimit", base.queueLimit()),
                (long) value(changes, "kvTokens", base.kvTokens()),
                value(changes, "prefillBaseUs", base.prefillBaseUs()),
                value(changes, "prefillPerTokenUs", base.prefillPerTokenUs()),
                value(changes, "stepBaseUs", base.stepBaseUs()),
                value(changes, "stepPerSequenceUs", base.stepPerSequenceUs()),
                value(changes, "jitter", base.jitter()),
                (int) value(changes, "outputTokensMean", base.outputTokensMean()),
                value(changes, "outputTokensStddev", base.outputTokensStddev()),
                value(changes, "fixedTtftUs", base.fixedTtftUs()),
                value(changes, "fixedTtftStddevUs", base.fixedTtftStddevUs()),
                value(changes, "fixedItlUs", base.fixedItlUs()),
                value(changes, "fixedItlStddevUs", base.fixedItlStddevUs()),
                value(changes, "errorRate", base.errorRate()),
                changes.containsKey("seed") ? changes.get("seed").longValue() : base.seed());
    }

    private static double value(Map<String, Double> changes, String name, double ifAbsent) {
        return changes.getOrDefault(name, ifAbsent);
    }
}

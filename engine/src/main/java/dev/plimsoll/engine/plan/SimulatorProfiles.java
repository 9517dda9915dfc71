package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The simulator's profiles: named sets of parameters, each of which a target may override. */
public final class SimulatorProfiles {
    /** The profiles' names, in the order they are offered. */
    public static final List<String> NAMES = List.of("instant", "small", "large", "fixed");

    /** Model name listed where none is given. */
    public static final String MODEL = "plimsoll-simulator";

    private static final long DEFAULT_SEED = 42;

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
            // saturates at 40 requests/s of 128 tokens in and 64 out: each takes 1.5 + 128 * 0.017 = 3.7 ms of prefill
            // and
            // its share of 63 full steps, 63 * (6 + 32 * 0.15) / 32 = 21.3 ms; alone it takes 3.7 + 63 * 6.15 = 391 ms
            case "small" -> plan(name, 32, 1500, 17, 6000, 150, 0.02, 0, seed);
            // a full step of 40 ms gives 250 000 tokens/s, about what one core can send
            case "large" -> plan(name, 10_000, 50, 0.5, 20_000, 2, 0.02, 0, seed);
            // GuideLLM's mock server: 150 ms to the first token, 10 ms between tokens, no queue
            case "fixed" -> plan(name, 100_000, 0, 0, 0, 0, 0, 150_000, seed);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /**
     * A profile with parameters written on a command line.
     *
     * @param name one of {@link #NAMES}
     * @param parameters value by name: {@code model}, or a parameter of a simulator target in a workspace file
     * @throws PlimsollException with everything that is wrong: an unknown profile or name, a value out of range
     */
    public static SimulatorPlan of(String name, Map<String, String> parameters) {
        List<Problem> problems = new ArrayList<>();
        Ranges ranges = new Ranges(problems);
        String profile = ranges.word("profile", name, "small", NAMES.toArray(String[]::new));
        Map<String, Double> changes = new HashMap<>();
        String model = MODEL;
        for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
            String key = parameter.getKey();
            if (key.equals("model")) {
                model = parameter.getValue();
            } else if (!SimulatorParameters.NAMES.contains(key)) {
                List<String> known = new ArrayList<>(SimulatorParameters.NAMES);
                known.add("model");
                problems.add(new Problem(null, 0, key, "unknown parameter", known));
            } else {
                Double value = number(ranges, key, parameter.getValue());
                if (value != null && SimulatorParameters.check(ranges, key, key, value)) {
                    changes.put(key, value);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw PlimsollException.ofProblems("The simulator was not started:", problems);
        }
        return with(of(profile, DEFAULT_SEED), model, changes);
    }

    private static @Nullable Double number(Ranges ranges, String path, String written) {
        try {
            double value = Double.parseDouble(written);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like what is no finite number
        }
        ranges.wrong(path, "must be a number, but is '" + written + "'");
        return null;
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
                (long) value(changes, "seed", base.seed()));
    }

    private static double value(Map<String, Double> changes, String name, double ifAbsent) {
        return changes.getOrDefault(name, ifAbsent);
    }
}

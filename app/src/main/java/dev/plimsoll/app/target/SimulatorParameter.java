package dev.plimsoll.app.target;

import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.plan.SimulatorProfiles;
import dev.plimsoll.engine.report.Numbers;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A parameter of the simulator as the form shows it.
 *
 * @param name in the file
 * @param label above its field
 * @param unit inside its field, or empty
 * @param fixedOnly whether it belongs to the fixed times that replace the model of slots and steps
 * @param ofProfile its value in a profile
 */
record SimulatorParameter(
        String name, String label, String unit, boolean fixedOnly, ToDoubleFunction<SimulatorPlan> ofProfile) {
    static final List<SimulatorParameter> ALL = List.of(
            of("slots", "Slots", "", SimulatorPlan::slots),
            of("queueLimit", "Longest queue", "", SimulatorPlan::queueLimit),
            of("kvTokens", "KV capacity", "tok", SimulatorPlan::kvTokens),
            of("prefillBaseUs", "Prefill, fixed", "µs", SimulatorPlan::prefillBaseUs),
            of("prefillPerTokenUs", "Prefill, each token", "µs", SimulatorPlan::prefillPerTokenUs),
            of("stepBaseUs", "Decode step, fixed", "µs", SimulatorPlan::stepBaseUs),
            of("stepPerSequenceUs", "Step, each sequence", "µs", SimulatorPlan::stepPerSequenceUs),
            of("jitter", "Jitter of a step", "share", SimulatorPlan::jitter),
            of("outputTokensMean", "Output mean", "tok", SimulatorPlan::outputTokensMean),
            of("outputTokensStddev", "Output stddev", "tok", SimulatorPlan::outputTokensStddev),
            fixed("fixedTtftUs", "TTFT", SimulatorPlan::fixedTtftUs),
            fixed("fixedTtftStddevUs", "TTFT stddev", SimulatorPlan::fixedTtftStddevUs),
            fixed("fixedItlUs", "Between tokens", SimulatorPlan::fixedItlUs),
            fixed("fixedItlStddevUs", "Between, stddev", SimulatorPlan::fixedItlStddevUs),
            of("errorRate", "Errors", "share", SimulatorPlan::errorRate),
            of("seed", "Seed", "", SimulatorPlan::seed));

    private static SimulatorParameter of(
            String name, String label, String unit, ToDoubleFunction<SimulatorPlan> ofProfile) {
        return new SimulatorParameter(name, label, unit, false, ofProfile);
    }

    private static SimulatorParameter fixed(String name, String label, ToDoubleFunction<SimulatorPlan> ofProfile) {
        return new SimulatorParameter(name, label, "µs", true, ofProfile);
    }

    /** What counts where nothing is written: the profile's value. */
    String prompt(String profile) {
        if (name.equals("seed")) {
            return "the benchmark's";
        }
        String known = SimulatorProfiles.NAMES.contains(profile) ? profile : "small";
        double value = ofProfile.applyAsDouble(SimulatorProfiles.of(known, 0));
        boolean unlimited = value == 0 && (name.equals("queueLimit") || name.equals("kvTokens"));
        return unlimited ? "no limit" : Numbers.plain(value);
    }
}

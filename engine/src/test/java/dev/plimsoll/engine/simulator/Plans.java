package dev.plimsoll.engine.simulator;

import dev.plimsoll.engine.plan.SimulatorPlan;

/** Simulator plans for tests. */
final class Plans {
    private Plans() {}

    /** Answers at once. */
    static SimulatorPlan instant() {
        return batch(1000, 0, 0, 0, 0, 0, 0);
    }

    /** A batch engine without jitter and errors; times in microseconds. */
    static SimulatorPlan batch(
            int slots,
            int queueLimit,
            long kvTokens,
            double prefillBase,
            double perToken,
            double stepBase,
            double perSequence) {
        return new SimulatorPlan(
                "small",
                "model",
                slots,
                queueLimit,
                kvTokens,
                prefillBase,
                perToken,
                stepBase,
                perSequence,
                0,
                8,
                0,
                0,
                0,
                0,
                0,
                0,
                7);
    }

    /** A server without a queue; times in microseconds. */
    static SimulatorPlan fixed(double ttft, double ttftStddev, double itl, double itlStddev) {
        return new SimulatorPlan(
                "fixed", "model", 1, 0, 0, 0, 0, 0, 0, 0, 8, 0, ttft, ttftStddev, itl, itlStddev, 0, 7);
    }

    /** With a share of errors. */
    static SimulatorPlan withErrors(SimulatorPlan plan, double errorRate) {
        return new SimulatorPlan(
                plan.profile(),
                plan.model(),
                plan.slots(),
                plan.queueLimit(),
                plan.kvTokens(),
                plan.prefillBaseUs(),
                plan.prefillPerTokenUs(),
                plan.stepBaseUs(),
                plan.stepPerSequenceUs(),
                plan.jitter(),
                plan.outputTokensMean(),
                plan.outputTokensStddev(),
                plan.fixedTtftUs(),
                plan.fixedTtftStddevUs(),
                plan.fixedItlUs(),
                plan.fixedItlStddevUs(),
                errorRate,
                plan.seed());
    }

    /** With jitter and another seed. */
    static SimulatorPlan withJitter(SimulatorPlan plan, double jitter, long seed) {
        return new SimulatorPlan(
                plan.profile(),
                plan.model(),
                plan.slots(),
                plan.queueLimit(),
                plan.kvTokens(),
                plan.prefillBaseUs(),
                plan.prefillPerTokenUs(),
                plan.stepBaseUs(),
                plan.stepPerSequenceUs(),
                jitter,
                plan.outputTokensMean(),
                plan.outputTokensStddev(),
                plan.fixedTtftUs(),
                plan.fixedTtftStddevUs(),
                plan.fixedItlUs(),
                plan.fixedItlStddevUs(),
                plan.errorRate(),
                seed);
    }
}

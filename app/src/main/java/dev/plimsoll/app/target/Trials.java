package dev.plimsoll.app.target;

import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.run.OneAnswer;
import dev.plimsoll.engine.run.TargetTrial;
import dev.plimsoll.engine.run.TrialReport;
import dev.plimsoll.engine.time.NanoClock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Asks a target something; blocks. Tests give answers of their own. */
interface Trials {
    /** Tries it step by step. */
    TrialReport check(TargetPlan target);

    /** Sends it one prompt. */
    OneAnswer send(TargetPlan target, String prompt, int maxTokens);

    /** The engine's. */
    static Trials ofEngine(UnaryOperator<@Nullable String> environment) {
        return new Trials() {
            @Override
            public TrialReport check(TargetPlan target) {
                return TargetTrial.check(target, environment, NanoClock.system());
            }

            @Override
            public OneAnswer send(TargetPlan target, String prompt, int maxTokens) {
                return TargetTrial.send(target, prompt, maxTokens, environment, NanoClock.system());
            }
        };
    }
}

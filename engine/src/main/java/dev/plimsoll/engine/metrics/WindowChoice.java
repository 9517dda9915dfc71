package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.WindowRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Another measurement window for stages that ran: null is as the run had it. A bound in seconds goes before the cut at the same end.
 *
 * @param rule which requests belong to it
 * @param fromSeconds where it begins, s after the stage's start, 0 or more
 * @param toSeconds where it ends, s after the stage's start, above {@code fromSeconds}; no later than the stage itself
 * @param warmup what to leave out at the start; {@link TransientPlan#AUTO} for what MSER-5 proposes
 * @param cooldown what to leave out at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WindowChoice(
        @Nullable WindowRule rule,
        @Nullable Double fromSeconds,
        @Nullable Double toSeconds,
        @Nullable TransientPlan warmup,
        @Nullable TransientPlan cooldown) {
    /** As the run had it. */
    public static final WindowChoice NONE = new WindowChoice(null, null, null, null, null);

    /** Throws {@link IllegalArgumentException} where nothing lies between the bounds. */
    public WindowChoice {
        double from = fromSeconds == null ? 0 : fromSeconds;
        if (!(from >= 0) || (toSeconds != null && !(toSeconds > from))) {
            throw new IllegalArgumentException("a window from " + fromSeconds + " s to " + toSeconds + " s");
        }
    }

    /** The seconds between two instants after each stage's start. */
    public static WindowChoice between(double fromSeconds, double toSeconds) {
        return new WindowChoice(null, fromSeconds, toSeconds, null, null);
    }

    /** The run's window under another rule. */
    public static WindowChoice by(WindowRule rule) {
        return new WindowChoice(rule, null, null, null, null);
    }

    /** From where the stage becomes steady. */
    public static WindowChoice steady() {
        return new WindowChoice(null, null, null, TransientPlan.AUTO, null);
    }

    /** In words: {@code 10–60 s, end-in}. */
    public String told() {
        List<String> parts = new ArrayList<>();
        if (fromSeconds != null || toSeconds != null) {
            parts.add((fromSeconds == null ? "start" : number(fromSeconds))
                    + "–"
                    + (toSeconds == null ? "end" : number(toSeconds) + " s"));
        }
        if (warmup != null && fromSeconds == null) {
            parts.add("warm-up " + cut(warmup));
        }
        if (cooldown != null && toSeconds == null) {
            parts.add("cool-down " + cut(cooldown));
        }
        if (rule != null) {
            parts.add(rule.text());
        }
        return String.join(", ", parts);
    }

    private static String cut(TransientPlan plan) {
        if (plan.mode() == TransientPlan.Mode.AUTO) {
            return "auto";
        }
        return plan.percent() != null
                ? number(100 * plan.percent()) + " %"
                : plan.value() == null ? "none" : number(plan.value());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3g", value);
    }
}

package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a stage is called in front of people: {@code Synchronous}, {@code Throughput, 512}, {@code Poisson 36.0}. */
final class StageTitle {
    private StageTitle() {}

    /** By its policy where it has one of its own: what tells it from the other stages of its run. */
    static String of(StagePlan stage) {
        return stage.policy() == null ? of(stage.strategy()) : stage.policy();
    }

    static String of(StrategyPlan strategy) {
        return switch (strategy) {
            case StrategyPlan.Synchronous _ -> "Synchronous";
            case StrategyPlan.Concurrent c -> String.format(Locale.ROOT, "Concurrent %,d", c.streams());
            case StrategyPlan.Throughput t -> "Throughput" + cap(t.maxConcurrency());
            case StrategyPlan.Constant c -> "Constant " + rate(c.rate());
            case StrategyPlan.Poisson p -> "Poisson " + rate(p.rate());
            case StrategyPlan.Gamma g -> "Gamma " + rate(g.rate());
            case StrategyPlan.RateSeries _ -> "Rate series";
            case StrategyPlan.Trace _ -> "Trace";
            case StrategyPlan.Users u -> String.format(Locale.ROOT, "Users %,d", u.users());
        };
    }

    /** A stage whose rate the run itself places. */
    static String rateToCome(String kind) {
        return kind.isEmpty()
                ? "Rate to come"
                : kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + ", rate to come";
    }

    private static String cap(@Nullable Integer cap) {
        return cap == null ? "" : String.format(Locale.ROOT, ", %,d", cap);
    }

    /** Three digits or more: {@code 0.250}, {@code 6.2}, {@code 44.0}, {@code 1,200}. */
    private static String rate(double rate) {
        return rate >= 1 && rate < 999.95 ? String.format(Locale.ROOT, "%.1f", rate) : EventText.number(rate);
    }
}

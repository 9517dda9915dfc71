package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.plan.StrategyPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes strategies from plans. */
public final class Strategies {
    private Strategies() {}

    /**
     * The strategy of a plan. The same plan always yields the same starts, on any machine and over any number of workers.
     *
     * @throws IllegalArgumentException where a number is out of range (a plan made by {@code PlanCompiler} never is)
     */
    public static Strategy of(StrategyPlan plan) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("kind", plan.kind());
        return switch (plan) {
            case StrategyPlan.Synchronous s ->
                new PlannedStrategy(s, "synchronous", description, null, OptionalInt.of(1), 1, new Ramp(0));
            case StrategyPlan.Concurrent c -> {
                require(c.streams() >= 1, plan);
                description.put("streams", c.streams());
                yield new PlannedStrategy(
                        c,
                        "concurrent@" + c.streams(),
                        description,
                        null,
                        OptionalInt.of(c.streams()),
                        c.streams(),
                        ramp(c.rampupSeconds(), description, plan));
            }
            case StrategyPlan.Throughput t -> {
                OptionalInt cap = cap(t.maxConcurrency(), plan);
                int most = cap.orElse(Strategy.UNLIMITED_CONCURRENCY);
                description.put("maxConcurrency", most);
                yield new PlannedStrategy(
                        t,
                        "throughput@" + (cap.isPresent() ? String.valueOf(most) : "unlimited"),
                        description,
                        null,
                        cap,
                        most,
                        ramp(t.rampupSeconds(), description, plan));
            }
            case StrategyPlan.Constant c -> {
                rate(c.rate(), c.maxConcurrency(), description, plan);
                Ramp ramp = ramp(c.rampupSeconds(), description, plan);
                yield new PlannedStrategy(
                        c,
                        "constant@" + twoDigits(c.rate()),
                        description,
                        new ConstantSchedule(c.rate(), ramp),
                        cap(c.maxConcurrency(), plan),
                        0,
                        ramp);
            }
            case StrategyPlan.Poisson p -> {
                rate(p.rate(), p.maxConcurrency(), description, plan);
                Ramp ramp = ramp(p.rampupSeconds(), description, plan);
                description.put("seed", p.seed());
                yield new PlannedStrategy(
                        p,
                        "poisson@" + twoDigits(p.rate()),
                        description,
                        PoissonSchedule.seeded(p.rate(), ramp, p.seed()),
                        cap(p.maxConcurrency(), plan),
                        0,
                        ramp);
            }
        };
    }

    private static void rate(
            double rate, @Nullable Integer maxConcurrency, Map<String, Object> description, StrategyPlan plan) {
        require(rate > 0 && Double.isFinite(rate), plan);
        description.put("rate", rate);
        if (maxConcurrency != null) {
            description.put("maxConcurrency", maxConcurrency);
        }
    }

    private static Ramp ramp(double seconds, Map<String, Object> description, StrategyPlan plan) {
        require(seconds >= 0 && Double.isFinite(seconds), plan);
        description.put("rampup", seconds);
        return Ramp.ofSeconds(seconds);
    }

    private static OptionalInt cap(@Nullable Integer cap, StrategyPlan plan) {
        require(cap == null || cap >= 1, plan);
        return cap == null ? OptionalInt.empty() : OptionalInt.of(cap);
    }

    private static void require(boolean inRange, StrategyPlan plan) {
        if (!inRange) {
            throw new IllegalArgumentException("out of range: " + plan);
        }
    }

    /** Two decimals of the exact binary value, ties to even, as the field's tools print rates. */
    private static String twoDigits(double rate) {
        return new BigDecimal(rate).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}

package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.plan.RatePoint;
import dev.plimsoll.engine.plan.StrategyPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
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
                        RandomSchedule.poisson(p.rate(), ramp, p.seed()),
                        cap(p.maxConcurrency(), plan),
                        0,
                        ramp);
            }
            case StrategyPlan.Gamma g -> {
                rate(g.rate(), g.maxConcurrency(), description, plan);
                require(g.burstiness() > 0 && Double.isFinite(g.burstiness()), plan);
                description.put("burstiness", g.burstiness());
                Ramp ramp = ramp(g.rampupSeconds(), description, plan);
                description.put("seed", g.seed());
                yield new PlannedStrategy(
                        g,
                        "gamma@" + twoDigits(g.rate()),
                        description,
                        RandomSchedule.gamma(g.rate(), g.burstiness(), ramp, g.seed()),
                        cap(g.maxConcurrency(), plan),
                        0,
                        ramp);
            }
            case StrategyPlan.RateSeries r -> {
                description.put(
                        "points",
                        r.points().stream()
                                .map(p -> List.of(p.seconds(), p.rate()))
                                .toList());
                cap(r.maxConcurrency(), description);
                yield new PlannedStrategy(
                        r,
                        "rateSeries@" + twoDigits(rates(r).min().orElse(0)) + "-"
                                + twoDigits(rates(r).max().orElse(0)),
                        description,
                        new RateSeriesSchedule(r.points()),
                        cap(r.maxConcurrency(), plan),
                        0,
                        new Ramp(0));
            }
            case StrategyPlan.Trace t -> {
                require(t.timeScale() > 0 && Double.isFinite(t.timeScale()), plan);
                description.put("timeScale", t.timeScale());
                cap(t.maxConcurrency(), description);
                yield new PlannedStrategy(
                        t,
                        "trace@" + twoDigits(t.timeScale()),
                        description,
                        new TraceSchedule(t.times(), t.timeScale()),
                        cap(t.maxConcurrency(), plan),
                        0,
                        new Ramp(0),
                        _ -> new TraceTiming(t.timeScale()));
            }
            case StrategyPlan.Users u -> {
                require(u.users() >= 1 && u.turns() >= 0, plan);
                description.put("users", u.users());
                rate(u.rate(), u.maxConcurrency(), description, plan);
                description.put("turns", u.turns());
                Progression slots = new Progression(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.valueOf(u.rate()));
                SteadyUsers steady = new SteadyUsers(u.users(), u.turns());
                yield new PlannedStrategy(
                        u,
                        "users@" + u.users(),
                        description,
                        new EvenSchedule(slots),
                        cap(u.maxConcurrency(), plan),
                        0,
                        new Ramp(0),
                        countLimit -> new UserTiming(steady, slots, countLimit));
            }
        };
    }

    private static void rate(
            double rate, @Nullable Integer maxConcurrency, Map<String, Object> description, StrategyPlan plan) {
        require(rate > 0 && Double.isFinite(rate), plan);
        description.put("rate", rate);
        cap(maxConcurrency, description);
    }

    private static void cap(@Nullable Integer maxConcurrency, Map<String, Object> description) {
        if (maxConcurrency != null) {
            description.put("maxConcurrency", maxConcurrency);
        }
    }

    private static DoubleStream rates(StrategyPlan.RateSeries series) {
        return series.points().stream().mapToDouble(RatePoint::rate);
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

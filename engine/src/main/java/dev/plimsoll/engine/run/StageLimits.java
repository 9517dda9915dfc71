package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.strategy.ArrivalSchedule;
import dev.plimsoll.engine.strategy.Strategies;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a stage that are known before it starts.
 *
 * @param seconds time limit, s, 0 = none
 * @param requests request limit, 0 = none
 */
record StageLimits(double seconds, long requests) {
    /** Of the n-th stage of a plan; of several limits of one kind the smallest. */
    static StageLimits of(RunPlan plan, int stage) {
        double seconds = 0;
        long requests = 0;
        for (ConstraintPlan constraint : plan.constraints()) {
            if (constraint instanceof ConstraintPlan.MaxDuration d) {
                double limit = ConstraintPlan.forStage(d.seconds(), stage);
                seconds = seconds == 0 ? limit : Math.min(seconds, limit);
            } else if (constraint instanceof ConstraintPlan.MaxRequests r) {
                long limit = ConstraintPlan.forStage(r.counts(), stage);
                requests = requests == 0 ? limit : Math.min(requests, limit);
            }
        }
        return new StageLimits(seconds, requests);
    }

    /**
     * How long a stage under these limits takes at most, s: its time limit, or the time its rate needs for its requests; -1 where
     * neither is known.
     *
     * @param strategy what runs, null where it is not known yet
     */
    double mostSeconds(@Nullable StrategyPlan strategy) {
        if (strategy != null && hasOwnRates(strategy)) {
            double own = span(strategy).seconds();
            return own > 0 ? own : seconds > 0 ? seconds : -1;
        }
        double rate = strategy == null ? 0 : rate(strategy);
        double byRequests = rate > 0 && requests > 0 ? requests / rate : -1;
        if (seconds <= 0) {
            return byRequests;
        }
        return byRequests < 0 ? seconds : Math.min(seconds, byRequests);
    }

    /** Requests per second that a strategy offers in the mean of its stage, 0 in a closed loop or where unknown. */
    double rate(StrategyPlan strategy) {
        return switch (strategy) {
            case StrategyPlan.RateSeries _, StrategyPlan.Trace _ ->
                span(strategy).rate();
            case StrategyPlan.Users u -> u.rate();
            case StrategyPlan.Gamma g -> g.rate();
            case StrategyPlan.Constant c -> c.rate();
            case StrategyPlan.Poisson p -> p.rate();
            case StrategyPlan.Synchronous _, StrategyPlan.Concurrent _, StrategyPlan.Throughput _ -> 0;
        };
    }

    /** Whether a strategy's rate changes, or it ends by itself: then only its slots tell how many there are. */
    static boolean hasOwnRates(StrategyPlan strategy) {
        return strategy instanceof StrategyPlan.RateSeries || strategy instanceof StrategyPlan.Trace;
    }

    private Slots.Span span(StrategyPlan strategy) {
        ArrivalSchedule schedule =
                Objects.requireNonNull(Strategies.of(strategy).schedule());
        return Slots.span(schedule, seconds, requests);
    }
}

package dev.plimsoll.engine.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When requests start in one stage, with resolved values. {@code maxConcurrency} is null where there is no cap; {@code
 * rampupSeconds} is 0 for none.
 */
public sealed interface StrategyPlan {
    /** The kind's name in files. */
    String kind();

    /** One stream. */
    record Synchronous() implements StrategyPlan {
        @Override
        public String kind() {
            return "synchronous";
        }
    }

    /** Exactly {@code streams} streams; stream k first starts at rampup*k/streams. */
    record Concurrent(int streams, double rampupSeconds) implements StrategyPlan {
        @Override
        public String kind() {
            return "concurrent";
        }
    }

    /** As many at once as allowed (null = 10240, said in the report). */
    record Throughput(@Nullable Integer maxConcurrency, double rampupSeconds) implements StrategyPlan {
        @Override
        public String kind() {
            return "throughput";
        }
    }

    /** Slot i at (i+1)/rate; rate in requests/s. */
    record Constant(double rate, @Nullable Integer maxConcurrency, double rampupSeconds) implements StrategyPlan {
        @Override
        public String kind() {
            return "constant";
        }
    }

    /** Exponential gaps; rate in requests/s. */
    record Poisson(double rate, @Nullable Integer maxConcurrency, double rampupSeconds, long seed)
            implements StrategyPlan {
        @Override
        public String kind() {
            return "poisson";
        }
    }

    /** Gamma gaps; rate in requests/s; {@code burstiness} is the shape: 1 = Poisson, below 1 in bursts, above 1 more even. */
    record Gamma(double rate, double burstiness, @Nullable Integer maxConcurrency, double rampupSeconds, long seed)
            implements StrategyPlan {
        @Override
        public String kind() {
            return "gamma";
        }
    }

    /** A rate that is linear between points, and constant before the first and after the last. */
    record RateSeries(List<RatePoint> points, @Nullable Integer maxConcurrency) implements StrategyPlan {
        public RateSeries {
            points = List.copyOf(points);
        }

        @Override
        public String kind() {
            return "rateSeries";
        }
    }

    /** Each row of a trace at its own time, stretched by {@code timeScale}. */
    record Trace(double timeScale, @Nullable Integer maxConcurrency, Timetable times) implements StrategyPlan {
        @Override
        public String kind() {
            return "trace";
        }
    }

    /**
     * Virtual users who together send {@code rate} requests/s, each one turn of its conversation every {@code users / rate} seconds.
     *
     * @param turns turns of a usual conversation, 0 where the dataset was not looked at yet
     */
    record Users(int users, double rate, @Nullable Integer maxConcurrency, int turns) implements StrategyPlan {
        @Override
        public String kind() {
            return "users";
        }
    }
}

package dev.plimsoll.engine.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which strategies run, one after another. */
public sealed interface ProfilePlan {
    /** The kind's name in files. */
    String kind();

    /** Seconds over which each stage ramps up, 0 = at once. */
    double rampupSeconds();

    /** One synchronous stage. */
    record Synchronous(double rampupSeconds) implements ProfilePlan {
        @Override
        public String kind() {
            return "synchronous";
        }
    }

    /** One stage per element. */
    record Concurrent(List<Integer> streams, double rampupSeconds) implements ProfilePlan {
        public Concurrent {
            streams = List.copyOf(streams);
        }

        @Override
        public String kind() {
            return "concurrent";
        }
    }

    /** One throughput stage. */
    record Throughput(@Nullable Integer maxConcurrency, double rampupSeconds) implements ProfilePlan {
        @Override
        public String kind() {
            return "throughput";
        }
    }

    /** One constant-rate stage per element. */
    record Constant(List<Double> rates, @Nullable Integer maxConcurrency, double rampupSeconds) implements ProfilePlan {
        public Constant {
            rates = List.copyOf(rates);
        }

        @Override
        public String kind() {
            return "constant";
        }
    }

    /** One Poisson stage per element; {@code seed} null = the run's. */
    record Poisson(
            List<Double> rates,
            @Nullable Integer maxConcurrency,
            double rampupSeconds,
            @Nullable Long seed) implements ProfilePlan {
        public Poisson {
            rates = List.copyOf(rates);
        }

        @Override
        public String kind() {
            return "poisson";
        }
    }

    /** One stage of gamma gaps per element; {@code seed} null = the run's. */
    record Gamma(
            List<Double> rates,
            double burstiness,
            @Nullable Integer maxConcurrency,
            double rampupSeconds,
            @Nullable Long seed)
            implements ProfilePlan {
        public Gamma {
            rates = List.copyOf(rates);
        }

        @Override
        public String kind() {
            return "gamma";
        }
    }

    /** One stage whose rate follows points; at least two, their times ascending, not every rate 0. */
    record RateSeries(List<RatePoint> points, @Nullable Integer maxConcurrency) implements ProfilePlan {
        public RateSeries {
            points = List.copyOf(points);
        }

        @Override
        public String kind() {
            return "rateSeries";
        }

        /** Its points say how the load rises. */
        @Override
        public double rampupSeconds() {
            return 0;
        }
    }

    /** One stage that replays a dataset by the times of its rows; the dataset's plan says how these are to be ordered. */
    record Trace(double timeScale, @Nullable Integer maxConcurrency) implements ProfilePlan {
        @Override
        public String kind() {
            return "trace";
        }

        @Override
        public double rampupSeconds() {
            return 0;
        }
    }

    /** One stage of virtual users. */
    record Users(int users, double rate, @Nullable Integer maxConcurrency) implements ProfilePlan {
        @Override
        public String kind() {
            return "users";
        }

        @Override
        public double rampupSeconds() {
            return 0;
        }
    }

    /**
     * The same load once under each of several policies of the model router: the same starts, the same rows in the same order.
     *
     * @param policies names of policies, in the order in which they run; none twice
     * @param load an open loop of one stage without a cap, so that no start depends on an answer
     * @param primeCache whether each model is loaded once before the first stage, so that no policy pays for files that are not in memory
     */
    record Policies(List<String> policies, ProfilePlan load, boolean primeCache) implements ProfilePlan {
        public Policies {
            policies = List.copyOf(policies);
        }

        @Override
        public String kind() {
            return "policies";
        }

        @Override
        public double rampupSeconds() {
            return load.rampupSeconds();
        }
    }

    /**
     * Synchronous, throughput, then {@code size - 2} rates.
     *
     * @param size number of stages, at least 2
     * @param strategy {@code constant}, {@code poisson} or {@code gamma}
     * @param burstiness shape of the gaps of {@code gamma}, 1 for the others
     * @param maxConcurrency cap of every stage after the first
     * @param refine spend the last third around the knee and end at 1.1 x the throughput rate
     * @param rampupSeconds ramp of the throughput stage
     */
    record Sweep(int size, String strategy, double burstiness, int maxConcurrency, boolean refine, double rampupSeconds)
            implements ProfilePlan {
        @Override
        public String kind() {
            return "sweep";
        }
    }
}

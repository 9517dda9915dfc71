package dev.plimsoll.engine.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which strategies run one after another, as written; null = not written. */
public sealed interface ProfileSpec permits ProfileSpec.BuiltIn, PluginSpec {
    /** Where it is written: {@code benchmarks[0].profile}. */
    String path();

    /** The kind as written. */
    String kind();

    /** A built-in profile: the kind and what it shares with the others. */
    sealed interface BuiltIn extends ProfileSpec {
        /** Fields of every profile. */
        Common common();
    }

    /** Seconds of ramp-up, and of pause between stages. */
    record Common(@Nullable Double rampup, @Nullable Double cooldownBetween) {}

    /** One stage, one stream. */
    record Synchronous(String path, Common common) implements BuiltIn {
        @Override
        public String kind() {
            return "synchronous";
        }
    }

    /** One stage per number of streams. */
    record Concurrent(String path, @Nullable List<Long> streams, Common common) implements BuiltIn {
        @Override
        public String kind() {
            return "concurrent";
        }
    }

    /** One stage, as many at once as allowed. */
    record Throughput(String path, @Nullable Long maxConcurrency, Common common) implements BuiltIn {
        @Override
        public String kind() {
            return "throughput";
        }
    }

    /** One stage per rate; {@code kind} is {@code constant} or its other name {@code async}. */
    record Constant(
            String path,
            String kind,
            @Nullable List<Double> rates,
            @Nullable Long maxConcurrency,
            Common common) implements BuiltIn {}

    /** One stage per rate. */
    record Poisson(
            String path,
            @Nullable List<Double> rates,
            @Nullable Long maxConcurrency,
            @Nullable Long seed,
            Common common)
            implements BuiltIn {
        @Override
        public String kind() {
            return "poisson";
        }
    }

    /** One stage per rate. */
    record Gamma(
            String path,
            @Nullable List<Double> rates,
            @Nullable Double burstiness,
            @Nullable Long maxConcurrency,
            @Nullable Long seed,
            Common common)
            implements BuiltIn {
        @Override
        public String kind() {
            return "gamma";
        }
    }

    /** One stage whose rate follows points, each seconds and requests/s; null where one of them is no such pair (which was told). */
    record RateSeries(
            String path,
            @Nullable List<List<Double>> points,
            @Nullable Long maxConcurrency,
            Common common) implements BuiltIn {
        @Override
        public String kind() {
            return "rateSeries";
        }
    }

    /** One stage that replays the dataset by the times of its rows. */
    record Trace(
            String path,
            @Nullable Double timeScale,
            @Nullable Boolean strict,
            @Nullable Long maxConcurrency,
            Common common)
            implements BuiltIn {
        @Override
        public String kind() {
            return "trace";
        }
    }

    /** One stage of virtual users. */
    record Users(
            String path,
            @Nullable Long users,
            @Nullable Double rate,
            @Nullable Long maxConcurrency,
            Common common) implements BuiltIn {
        @Override
        public String kind() {
            return "users";
        }
    }

    /** The same load once under each of several policies of the model router. */
    record Policies(
            String path,
            @Nullable List<String> policies,
            @Nullable ProfileSpec load,
            @Nullable Boolean primeCache,
            Common common)
            implements BuiltIn {
        @Override
        public String kind() {
            return "policies";
        }
    }

    /** Synchronous, throughput, and rates between and around the two. */
    record Sweep(
            String path,
            @Nullable Long size,
            @Nullable String strategy,
            @Nullable Double burstiness,
            @Nullable Long maxConcurrency,
            @Nullable Boolean refine,
            Common common)
            implements BuiltIn {
        @Override
        public String kind() {
            return "sweep";
        }
    }
}

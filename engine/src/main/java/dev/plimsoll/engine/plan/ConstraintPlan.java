package dev.plimsoll.engine.plan;

import java.util.List;

/**
 * When a stage stops. Limits are lists: stage n takes element {@code min(n, size - 1)}.
 *
 * <p>{@code id} tells two of one kind apart ({@code c0}, {@code c1}, ... by position unless written).
 */
public sealed interface ConstraintPlan {
    /** Unique within the benchmark. */
    String id();

    /** The kind's name in files. */
    String kind();

    /** What it stops when it fires. */
    StoppingScope scope();

    /** The element of a list limit that a stage uses: the n-th, the last one repeating. */
    static <T> T forStage(List<T> limits, int stage) {
        return limits.get(Math.min(stage, limits.size() - 1));
    }

    /** Stop creating at created >= count; stop at processed >= count. */
    record MaxRequests(String id, StoppingScope scope, List<Long> counts) implements ConstraintPlan {
        public MaxRequests {
            counts = List.copyOf(counts);
        }

        @Override
        public String kind() {
            return "max_requests";
        }
    }

    /** Stop at {@code seconds} after the first request's start. */
    record MaxDuration(String id, StoppingScope scope, List<Double> seconds) implements ConstraintPlan {
        public MaxDuration {
            seconds = List.copyOf(seconds);
        }

        @Override
        public String kind() {
            return "max_duration";
        }
    }

    /** Stop everything at errored >= count. */
    record MaxErrors(String id, StoppingScope scope, List<Long> counts) implements ConstraintPlan {
        public MaxErrors {
            counts = List.copyOf(counts);
        }

        @Override
        public String kind() {
            return "max_errors";
        }
    }

    /** Stop everything when the share of errors in the last {@code window} ends reaches {@code rate}. */
    record MaxErrorRate(String id, StoppingScope scope, List<Double> rates, int window) implements ConstraintPlan {
        public MaxErrorRate {
            rates = List.copyOf(rates);
        }

        @Override
        public String kind() {
            return "max_error_rate";
        }
    }

    /** Stop everything when errored/processed reaches {@code rate} once {@code minimum} were processed. */
    record MaxGlobalErrorRate(String id, StoppingScope scope, List<Double> rates, int minimum)
            implements ConstraintPlan {
        public MaxGlobalErrorRate {
            rates = List.copyOf(rates);
        }

        @Override
        public String kind() {
            return "max_global_error_rate";
        }
    }

    /** Stop at {@code count} prompt + output tokens of processed requests. */
    record MaxTokens(String id, StoppingScope scope, List<Long> counts) implements ConstraintPlan {
        public MaxTokens {
            counts = List.copyOf(counts);
        }

        @Override
        public String kind() {
            return "max_tokens";
        }
    }

    /**
     * The slope detector of over-saturation.
     *
     * @param enforce stop everything when saturated; false = only tell ({@code mode: monitor})
     * @param minSeconds no judgement before, s
     * @param maxWindowSeconds longest window, s
     * @param moeThreshold largest relative margin of error of a rising slope
     * @param minimumTtftSeconds TTFT that counts as a violation, s
     * @param maximumWindowRatio share of all samples kept, [0,1]
     * @param minimumWindowSize fewest effective samples
     * @param confidence of the margin, (0,1)
     */
    record OverSaturation(
            String id,
            StoppingScope scope,
            boolean enforce,
            double minSeconds,
            double maxWindowSeconds,
            double moeThreshold,
            double minimumTtftSeconds,
            double maximumWindowRatio,
            int minimumWindowSize,
            double confidence)
            implements ConstraintPlan {
        /** The monitor that is on by default in every open-loop stage. */
        public static OverSaturation monitor(String id) {
            return new OverSaturation(id, StoppingScope.CURRENT, false, 30, 120, 2, 2.5, 0.75, 5, 0.95);
        }

        @Override
        public String kind() {
            return "over_saturation";
        }
    }
}

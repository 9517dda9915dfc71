package dev.plimsoll.engine.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** When to stop, as written; null = not written. */
public sealed interface ConstraintSpec permits ConstraintSpec.BuiltIn, PluginSpec {
    /** Where it is written: {@code benchmarks[0].constraints[1]}. */
    String path();

    /** The id as written; null stands for {@code c} and its position. */
    @Nullable
    String id();

    /** The kind as written. */
    String kind();

    /** A built-in constraint. */
    sealed interface BuiltIn extends ConstraintSpec {
        /** Place, id and scope. */
        Head head();

        @Override
        default String path() {
            return head().path();
        }

        @Override
        default @Nullable String id() {
            return head().id();
        }

        @Override
        default String kind() {
            return head().kind();
        }
    }

    /** Place, id, kind and {@code stoppingScope} ({@code current} or {@code all}). */
    record Head(
            String path,
            @Nullable String id,
            String kind,
            @Nullable String stoppingScope) {}

    /** {@code max_requests}, {@code max_errors}, {@code max_tokens}: the limits per stage. */
    record Count(Head head, @Nullable List<Double> counts) implements BuiltIn {}

    /** {@code max_duration}: the limits per stage in seconds. */
    record Duration(Head head, @Nullable List<Double> seconds) implements BuiltIn {}

    /** {@code max_error_rate}: limits per stage, and the window in requests. */
    record ErrorRate(
            Head head,
            @Nullable List<Double> rates,
            @Nullable Long window) implements BuiltIn {}

    /** {@code max_global_error_rate}: limits per stage, and the fewest processed requests. */
    record GlobalErrorRate(
            Head head,
            @Nullable List<Double> rates,
            @Nullable Long minimum) implements BuiltIn {}

    /** {@code over_saturation}. */
    record OverSaturation(
            Head head,
            @Nullable String mode,
            @Nullable Double minSeconds,
            @Nullable Double maxWindowSeconds,
            @Nullable Double moeThreshold,
            @Nullable Double minimumTtft,
            @Nullable Double maximumWindowRatio,
            @Nullable Long minimumWindowSize,
            @Nullable Double confidence)
            implements BuiltIn {}
}

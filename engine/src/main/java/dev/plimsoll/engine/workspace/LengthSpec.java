package dev.plimsoll.engine.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A distribution of token lengths as written; null = not written.
 *
 * @param path where it is written
 * @param shorthand written as a number, {@code 128}, instead of {@code {"mean": 128, "stddev": 32, "min": 1, "max": 256}}
 * @param mean tokens
 * @param stddev tokens
 * @param min tokens
 * @param max tokens
 */
public record LengthSpec(
        String path,
        boolean shorthand,
        @Nullable Double mean,
        @Nullable Double stddev,
        @Nullable Double min,
        @Nullable Double max) {}

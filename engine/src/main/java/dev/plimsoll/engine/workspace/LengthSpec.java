package dev.plimsoll.engine.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A distribution as written, of token lengths, numbers of turns or seconds of think time; null = not written.
 *
 * @param path where it is written
 * @param shorthand written as a number, {@code 128}, instead of {@code {"mean": 128, "stddev": 32, "min": 1, "max": 256}}
 * @param mean in the unit of what is drawn
 * @param stddev in the same unit
 * @param min in the same unit
 * @param max in the same unit
 */
public record LengthSpec(
        String path,
        boolean shorthand,
        @Nullable Double mean,
        @Nullable Double stddev,
        @Nullable Double min,
        @Nullable Double max) {}

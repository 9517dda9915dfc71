package dev.plimsoll.engine.workspace;

import org.jspecify.annotations.Nullable;

/** A service level objective as written; null = not written. */
public record SloSpec(
        String path,
        @Nullable String metric,
        @Nullable Double percentile,
        @Nullable Double max,
        @Nullable String unit) {}

package dev.plimsoll.engine.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A warm-up or cool-down as written.
 *
 * @param path where it is written
 * @param shorthand {@code 0.1} (a share, below 1) or {@code 5} (a value); then the others are null
 * @param percent share of the stage's limit
 * @param value seconds or requests
 * @param mode {@code duration}, {@code requests}, {@code preferDuration}, {@code preferRequests} or {@code both}; {@code auto}, with
 *     nothing else, for a warm-up that ends where the stage becomes steady
 */
public record TransientSpec(
        String path,
        @Nullable Double shorthand,
        @Nullable Double percent,
        @Nullable Double value,
        @Nullable String mode) {
    /** The mode of a warm-up without a length. */
    public static final String AUTO = "auto";

    /** Whether it has no length. */
    public boolean isAuto() {
        return AUTO.equals(mode) && shorthand == null && percent == null && value == null;
    }
}

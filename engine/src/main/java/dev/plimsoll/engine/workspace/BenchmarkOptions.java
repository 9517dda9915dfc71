package dev.plimsoll.engine.workspace;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark given by pieces of a command line.
 *
 * @param target URL, or option string such as {@code kind=simulator,profile=small}
 * @param data option string or JSON, null = the scenario's, else 128 tokens in and 64 out
 * @param profile option string or JSON, null = a sweep
 * @param constraints option strings or JSON; none = {@link #DEFAULT_SECONDS} a stage
 * @param scenario built-in scenario {@code chat} or {@code rag}, or null
 * @param baseFolder what relative paths are relative to
 */
public record BenchmarkOptions(
        String target,
        @Nullable String data,
        @Nullable String profile,
        List<String> constraints,
        @Nullable String scenario,
        Path baseFolder) {
    /** Length of each stage in seconds where no constraint is given: a command must not run for ever by omission. */
    public static final int DEFAULT_SECONDS = 30;

    public BenchmarkOptions {
        constraints = List.copyOf(constraints);
    }
}

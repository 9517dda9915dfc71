package dev.plimsoll.engine.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A distribution as written, of token lengths, numbers of turns or seconds of think time; null = not written. Which one is meant follows
 * from the fields where {@code distribution} does not say it.
 *
 * @param path where it is written
 * @param shorthand written as a number, {@code 128}, instead of {@code {"mean": 128, "stddev": 32, "min": 1, "max": 256}}
 * @param mean in the unit of what is drawn
 * @param stddev in the same unit
 * @param min in the same unit
 * @param max in the same unit
 * @param distribution {@code fixed}, {@code normal}, {@code uniform}, {@code lognormal}, {@code multimodal} or {@code empirical}
 * @param value of a fixed one, in the same unit
 * @param median of a log-normal one, in the same unit
 * @param peaks distributions of which one is drawn from each time
 * @param points values of which one is drawn each time
 */
public record LengthSpec(
        String path,
        boolean shorthand,
        @Nullable Double mean,
        @Nullable Double stddev,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable String distribution,
        @Nullable Double value,
        @Nullable Double median,
        @Nullable List<Peak> peaks,
        @Nullable List<Point> points) {
    public LengthSpec {
        peaks = peaks == null ? null : List.copyOf(peaks);
        points = points == null ? null : List.copyOf(points);
    }

    /** One by mean, deviation and bounds. */
    public LengthSpec(
            String path,
            boolean shorthand,
            @Nullable Double mean,
            @Nullable Double stddev,
            @Nullable Double min,
            @Nullable Double max) {
        this(path, shorthand, mean, stddev, min, max, null, null, null, null, null);
    }

    /** One of several distributions; the weights are relative. */
    public record Peak(LengthSpec length, @Nullable Double weight) {}

    /** One of several values, at a path; the weights are relative. */
    public record Point(
            String path, @Nullable Double value, @Nullable Double weight) {}
}

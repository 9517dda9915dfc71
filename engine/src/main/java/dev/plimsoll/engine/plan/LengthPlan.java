package dev.plimsoll.engine.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of whole numbers: token lengths, turns. Without a shape it is fixed where {@code stddev} is 0 and min equals max, uniform
 * over the whole numbers of [min, max] where stddev is 0, else normal. What is drawn is clipped to [min, max] and rounded.
 *
 * @param mean of the shape, before it is clipped; where stddev is 0 without a shape, any number
 * @param stddev of the shape, before it is clipped, at least 0
 * @param min at least 1
 * @param max at least min
 * @param shape another than the three above, or null
 */
public record LengthPlan(
        double mean,
        double stddev,
        int min,
        int max,
        @Nullable Shape shape) {
    /** Bounds of a distribution that names none, in standard deviations: GuideLLM's. */
    static final double BOUND_DEVIATIONS = 5;

    /** How it is drawn, where mean, deviation and bounds do not say it. */
    public sealed interface Shape {}

    /**
     * The logarithm is normal.
     *
     * @param median above 0
     * @param sigma standard deviation of the natural logarithm, at least 0
     */
    public record LogNormal(double median, double sigma) implements Shape {}

    /** Each time one of several is drawn from. */
    public record Multimodal(List<Peak> peaks) implements Shape {
        public Multimodal {
            peaks = List.copyOf(peaks);
        }
    }

    /** One of several values each time. */
    public record Empirical(List<Point> points) implements Shape {
        public Empirical {
            points = List.copyOf(points);
        }
    }

    /**
     * One of several distributions.
     *
     * @param weight how often, relative to the others, at least 0
     */
    public record Peak(double weight, LengthPlan length) {}

    /**
     * One of several values.
     *
     * @param weight how often, relative to the others, above 0
     */
    public record Point(double weight, int value) {}

    /** One without a further shape. */
    public LengthPlan(double mean, double stddev, int min, int max) {
        this(mean, stddev, min, max, null);
    }

    /** Always {@code tokens}. */
    public static LengthPlan fixed(int tokens) {
        return new LengthPlan(tokens, 0, tokens, tokens);
    }

    /**
     * With the bounds that follow where none are written: {@code mean} without a deviation, else five deviations to either side, but at
     * least 1 (GuideLLM's rule).
     *
     * @param stddev null = 0
     */
    public static LengthPlan of(int mean, @Nullable Double stddev, @Nullable Integer min, @Nullable Integer max) {
        double deviation = stddev == null ? 0 : stddev;
        int low = min != null ? min : (int) Math.rint(Math.max(1, mean - BOUND_DEVIATIONS * deviation));
        int high = max != null ? max : (int) Math.rint(mean + BOUND_DEVIATIONS * deviation);
        return new LengthPlan(mean, deviation, low, high);
    }

    /** What it comes to on average, as if nothing were clipped. */
    public double expected() {
        return shape == null && stddev == 0 ? (min + (double) max) / 2 : mean;
    }
}

package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.LengthSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What several kinds of datasets have: tokenizer, lengths, turns, delays. */
final class DatasetValues {
    private static final int LONGEST_TOKENS = 10_000_000;

    /** The number of a request has twelve bits for its turn. */
    private static final int MOST_TURNS = 4096;

    private static final double LONGEST_DELAY_SECONDS = 1_000_000;

    /** Bounds of a normal distribution that names none, in standard deviations: GuideLLM's. */
    private static final double BOUND_DEVIATIONS = 5;

    private final Ranges ranges;
    private final Path baseFolder;

    DatasetValues(Ranges ranges, Path baseFolder) {
        this.ranges = ranges;
        this.baseFolder = baseFolder;
    }

    /** The tokenizer named in the dataset at {@code path}; the default where none is. */
    String tokenizer(String path, @Nullable String written) {
        return TokenizerNames.compile(ranges, path + ".tokenizer", written, baseFolder);
    }

    /** Turns of a conversation; one where nothing is written. */
    LengthPlan turns(@Nullable LengthSpec spec) {
        LengthPlan turns = spec == null ? null : counts(spec, "turns", MOST_TURNS);
        return turns == null ? LengthPlan.fixed(1) : turns;
    }

    /** Think times; none where nothing is written. */
    DelayPlan delay(@Nullable LengthSpec spec) {
        if (spec == null || spec.mean() == null) {
            return DelayPlan.NONE;
        }
        String path = spec.path();
        String meanPath = spec.shorthand() ? path : path + ".mean";
        double mean = ranges.between(meanPath, spec.mean(), 0, 0, LONGEST_DELAY_SECONDS);
        double stddev = ranges.notNegative(path + ".stddev", spec.stddev(), 0);
        Double min = spec.min() == null
                ? null
                : (Double) ranges.between(path + ".min", spec.min(), 0, 0, LONGEST_DELAY_SECONDS);
        Double max = spec.max() == null
                ? null
                : (Double) ranges.between(path + ".max", spec.max(), mean, 0, LONGEST_DELAY_SECONDS);
        DelayPlan delay = DelayPlan.of(mean, stddev, min, max);
        if (delay.min() > delay.max()) {
            ranges.wrong(
                    path + (max == null ? ".min" : ".max"),
                    "min must not be greater than max, but min is " + Ranges.shown(delay.min()) + " and max is "
                            + Ranges.shown(delay.max()));
            return DelayPlan.NONE;
        }
        if (mean < delay.min() || mean > delay.max()) {
            ranges.wrong(
                    meanPath,
                    "must be between min (" + Ranges.shown(delay.min()) + ") and max (" + Ranges.shown(delay.max())
                            + "), but is " + Ranges.shown(mean));
        }
        return delay;
    }

    /**
     * A length distribution; null where none is written. Without min and max: fixed where stddev is 0, else mean -+ 5 stddev, at least 1.
     */
    @Nullable
    LengthPlan length(@Nullable LengthSpec spec) {
        return spec == null ? null : counts(spec, "tokens", LONGEST_TOKENS);
    }

    private @Nullable LengthPlan counts(LengthSpec spec, String unit, int most) {
        if (spec.mean() == null) {
            return null;
        }
        String meanPath = spec.shorthand() ? spec.path() : spec.path() + ".mean";
        int mean = count(meanPath, spec.mean(), 1, unit, most);
        double stddev = ranges.notNegative(spec.path() + ".stddev", spec.stddev(), 0);
        double spread = BOUND_DEVIATIONS * stddev;
        int least = (int) StrictMath.max(1, StrictMath.rint(mean - spread));
        int greatest = (int) StrictMath.min(most, StrictMath.rint(mean + spread));
        int min = count(spec.path() + ".min", spec.min(), least, unit, most);
        int max = count(spec.path() + ".max", spec.max(), greatest, unit, most);
        if (min > max) {
            ranges.wrong(
                    spec.path() + (spec.max() == null ? ".min" : ".max"),
                    "min must not be greater than max, but min is " + min + " and max is " + max);
            max = min;
        } else if (mean < min || mean > max) {
            ranges.wrong(meanPath, "must be between min (" + min + ") and max (" + max + "), but is " + mean);
        }
        return new LengthPlan(mean, stddev, min, max);
    }

    private int count(String path, @Nullable Double value, int ifAbsent, String unit, int most) {
        if (value != null && value != StrictMath.rint(value)) {
            ranges.wrong(path, "must be a whole number of " + unit + ", but is " + Ranges.shown(value));
            return ifAbsent;
        }
        return (int) ranges.between(path, value, ifAbsent, 1, most);
    }
}

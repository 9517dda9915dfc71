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
        LengthPlan turns = spec == null ? null : new LengthCompiler(ranges, "turns", MOST_TURNS).compile(spec);
        return turns == null ? LengthPlan.fixed(1) : turns;
    }

    /** Think times; none where nothing is written. */
    DelayPlan delay(@Nullable LengthSpec spec) {
        if (spec == null || spec.mean() == null) {
            return DelayPlan.NONE;
        }
        if (spec.distribution() != null || spec.median() != null || spec.peaks() != null || spec.points() != null) {
            ranges.wrong(spec.path(), "think times are fixed, uniform or normal: mean, stddev, min and max");
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

    /** A distribution of token counts; null where none is written. */
    @Nullable
    LengthPlan length(@Nullable LengthSpec spec) {
        return spec == null ? null : new LengthCompiler(ranges, "tokens", LONGEST_TOKENS).compile(spec);
    }
}

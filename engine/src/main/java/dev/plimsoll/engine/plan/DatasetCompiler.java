package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import dev.plimsoll.engine.workspace.LengthSpec;
import dev.plimsoll.engine.workspace.PluginSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a dataset as written into one that can be run. */
final class DatasetCompiler {
    private static final String[] TOKENIZERS = {"o200k", "cl100k", "chars"};
    private static final String[] FORMATS = {"jsonl", "csv"};
    private static final Set<String> LATER_FORMATS = Set.of("parquet", "json", "text", "txt", "arrow");
    private static final int LONGEST_TOKENS = 10_000_000;

    /** The number of a request has twelve bits for its turn. */
    private static final int MOST_TURNS = 4096;

    private static final double LONGEST_DELAY_SECONDS = 1_000_000;

    /** Bounds of a normal distribution that names none, in standard deviations: GuideLLM's. */
    private static final double BOUND_DEVIATIONS = 5;

    private final Ranges ranges;
    private final Path baseFolder;

    DatasetCompiler(Ranges ranges, Path baseFolder) {
        this.ranges = ranges;
        this.baseFolder = baseFolder;
    }

    /** The plan of a dataset; null where its kind cannot run (which was told). */
    @Nullable
    DatasetPlan compile(DatasetSpec spec) {
        return switch (spec) {
            case DatasetSpec.Synthetic synthetic -> synthetic(synthetic);
            case DatasetSpec.Files files -> files(files);
            case DatasetSpec.Conversations conversations -> conversations(conversations);
            case PluginSpec _ -> null;
        };
    }

    private DatasetPlan synthetic(DatasetSpec.Synthetic spec) {
        LengthPlan prompt = length(spec.promptTokens());
        return new DatasetPlan.Synthetic(
                String.valueOf(spec.id()),
                prompt == null ? LengthPlan.fixed(1) : prompt,
                length(spec.outputTokens()),
                turns(spec.turns()),
                delay(spec.delay()),
                tokenizer(spec.path(), spec.tokenizer()),
                spec.ignoreEos() == null || spec.ignoreEos());
    }

    private DatasetPlan files(DatasetSpec.Files spec) {
        String path = spec.path();
        List<Path> files = found(path, spec.paths());
        return new DatasetPlan.Files(
                String.valueOf(spec.id()),
                files,
                format(path + ".format", spec.format(), files),
                ranges.word(path + ".order", spec.order(), "sequential", "sequential", "shuffle", "random"),
                ranges.whole(path + ".limit", spec.limit(), 0, 0, Long.MAX_VALUE),
                spec.cycle() != null && spec.cycle(),
                spec.columns(),
                length(spec.outputTokens()),
                tokenizer(path, spec.tokenizer()),
                spec.ignoreEos() != null && spec.ignoreEos(),
                ranges.whole(path + ".maxBadRows", spec.maxBadRows(), 0, 0, Long.MAX_VALUE));
    }

    private DatasetPlan conversations(DatasetSpec.Conversations spec) {
        String path = spec.path();
        String history = ranges.word(path + ".history", spec.history(), "live", "live", "dataset", "none");
        return new DatasetPlan.Conversations(
                String.valueOf(spec.id()),
                found(path, spec.paths()),
                ranges.word(path + ".order", spec.order(), "sequential", "sequential", "shuffle", "random"),
                ranges.whole(path + ".limit", spec.limit(), 0, 0, Long.MAX_VALUE),
                spec.cycle() != null && spec.cycle(),
                switch (history) {
                    case "dataset" -> DatasetPlan.History.DATASET;
                    case "none" -> DatasetPlan.History.NONE;
                    default -> DatasetPlan.History.LIVE;
                },
                length(spec.outputTokens()),
                tokenizer(path, spec.tokenizer()),
                spec.ignoreEos() != null && spec.ignoreEos());
    }

    private List<Path> found(String path, @Nullable List<String> paths) {
        return paths == null ? List.of() : DataFiles.find(ranges, path + ".path", paths, baseFolder);
    }

    private String format(String path, @Nullable String written, List<Path> files) {
        if (written != null) {
            if (LATER_FORMATS.contains(written)) {
                ranges.wrong(path, "format '" + written + "' is not available in this version", FORMATS);
                return FORMATS[0];
            }
            return ranges.word(path, written, FORMATS[0], FORMATS);
        }
        String found = null;
        for (Path file : files) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            String format =
                    name.endsWith(".jsonl") || name.endsWith(".ndjson") ? "jsonl" : name.endsWith(".csv") ? "csv" : "";
            if (format.isEmpty()) {
                ranges.wrong(path, "cannot be told from the name of " + file.getFileName() + "; write it", FORMATS);
                return FORMATS[0];
            }
            if (found != null && !found.equals(format)) {
                ranges.wrong(path, "the files are of different formats (" + found + ", " + format + ")");
            }
            found = format;
        }
        return found == null ? FORMATS[0] : found;
    }

    private String tokenizer(String path, @Nullable String written) {
        if (written != null && written.startsWith("hf:")) {
            ranges.wrong(path + ".tokenizer", "tokenizer 'hf:' is not available in this version", TOKENIZERS);
            return TOKENIZERS[0];
        }
        return ranges.word(path + ".tokenizer", written, TOKENIZERS[0], TOKENIZERS);
    }

    /** Turns of a conversation; one where nothing is written. */
    private LengthPlan turns(@Nullable LengthSpec spec) {
        LengthPlan turns = spec == null ? null : counts(spec, "turns", MOST_TURNS);
        return turns == null ? LengthPlan.fixed(1) : turns;
    }

    /** Think times; none where nothing is written. */
    private DelayPlan delay(@Nullable LengthSpec spec) {
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
    private @Nullable LengthPlan length(@Nullable LengthSpec spec) {
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

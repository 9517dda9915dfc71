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
            case PluginSpec _ -> null;
        };
    }

    private DatasetPlan synthetic(DatasetSpec.Synthetic spec) {
        LengthPlan prompt = length(spec.promptTokens());
        return new DatasetPlan.Synthetic(
                String.valueOf(spec.id()),
                prompt == null ? LengthPlan.fixed(1) : prompt,
                length(spec.outputTokens()),
                tokenizer(spec.path(), spec.tokenizer()),
                spec.ignoreEos() == null || spec.ignoreEos());
    }

    private DatasetPlan files(DatasetSpec.Files spec) {
        String path = spec.path();
        List<Path> files =
                spec.paths() == null ? List.of() : DataFiles.find(ranges, path + ".path", spec.paths(), baseFolder);
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

    /**
     * A length distribution; null where none is written. Without min and max: fixed where stddev is 0, else mean -+ 5 stddev, at least 1.
     */
    private @Nullable LengthPlan length(@Nullable LengthSpec spec) {
        if (spec == null || spec.mean() == null) {
            return null;
        }
        String meanPath = spec.shorthand() ? spec.path() : spec.path() + ".mean";
        int mean = tokens(meanPath, spec.mean(), 1);
        double stddev = ranges.notNegative(spec.path() + ".stddev", spec.stddev(), 0);
        double spread = BOUND_DEVIATIONS * stddev;
        int min = tokens(spec.path() + ".min", spec.min(), (int) StrictMath.max(1, StrictMath.rint(mean - spread)));
        int max = tokens(
                spec.path() + ".max", spec.max(), (int) StrictMath.min(LONGEST_TOKENS, StrictMath.rint(mean + spread)));
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

    private int tokens(String path, @Nullable Double value, int ifAbsent) {
        if (value != null && value != StrictMath.rint(value)) {
            ranges.wrong(path, "must be a whole number of tokens, but is " + Ranges.shown(value));
            return ifAbsent;
        }
        return (int) ranges.between(path, value, ifAbsent, 1, LONGEST_TOKENS);
    }
}

package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compiles datasets of traces. */
final class TraceCompiler {
    /** What a column can be named for. */
    private static final List<String> TARGETS = List.of("timestamp", "inputLength", "outputLength", "hashIds", "label");

    private static final int MOST_TOKENS = 10_000_000;
    private static final double MOST_TIMES = 1000;

    private final Ranges ranges;
    private final Path baseFolder;

    TraceCompiler(Ranges ranges, Path baseFolder) {
        this.ranges = ranges;
        this.baseFolder = baseFolder;
    }

    DatasetPlan compile(DatasetSpec.Trace spec) {
        String path = spec.path();
        List<Path> files = DataFiles.found(ranges, path, spec.paths(), baseFolder);
        TraceLayout layout = TraceLayout.valueOf(ranges.word(
                        path + ".format",
                        spec.format(),
                        TraceLayout.GENERIC.key(),
                        Arrays.stream(TraceLayout.values())
                                .map(TraceLayout::key)
                                .toArray(String[]::new))
                .toUpperCase(Locale.ROOT));
        for (String target : spec.columns().keySet()) {
            if (!TARGETS.contains(target)) {
                ranges.wrong(
                        path + ".columns." + target,
                        "there is nothing of this name to take from a column",
                        TARGETS.toArray(String[]::new));
            }
        }
        return new DatasetPlan.Trace(
                String.valueOf(spec.id()),
                files,
                FilesCompiler.format(ranges, path + ".path", null, files),
                layout,
                spec.columns(),
                tokens(path + ".blockTokens", spec.blockTokens(), layout.blockTokens(), 1),
                ranges.word(path + ".order", spec.order(), "sequential", "sequential", "shuffle", "random"),
                ranges.whole(path + ".limit", spec.limit(), 0, 0, Long.MAX_VALUE),
                spec.cycle() != null && spec.cycle(),
                times(path + ".speedup", spec.speedup()),
                times(path + ".promptMultiplier", spec.promptMultiplier()),
                times(path + ".outputMultiplier", spec.outputMultiplier()),
                tokens(path + ".prefixCopies", spec.prefixCopies(), 1, 1),
                tokens(path + ".maxInputTokens", spec.maxInputTokens(), 0, 0),
                tokens(path + ".maxOutputTokens", spec.maxOutputTokens(), 0, 0),
                TokenizerNames.compile(ranges, path + ".tokenizer", spec.tokenizer(), baseFolder),
                spec.ignoreEos() == null || spec.ignoreEos(),
                ranges.whole(path + ".maxBadRows", spec.maxBadRows(), 0, 0, Long.MAX_VALUE));
    }

    private int tokens(String path, @Nullable Long written, int ifAbsent, int least) {
        return (int) ranges.whole(path, written, ifAbsent, least, MOST_TOKENS);
    }

    private double times(String path, @Nullable Double written) {
        return ranges.between(path, written, 1, 1 / MOST_TIMES, MOST_TIMES);
    }
}

package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import dev.plimsoll.engine.workspace.PluginSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a dataset as written into one that can be run; each kind has a compiler of its own. */
final class DatasetCompiler {
    private final Ranges ranges;
    private final Path baseFolder;
    private final List<DatasetSpec> all;

    /**
     * A compiler.
     *
     * @param all datasets of the workspace, of which a mix takes some
     */
    DatasetCompiler(Ranges ranges, Path baseFolder, List<DatasetSpec> all) {
        this.ranges = ranges;
        this.baseFolder = baseFolder;
        this.all = all;
    }

    /** Where a dataset is written, and those that it takes from. */
    static List<String> paths(DatasetSpec spec, List<DatasetSpec> all) {
        DatasetSpec rows = spec instanceof DatasetSpec.ByModel byModel ? byModel.rows() : spec;
        return rows instanceof DatasetSpec.Mix mix
                ? Stream.concat(Stream.of(mix), MixCompiler.datasets(mix, all).stream())
                        .map(DatasetSpec::path)
                        .toList()
                : List.of(spec.path());
    }

    /** The plan of a dataset; null where its kind cannot run (which was told). */
    @Nullable
    DatasetPlan compile(DatasetSpec spec) {
        return switch (spec) {
            case DatasetSpec.Synthetic synthetic -> new SyntheticCompiler(ranges, baseFolder).compile(synthetic);
            case DatasetSpec.Files files -> new FilesCompiler(ranges, baseFolder).compile(files);
            case DatasetSpec.Conversations conversations ->
                new ConversationsCompiler(ranges, baseFolder).compile(conversations);
            case DatasetSpec.Trace trace -> new TraceCompiler(ranges, baseFolder).compile(trace);
            case DatasetSpec.Mix mix -> new MixCompiler(ranges, all, this::compile).compile(mix);
            case DatasetSpec.HuggingFace hub -> new HuggingFaceCompiler(ranges, baseFolder).compile(hub);
            case DatasetSpec.Inline inline -> new InlineCompiler(ranges, baseFolder).compile(inline);
            case DatasetSpec.ByModel byModel -> byModel(byModel);
            case PluginSpec _ -> null;
        };
    }

    private @Nullable DatasetPlan byModel(DatasetSpec.ByModel spec) {
        DatasetPlan rows = compile(spec.rows());
        return rows == null
                ? null
                : new ModelSharesCompiler(ranges).compile(spec.path() + ".models", spec.models(), rows);
    }
}

package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import dev.plimsoll.engine.workspace.PluginSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Turns a dataset as written into one that can be run; each kind has a compiler of its own. */
final class DatasetCompiler {
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
            case DatasetSpec.Synthetic synthetic -> new SyntheticCompiler(ranges, baseFolder).compile(synthetic);
            case DatasetSpec.Files files -> new FilesCompiler(ranges, baseFolder).compile(files);
            case DatasetSpec.Conversations conversations ->
                new ConversationsCompiler(ranges, baseFolder).compile(conversations);
            case PluginSpec _ -> null;
        };
    }
}

package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import java.nio.file.Path;

/** Compiles datasets of conversations. */
final class ConversationsCompiler {
    private final Ranges ranges;
    private final Path baseFolder;
    private final DatasetValues values;

    ConversationsCompiler(Ranges ranges, Path baseFolder) {
        this.ranges = ranges;
        this.baseFolder = baseFolder;
        this.values = new DatasetValues(ranges, baseFolder);
    }

    DatasetPlan compile(DatasetSpec.Conversations spec) {
        String path = spec.path();
        String history = ranges.word(path + ".history", spec.history(), "live", "live", "dataset", "none");
        return new DatasetPlan.Conversations(
                String.valueOf(spec.id()),
                DataFiles.found(ranges, path, spec.paths(), baseFolder),
                ranges.word(path + ".order", spec.order(), "sequential", "sequential", "shuffle", "random"),
                ranges.whole(path + ".limit", spec.limit(), 0, 0, Long.MAX_VALUE),
                spec.cycle() != null && spec.cycle(),
                switch (history) {
                    case "dataset" -> DatasetPlan.History.DATASET;
                    case "none" -> DatasetPlan.History.NONE;
                    default -> DatasetPlan.History.LIVE;
                },
                values.length(spec.outputTokens()),
                values.tokenizer(path, spec.tokenizer()),
                spec.ignoreEos() != null && spec.ignoreEos(),
                ranges.whole(path + ".maxBadRows", spec.maxBadRows(), 0, 0, Long.MAX_VALUE));
    }
}

package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import java.nio.file.Path;
import java.util.List;

/** Compiles datasets whose rows are in the workspace. */
final class InlineCompiler {
    /** What the rows are read as. */
    private static final String FORMAT = "json";

    private final Ranges ranges;
    private final Path baseFolder;

    InlineCompiler(Ranges ranges, Path baseFolder) {
        this.ranges = ranges;
        this.baseFolder = baseFolder;
    }

    DatasetPlan compile(DatasetSpec.Inline spec) {
        List<String> elements = spec.elements();
        return new DatasetPlan.Inline(
                String.valueOf(spec.id()),
                elements == null ? List.of("\"\"") : elements,
                baseFolder,
                new FilesCompiler(ranges, baseFolder).rows(spec.rows(), List.of(), FORMAT));
    }
}

package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles datasets of rows in files. */
final class FilesCompiler {
    private static final String[] FORMATS = {"jsonl", "csv", "parquet", "json", "text", "payloads"};
    private static final Map<String, String> FORMAT_BY_ENDING = Map.of(
            "jsonl", "jsonl", "ndjson", "jsonl", "csv", "csv", "tsv", "csv", "parquet", "parquet", "json", "json",
            "txt", "text", "text", "text");

    private final Ranges ranges;
    private final Path baseFolder;
    private final DatasetValues values;

    FilesCompiler(Ranges ranges, Path baseFolder) {
        this.ranges = ranges;
        this.baseFolder = baseFolder;
        this.values = new DatasetValues(ranges, baseFolder);
    }

    DatasetPlan compile(DatasetSpec.Files spec) {
        List<Path> files = DataFiles.found(ranges, spec.path(), spec.paths(), baseFolder);
        return rows(spec, files, format(ranges, spec.path() + ".format", spec.format(), files));
    }

    /** How rows are used, wherever they come from. */
    DatasetPlan.Files rows(DatasetSpec.Files spec, List<Path> files, String format) {
        String path = spec.path();
        return new DatasetPlan.Files(
                String.valueOf(spec.id()),
                files,
                format,
                ranges.word(path + ".order", spec.order(), "sequential", "sequential", "shuffle", "random"),
                ranges.whole(path + ".limit", spec.limit(), 0, 0, Long.MAX_VALUE),
                spec.cycle() != null && spec.cycle(),
                spec.columns(),
                values.length(spec.outputTokens()),
                values.tokenizer(path, spec.tokenizer()),
                spec.ignoreEos() != null && spec.ignoreEos(),
                ranges.whole(path + ".maxBadRows", spec.maxBadRows(), 0, 0, Long.MAX_VALUE));
    }

    /** The format as written, else as the names of the files tell it; all files have the same. */
    static String format(Ranges ranges, String path, @Nullable String written, List<Path> files) {
        if (written != null) {
            return ranges.word(path, written, FORMATS[0], FORMATS);
        }
        String found = null;
        for (Path file : files) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            String format = FORMAT_BY_ENDING.get(name.substring(name.lastIndexOf('.') + 1));
            if (format == null) {
                ranges.wrong(path, "cannot be told from the name of " + file.getFileName() + "; write it", FORMATS);
                return FORMATS[0];
            }
            if (found != null && !found.equals(format)) {
                ranges.wrong(
                        path,
                        "the files are of different formats (" + found + ", " + format + "): make a dataset of each");
                return found;
            }
            found = format;
        }
        return found == null ? FORMATS[0] : found;
    }
}

package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads datasets of rows in files. */
final class FilesReader {
    private FilesReader() {}

    static DatasetSpec read(ObjectView view, @Nullable String id, List<Problem> problems) {
        List<String> paths = new DatasetFields(view, problems).paths();
        return rows(view, id, paths, view.text("format"), problems);
    }

    /** How rows are used, wherever they come from. */
    static DatasetSpec.Files rows(
            ObjectView view,
            @Nullable String id,
            @Nullable List<String> paths,
            @Nullable String format,
            List<Problem> problems) {
        DatasetFields fields = new DatasetFields(view, problems);
        DatasetSpec.Files spec = new DatasetSpec.Files(
                view.path(),
                id,
                paths,
                format,
                view.text("order"),
                view.whole("limit"),
                view.flag("cycle"),
                view.textMap("columns"),
                fields.length("outputTokens"),
                view.text("tokenizer"),
                view.flag("ignoreEos"),
                view.whole("maxBadRows"));
        return spec;
    }
}

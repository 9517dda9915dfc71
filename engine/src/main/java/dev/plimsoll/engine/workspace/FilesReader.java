package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads datasets of rows in files. */
final class FilesReader {
    private FilesReader() {}

    static DatasetSpec read(ObjectView view, @Nullable String id, List<Problem> problems) {
        DatasetFields fields = new DatasetFields(view, problems);
        DatasetSpec.Files spec = new DatasetSpec.Files(
                view.path(),
                id,
                fields.paths(),
                view.text("format"),
                view.text("order"),
                view.whole("limit"),
                view.flag("cycle"),
                view.textMap("columns"),
                fields.length("outputTokens"),
                view.text("tokenizer"),
                view.flag("ignoreEos"),
                view.whole("maxBadRows"));
        view.notAvailable(List.of("savePrompts"));
        return spec;
    }
}

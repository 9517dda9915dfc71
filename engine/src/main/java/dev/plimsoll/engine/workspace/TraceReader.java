package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads datasets of traces. */
final class TraceReader {
    private TraceReader() {}

    static DatasetSpec read(ObjectView view, @Nullable String id, List<Problem> problems) {
        DatasetFields fields = new DatasetFields(view, problems);
        return new DatasetSpec.Trace(
                view.path(),
                id,
                fields.paths(),
                view.requiredText("format"),
                view.textMap("columns"),
                view.whole("blockTokens"),
                view.text("order"),
                view.whole("limit"),
                view.flag("cycle"),
                view.number("speedup"),
                view.number("promptMultiplier"),
                view.number("outputMultiplier"),
                view.whole("prefixCopies"),
                view.whole("maxInputTokens"),
                view.whole("maxOutputTokens"),
                view.text("tokenizer"),
                view.flag("ignoreEos"),
                view.whole("maxBadRows"));
    }
}

package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads datasets of conversations. */
final class ConversationsReader {
    private ConversationsReader() {}

    static DatasetSpec read(ObjectView view, @Nullable String id, List<Problem> problems) {
        DatasetFields fields = new DatasetFields(view, problems);
        DatasetSpec.Conversations spec = new DatasetSpec.Conversations(
                view.path(),
                id,
                fields.paths(),
                view.text("order"),
                view.whole("limit"),
                view.flag("cycle"),
                view.text("history"),
                fields.length("outputTokens"),
                view.text("tokenizer"),
                view.flag("ignoreEos"),
                view.whole("maxBadRows"));
        return spec;
    }
}

package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads datasets of generated text. */
final class SyntheticReader {
    private SyntheticReader() {}

    static DatasetSpec read(ObjectView view, @Nullable String id, List<Problem> problems) {
        DatasetFields fields = new DatasetFields(view, problems);
        LengthSpec prompt = fields.length("promptTokens");
        if (prompt == null && !view.node().hasNonNull("promptTokens")) {
            problems.add(Problem.at(view.at("promptTokens"), "is missing"));
        }
        DatasetSpec.Synthetic spec = new DatasetSpec.Synthetic(
                view.path(),
                id,
                prompt,
                fields.length("outputTokens"),
                fields.distribution("turns", "a number of turns"),
                fields.distribution("delay", "a number of seconds"),
                view.text("tokenizer"),
                view.flag("ignoreEos"));
        view.notAvailable(List.of("prefixBuckets", "savePrompts"));
        return spec;
    }
}

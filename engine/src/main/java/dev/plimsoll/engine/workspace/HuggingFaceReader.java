package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads datasets of the Hugging Face hub. */
final class HuggingFaceReader {
    private HuggingFaceReader() {}

    static DatasetSpec read(ObjectView view, @Nullable String id, List<Problem> problems) {
        return new DatasetSpec.HuggingFace(
                view.path(),
                id,
                view.requiredText("dataset"),
                view.text("config"),
                view.text("split"),
                view.text("revision"),
                view.text("hub"),
                view.text("tokenEnv"),
                FilesReader.rows(view, id, null, null, problems));
    }
}

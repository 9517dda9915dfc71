package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Builds dataset records, collecting what is wrong with the shape; each kind has a reader of its own. */
final class DatasetReader {
    private final List<Problem> problems;

    DatasetReader(List<Problem> problems) {
        this.problems = problems;
    }

    DatasetSpec read(JsonNode node, String path) {
        ObjectView view = ObjectView.of(node, path, problems);
        String id = view.requiredText("id");
        String kind = SpecReader.kind(view);
        DatasetSpec spec;
        switch (kind) {
            case "synthetic" -> spec = SyntheticReader.read(view, id, problems);
            case "file" -> spec = FilesReader.read(view, id, problems);
            case "huggingface" -> spec = HuggingFaceReader.read(view, id, problems);
            case "inline" -> spec = InlineReader.read(view, id, problems);
            case "conversations" -> spec = ConversationsReader.read(view, id, problems);
            case "trace" -> spec = TraceReader.read(view, id, problems);
            case "mix" -> spec = MixReader.read(view, id, problems);
            default -> {
                Kinds.DATASETS.tell(view, kind, problems);
                return new PluginSpec(path, id, kind, view.node());
            }
        }
        List<DatasetSpec.ModelWeight> models = new DatasetFields(view, problems).models();
        view.done();
        return models == null ? spec : new DatasetSpec.ByModel(spec, models);
    }
}

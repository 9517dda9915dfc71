package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads mixes of datasets. */
final class MixReader {
    private MixReader() {}

    static DatasetSpec read(ObjectView view, @Nullable String id, List<Problem> problems) {
        List<DatasetSpec.Part> parts = new ArrayList<>();
        List<JsonNode> nodes = view.elements("parts");
        for (int i = 0; i < nodes.size(); i++) {
            ObjectView part = ObjectView.of(nodes.get(i), JsonPath.element(view.at("parts"), i), problems);
            parts.add(new DatasetSpec.Part(
                    part.path(),
                    part.requiredText("dataset"),
                    part.number("weight"),
                    part.text("label"),
                    new DatasetFields(part, problems).models()));
            part.done();
        }
        if (nodes.isEmpty() && !view.node().path("parts").isNumber()) {
            problems.add(Problem.at(
                    view.at("parts"), view.node().hasNonNull("parts") ? "must not be an empty list" : "is missing"));
        }
        return new DatasetSpec.Mix(view.path(), id, parts);
    }
}

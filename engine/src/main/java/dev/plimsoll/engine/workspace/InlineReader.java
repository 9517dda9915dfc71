package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads datasets whose rows are in the workspace. */
final class InlineReader {
    private InlineReader() {}

    static DatasetSpec read(ObjectView view, @Nullable String id, List<Problem> problems) {
        List<JsonNode> elements = view.elements("rows");
        if (elements.isEmpty()
                && (!view.node().hasNonNull("rows") || view.node().get("rows").isArray())) {
            problems.add(
                    Problem.at(view.at("rows"), view.node().has("rows") ? "must hold at least one row" : "is missing"));
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            JsonNode row = elements.get(i);
            if (row.isObject() || row.isString()) {
                rows.add(row.toString());
            } else {
                problems.add(Problem.at(
                        JsonPath.element(view.at("rows"), i),
                        "must be a text or an object { ... }, but is " + ObjectView.describe(row)));
            }
        }
        return new DatasetSpec.Inline(
                view.path(), id, rows.isEmpty() ? null : rows, FilesReader.rows(view, id, null, null, problems));
    }
}

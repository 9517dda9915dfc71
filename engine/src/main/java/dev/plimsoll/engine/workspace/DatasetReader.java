package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds dataset records, collecting what is wrong with the shape. */
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
            case "synthetic" -> {
                LengthSpec prompt = length(view, "promptTokens");
                if (prompt == null && !view.node().hasNonNull("promptTokens")) {
                    problems.add(Problem.at(view.at("promptTokens"), "is missing"));
                }
                spec = new DatasetSpec.Synthetic(
                        path,
                        id,
                        prompt,
                        length(view, "outputTokens"),
                        distribution(view, "turns", "a number of turns"),
                        distribution(view, "delay", "a number of seconds"),
                        view.text("tokenizer"),
                        view.flag("ignoreEos"));
                view.notAvailable(List.of("prefixBuckets", "savePrompts"));
            }
            case "file" -> {
                spec = new DatasetSpec.Files(
                        path,
                        id,
                        paths(view),
                        view.text("format"),
                        view.text("order"),
                        view.whole("limit"),
                        view.flag("cycle"),
                        view.textMap("columns"),
                        length(view, "outputTokens"),
                        view.text("tokenizer"),
                        view.flag("ignoreEos"),
                        view.whole("maxBadRows"));
                view.notAvailable(List.of("savePrompts"));
            }
            case "conversations" -> {
                spec = new DatasetSpec.Conversations(
                        path,
                        id,
                        paths(view),
                        view.text("order"),
                        view.whole("limit"),
                        view.flag("cycle"),
                        view.text("history"),
                        length(view, "outputTokens"),
                        view.text("tokenizer"),
                        view.flag("ignoreEos"));
                view.notAvailable(List.of("savePrompts"));
            }
            default -> {
                Kinds.DATASETS.tell(view, kind, problems);
                return new PluginSpec(path, id, kind, view.node());
            }
        }
        view.done();
        return spec;
    }

    private @Nullable List<String> paths(ObjectView view) {
        List<String> paths = view.texts("path");
        if (paths == null && !view.node().hasNonNull("path")) {
            problems.add(Problem.at(view.at("path"), "is missing"));
        }
        return paths;
    }

    private @Nullable LengthSpec length(ObjectView view, String name) {
        return distribution(view, name, "a number of tokens");
    }

    private @Nullable LengthSpec distribution(ObjectView view, String name, String number) {
        JsonNode value = view.any(name);
        String path = view.at(name);
        if (value == null) {
            return null;
        }
        if (value.isNumber()) {
            return new LengthSpec(path, true, view.number(name), null, null, null);
        }
        if (!value.isObject()) {
            problems.add(Problem.at(
                    path,
                    "must be " + number + " or an object with mean, stddev, min and max, but is "
                            + ObjectView.describe(value)));
            return null;
        }
        ObjectView inner = ObjectView.of(value, path, problems);
        Double mean = inner.number("mean");
        if (mean == null && !value.hasNonNull("mean")) {
            problems.add(Problem.at(inner.at("mean"), "is missing"));
        }
        LengthSpec spec =
                new LengthSpec(path, false, mean, inner.number("stddev"), inner.number("min"), inner.number("max"));
        inner.notAvailable(List.of("distribution"));
        inner.done();
        return spec;
    }
}

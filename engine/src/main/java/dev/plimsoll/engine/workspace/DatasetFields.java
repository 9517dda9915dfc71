package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fields that several kinds of datasets have. */
final class DatasetFields {
    private final ObjectView view;
    private final List<Problem> problems;

    DatasetFields(ObjectView view, List<Problem> problems) {
        this.view = view;
        this.problems = problems;
    }

    /** The paths of a dataset of files; told where there are none. */
    @Nullable
    List<String> paths() {
        List<String> paths = view.texts("path");
        if (paths == null && !view.node().hasNonNull("path")) {
            problems.add(Problem.at(view.at("path"), "is missing"));
        }
        return paths;
    }

    /** A distribution of token counts; null where missing. */
    @Nullable
    LengthSpec length(String name) {
        return distribution(name, "a number of tokens");
    }

    /** A number or a distribution; {@code number} says what a plain number is: {@code a number of turns}. */
    @Nullable
    LengthSpec distribution(String name, String number) {
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

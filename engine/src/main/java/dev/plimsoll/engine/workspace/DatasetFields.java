package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

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

    /** How often each model is asked for; null where nothing is written, or something else, which is told. */
    @Nullable
    List<DatasetSpec.ModelWeight> models() {
        ObjectNode written = view.object("models");
        if (written == null) {
            return null;
        }
        ObjectView weights = new ObjectView(written, view.at("models"), problems);
        return written.propertyNames().stream()
                .map(model -> new DatasetSpec.ModelWeight(weights.at(model), model, weights.number(model)))
                .toList();
    }

    /** A distribution of token counts; null where missing. */
    @Nullable
    LengthSpec length(String name) {
        return distribution(name, "a number of tokens");
    }

    /** A number or a distribution; {@code number} says what a plain number is: {@code a number of turns}. */
    @Nullable
    LengthSpec distribution(String name, String number) {
        return new LengthReader(number, problems).read(view, name);
    }
}

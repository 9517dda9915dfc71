package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a number or a distribution, collecting what is wrong with the shape. */
final class LengthReader {
    private final String number;
    private final List<Problem> problems;

    /** A reader; {@code number} says what a plain number is: {@code a number of turns}. */
    LengthReader(String number, List<Problem> problems) {
        this.number = number;
        this.problems = problems;
    }

    /** The distribution in a member of an object; null where it is missing or something else. */
    @Nullable
    LengthSpec read(ObjectView view, String name) {
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
        LengthSpec spec = of(inner);
        inner.done();
        return spec;
    }

    private LengthSpec of(ObjectView view) {
        LengthSpec spec = new LengthSpec(
                view.path(),
                false,
                view.number("mean"),
                view.number("stddev"),
                view.number("min"),
                view.number("max"),
                view.text("distribution"),
                view.number("value"),
                view.number("median"),
                peaks(view),
                points(view));
        boolean isSaid = List.of("mean", "value", "peaks", "points").stream().anyMatch(view.node()::hasNonNull);
        if (!isSaid && !"uniform".equals(spec.distribution())) {
            problems.add(Problem.at(view.at("mean"), "is missing"));
        }
        return spec;
    }

    private @Nullable List<LengthSpec.Peak> peaks(ObjectView view) {
        List<LengthSpec.Peak> peaks = new ArrayList<>();
        List<JsonNode> nodes = view.elements("peaks");
        for (int i = 0; i < nodes.size(); i++) {
            ObjectView peak = ObjectView.of(nodes.get(i), JsonPath.element(view.at("peaks"), i), problems);
            Double weight = peak.number("weight");
            if (!peak.isStandIn()) {
                peaks.add(new LengthSpec.Peak(of(peak), weight));
                peak.done();
            }
        }
        return view.node().path("peaks").isArray() ? peaks : null;
    }

    private @Nullable List<LengthSpec.Point> points(ObjectView view) {
        List<LengthSpec.Point> points = new ArrayList<>();
        List<JsonNode> nodes = view.elements("points");
        for (int i = 0; i < nodes.size(); i++) {
            ObjectView point = ObjectView.of(nodes.get(i), JsonPath.element(view.at("points"), i), problems);
            Double value = point.number("value");
            if (value == null && !point.node().hasNonNull("value") && !point.isStandIn()) {
                problems.add(Problem.at(point.at("value"), "is missing"));
            }
            points.add(new LengthSpec.Point(point.path(), value, point.number("weight")));
            point.done();
        }
        return view.node().path("points").isArray() ? points : null;
    }
}

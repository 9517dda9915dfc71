package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds report settings as written, collecting what is wrong with their shape. */
final class ReportReader {
    private final List<Problem> problems;

    ReportReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** The member {@code report} of a workspace; null where it is missing or of no use, which is told. */
    @Nullable
    ReportSpec member(ObjectView workspace) {
        JsonNode node = workspace.any("report");
        String path = workspace.at("report");
        if (node == null) {
            return null;
        }
        if (node.isBoolean() && !node.booleanValue()) {
            return new ReportSpec.Off(path);
        }
        if (node.isString()) {
            return new ReportSpec.InFile(path, node.stringValue());
        }
        if (node.isObject()) {
            return written(node, path);
        }
        problems.add(Problem.at(
                path,
                "must be an object { ... }, the path of a file with one, or false, but is "
                        + ObjectView.describe(node)));
        return null;
    }

    /** The settings themselves. */
    ReportSpec.Written written(JsonNode node, String path) {
        ObjectView view = ObjectView.of(node, path, problems);
        ReportSpec.Written spec = new ReportSpec.Written(
                path,
                view.flag("automatic"),
                view.texts("formats"),
                view.text("theme"),
                view.whole("width"),
                view.whole("height"),
                view.whole("scale"),
                view.whole("downSampling"),
                charts(view),
                view.texts("single"),
                view.texts("several"),
                view.texts("baseline"),
                view.texts("treatment"));
        view.done();
        return spec;
    }

    private List<ReportSpec.Chart> charts(ObjectView report) {
        List<ReportSpec.Chart> charts = new ArrayList<>();
        ObjectNode named = report.object("charts");
        if (named == null) {
            return charts;
        }
        named.forEachEntry((name, node) -> {
            ObjectView view = ObjectView.of(node, JsonPath.member(report.at("charts"), name), problems);
            if (view.isStandIn()) {
                return;
            }
            charts.add(new ReportSpec.Chart(
                    view.path(),
                    name,
                    view.text("type"),
                    view.text("title"),
                    axis(view, "x"),
                    axis(view, "y"),
                    view.text("labels"),
                    view.text("groups")));
            view.done();
        });
        return charts;
    }

    private ReportSpec.@Nullable Axis axis(ObjectView chart, String name) {
        JsonNode node = chart.any(name);
        if (node == null) {
            problems.add(Problem.at(chart.at(name), "is missing"));
            return null;
        }
        ObjectView view = ObjectView.of(node, chart.at(name), problems);
        if (view.isStandIn()) {
            return null;
        }
        ReportSpec.Axis axis = new ReportSpec.Axis(view.path(), view.requiredText("metric"), view.text("stat"));
        view.done();
        return axis;
    }
}

package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds the records of a workspace from its tree, collecting what is wrong with the shape. One use. */
final class SpecReader {
    private final List<Problem> problems;

    SpecReader(List<Problem> problems) {
        this.problems = problems;
    }

    Workspace workspace(JsonNode root) {
        ObjectView view = ObjectView.of(root, "", problems);
        Long version = view.whole("schemaVersion");
        if (version == null && !view.node().hasNonNull("schemaVersion") && !view.isStandIn()) {
            problems.add(Problem.at("schemaVersion", "is missing", Integer.toString(Workspace.SCHEMA_VERSION)));
        } else if (version != null && version != Workspace.SCHEMA_VERSION) {
            problems.add(Problem.at(
                    "schemaVersion",
                    version > Workspace.SCHEMA_VERSION
                            ? "was written by a newer version of Plimsoll (format " + version + ")"
                            : "is not a version of this format",
                    Integer.toString(Workspace.SCHEMA_VERSION)));
        }
        String name = view.text("name");
        List<TargetSpec> targets = parts(view, "targets", this::target);
        List<DatasetSpec> datasets = parts(view, "datasets", new DatasetReader(problems)::read);
        List<BenchmarkSpec> benchmarks = parts(view, "benchmarks", new BenchmarkReader(problems)::read);
        ReportSpec report = new ReportReader(problems).member(view);
        view.done();
        distinct("targets", targets.stream().map(TargetSpec::id).toList());
        distinct("datasets", datasets.stream().map(DatasetSpec::id).toList());
        distinct("benchmarks", benchmarks.stream().map(BenchmarkSpec::id).toList());
        return new Workspace(version == null ? 0 : version.intValue(), name, targets, datasets, benchmarks, report);
    }

    private static <T> List<T> parts(ObjectView view, String name, BiFunction<JsonNode, String, T> reader) {
        List<T> parts = new ArrayList<>();
        List<JsonNode> elements = view.elements(name);
        for (int i = 0; i < elements.size(); i++) {
            parts.add(reader.apply(elements.get(i), JsonPath.element(view.at(name), i)));
        }
        return parts;
    }

    private void distinct(String list, List<@Nullable String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            int first = ids.indexOf(ids.get(i));
            if (ids.get(i) != null && first < i) {
                problems.add(Problem.at(
                        JsonPath.element(list, i) + ".id",
                        "'" + ids.get(i) + "' is already the id of " + JsonPath.element(list, first)));
            }
        }
    }

    /** The kind of a part; empty where it is missing, or of a wrong type (which is told). */
    static String kind(ObjectView view) {
        String kind = view.text("kind");
        return kind == null ? "" : kind;
    }

    private TargetSpec target(JsonNode node, String path) {
        ObjectView view = ObjectView.of(node, path, problems);
        String id = view.requiredText("id");
        String kind = kind(view);
        TargetSpec spec;
        switch (kind) {
            case "http" -> {
                String url = view.requiredText("url");
                spec = new TargetSpec.Http(
                        path,
                        id,
                        url,
                        common(view),
                        view.text("apiKeyEnv"),
                        view.text("apiKeyFile"),
                        view.textMap("headers"),
                        view.flag("insecure"),
                        view.text("caFile"),
                        view.whole("httpVersion"));
            }
            case "simulator" -> {
                String profile = view.text("profile");
                TargetSpec.Common common = common(view);
                Map<String, Double> parameters = new LinkedHashMap<>();
                for (String name : TargetSpec.Simulator.PARAMETERS) {
                    Double value = view.number(name);
                    if (value != null) {
                        parameters.put(name, value);
                    }
                }
                spec = new TargetSpec.Simulator(path, id, profile, common, parameters);
            }
            case "models" ->
                spec = new TargetSpec.Models(path, id, view.requiredText("config"), view.text("policy"), common(view));
            default -> {
                Kinds.TARGETS.tell(view, kind, problems);
                return new PluginSpec(path, id, kind, view.node());
            }
        }
        view.done();
        return spec;
    }

    private TargetSpec.Common common(ObjectView view) {
        String endpoint = view.text("endpoint");
        String endpointPath = view.text("path");
        String maxTokensField = view.text("maxTokensField");
        String rerankShape = view.text("rerankShape");
        String payloadTemplate = view.text("payloadTemplate");
        String responseField = view.text("responseField");
        String model = view.text("model");
        Boolean stream = view.flag("stream");
        ObjectNode extras = view.object("extras");
        ObjectNode timeouts = view.object("timeouts");
        Double connect = null;
        Double idle = null;
        Double total = null;
        if (timeouts != null) {
            ObjectView inner = new ObjectView(timeouts, view.at("timeouts"), problems);
            connect = inner.seconds("connect");
            idle = inner.seconds("idle");
            total = inner.seconds("total");
            inner.done();
        }
        return new TargetSpec.Common(
                endpoint,
                endpointPath,
                maxTokensField,
                rerankShape,
                payloadTemplate,
                responseField,
                model,
                stream,
                extras,
                connect,
                idle,
                total);
    }
}

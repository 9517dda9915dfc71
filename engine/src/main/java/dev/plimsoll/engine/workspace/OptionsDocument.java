package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document that a command line stands for.
 *
 * @param root the tree
 * @param aliases option by path, for problems
 */
record OptionsDocument(ObjectNode root, Map<String, String> aliases) {
    /** Built-in scenarios: what GuideLLM's scenarios of the same names send. */
    private static final Map<String, String> SCENARIOS = Map.of(
            "chat",
            "{\"kind\":\"synthetic\",\"promptTokens\":{\"mean\":512,\"stddev\":128,\"min\":1,\"max\":1024},"
                    + "\"outputTokens\":{\"mean\":256,\"stddev\":64,\"min\":1,\"max\":1024}}",
            "rag",
            "{\"kind\":\"synthetic\",\"promptTokens\":{\"mean\":4096,\"stddev\":512,\"min\":2048,\"max\":6144},"
                    + "\"outputTokens\":{\"mean\":512,\"stddev\":128,\"min\":1,\"max\":1024}}");

    private static final String DEFAULT_DATA = "kind=synthetic,promptTokens=128,outputTokens=64";
    private static final String DEFAULT_PROFILE = "kind=sweep";

    static OptionsDocument build(BenchmarkOptions options) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> aliases = new HashMap<>();
        String data = options.data();
        String scenario = options.scenario();
        if (scenario != null) {
            if (!SCENARIOS.containsKey(scenario)) {
                problems.add(Problem.at(
                        "--scenario",
                        "unknown scenario '" + scenario + "'",
                        SCENARIOS.keySet().stream().sorted().toArray(String[]::new)));
            } else if (data == null) {
                data = SCENARIOS.get(scenario);
            }
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schemaVersion", Workspace.SCHEMA_VERSION);
        root.put("name", scenario == null ? "Command line" : scenario);

        aliases.put("targets[0]", "--target");
        ObjectNode target = withId("target", part("--target", options.target(), problems, OptionsDocument::target));
        root.putArray("targets").add(target);

        aliases.put("datasets[0]", "--data");
        ObjectNode dataset =
                withId("data", part("--data", data == null ? DEFAULT_DATA : data, problems, ArgString::read));
        root.putArray("datasets").add(dataset);

        ObjectNode benchmark = root.putArray("benchmarks").addObject();
        benchmark.put("id", scenario == null ? "run" : scenario);
        benchmark.set("target", target.get("id"));
        benchmark.set("dataset", dataset.get("id"));
        String profile = options.profile() == null ? DEFAULT_PROFILE : options.profile();
        aliases.put("benchmarks[0].profile", "--profile");
        benchmark.set("profile", part("--profile", profile, problems, ArgString::read));

        ArrayNode constraints = benchmark.putArray("constraints");
        for (int i = 0; i < options.constraints().size(); i++) {
            String name = options.constraints().size() == 1 ? "--constraint" : "--constraint[" + i + "]";
            aliases.put("benchmarks[0].constraints[" + i + "]", name);
            constraints.add(part(name, options.constraints().get(i), problems, ArgString::read));
        }
        if (constraints.isEmpty()) {
            constraints.addObject().put("kind", "max_duration").put("seconds", BenchmarkOptions.DEFAULT_SECONDS);
        }
        if (!problems.isEmpty()) {
            throw PlimsollException.ofProblems("The command line is wrong:", problems);
        }
        return new OptionsDocument(root, aliases);
    }

    /** A target from a URL or an option string. */
    static ObjectNode target(String text) {
        if (isUrl(text)) {
            return JsonNodeFactory.instance.objectNode().put("kind", "http").put("url", text.strip());
        }
        return ArgString.read(text);
    }

    /** Whether a target is written as a URL (or host and port) rather than as an option string. */
    static boolean isUrl(String text) {
        String stripped = text.strip();
        return stripped.contains("://") && !stripped.startsWith("{") && !stripped.startsWith("kind=")
                || !stripped.contains("=") && !stripped.startsWith("{");
    }

    private interface Reader {
        ObjectNode read(String text);
    }

    private static ObjectNode part(String option, String text, List<Problem> problems, Reader reader) {
        try {
            return reader.read(text);
        } catch (ArgString.SyntaxException e) {
            problems.add(Problem.at(option, Optional.ofNullable(e.getMessage()).orElse("cannot be read")));
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static ObjectNode withId(String id, ObjectNode part) {
        if (part.has("id")) {
            return part;
        }
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        named.put("id", id);
        for (Map.Entry<String, JsonNode> member : part.properties()) {
            named.set(member.getKey(), member.getValue());
        }
        return named;
    }
}

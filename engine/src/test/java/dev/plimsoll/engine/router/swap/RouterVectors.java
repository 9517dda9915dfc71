package dev.plimsoll.engine.router.swap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What several vector tests of the router read alike. */
public final class RouterVectors {
    private RouterVectors() {}

    /** The texts of a list; none if it is not there. */
    public static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(each -> strings.add(each.asString()));
        return strings;
    }

    /** The whole numbers of an object; none if it is not there. */
    public static Map<String, Integer> integers(JsonNode object) {
        Map<String, Integer> integers = new TreeMap<>();
        object.properties()
                .forEach(each -> integers.put(each.getKey(), each.getValue().asInt()));
        return integers;
    }

    /** A swapper for the groups of a vector. */
    public static GroupSwapper groups(JsonNode groups) {
        return new GroupSwapper(groups.properties().stream()
                .map(group -> new ModelGroup(
                        group.getKey(),
                        group.getValue().get("swap").asBoolean(),
                        group.getValue().get("exclusive").asBoolean(),
                        group.getValue().get("persistent").asBoolean(),
                        strings(group.getValue().get("members"))))
                .toList());
    }

    /** The matrix of a vector; models that it does not list are those of the states. */
    public static MatrixCompiler.Result compile(JsonNode config) {
        Map<String, Long> costs = new LinkedHashMap<>();
        integers(config.path("evict_costs")).forEach((name, cost) -> costs.put(name, (long) cost));
        Map<String, String> vars = new LinkedHashMap<>();
        config.path("vars")
                .properties()
                .forEach(each -> vars.put(each.getKey(), each.getValue().asString()));
        Map<String, String> sets = new LinkedHashMap<>();
        config.path("sets")
                .forEach(set ->
                        sets.put(set.get("name").asString(), set.get("dsl").asString()));
        List<String> models = config.has("models")
                ? strings(config.get("models"))
                : List.copyOf(config.path(config.has("load_s") ? "load_s" : "initial_states")
                        .propertyNames());
        return MatrixCompiler.compile(new MatrixDefinition(vars, costs, sets), models);
    }
}

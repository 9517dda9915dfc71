package dev.plimsoll.engine.router.config;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON schema of the configuration, for editors. Made from {@link RouterKeys}, as the reader is; the rules between keys that a schema
 * can say are added here, those about names (a group's members are models) only the reader knows.
 */
public final class RouterSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RouterSchema() {}

    /** The schema, draft 2020-12. */
    public static String json() {
        ObjectNode root = NODES.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Configuration of the Plimsoll model router");
        root.setAll(schema(RouterKeys.ALL));
        ObjectNode router = (ObjectNode) root.at("/properties/routing/properties/router");
        needsMatrix(router);
        ObjectNode matrix = (ObjectNode) router.at("/properties/settings/properties/matrix");
        atLeastOneSet(matrix);
        atLeastOneSet((ObjectNode) root.at("/properties/matrix"));
        oldOrNew(root);
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static ObjectNode schema(Shape shape) {
        ObjectNode schema = NODES.objectNode();
        switch (shape) {
            case Shape.Text text -> {
                if (text.allowed().isEmpty()) {
                    types(schema, "string", "number", "boolean", "null");
                } else {
                    ArrayNode allowed = schema.putArray("enum");
                    text.allowed().forEach(allowed::add);
                    if (text.fallback().isEmpty()) {
                        allowed.add("");
                    }
                }
                if (!text.fallback().isEmpty()) {
                    schema.put("default", text.fallback());
                }
            }
            case Shape.Whole whole -> {
                schema.put("type", "integer");
                if (whole.least() > Integer.MIN_VALUE) {
                    schema.put("minimum", whole.least());
                }
                schema.put("maximum", whole.most());
                schema.put("default", whole.fallback());
            }
            case Shape.Flag flag -> schema.put("type", "boolean").put("default", flag.fallback());
            case Shape.Texts _ -> {
                schema.put("type", "array");
                types(schema.putObject("items"), "string", "number", "boolean");
            }
            case Shape.Named named -> {
                types(schema, "object", "null");
                schema.set("additionalProperties", schema(named.value()));
            }
            case Shape.Keys keys -> {
                types(schema, "object", "null");
                ObjectNode properties = schema.putObject("properties");
                keys.keys()
                        .forEach(key ->
                                properties.set(key.name(), schema(key.shape()).put("description", key.help())));
            }
            case Shape.Anything _ -> {}
        }
        return schema;
    }

    private static void types(ObjectNode schema, String... types) {
        ArrayNode all = schema.putArray("type");
        List.of(types).forEach(all::add);
    }

    private static void needsMatrix(ObjectNode router) {
        ObjectNode condition = router.putObject("if");
        condition.putObject("properties").putObject("use").put("const", "matrix");
        condition.putArray("required").add("use");
        ObjectNode then = router.putObject("then");
        then.putArray("required").add("settings");
        then.putObject("properties")
                .putObject("settings")
                .put("type", "object")
                .putArray("required")
                .add("matrix");
    }

    private static void atLeastOneSet(ObjectNode matrix) {
        matrix.putArray("required").add("sets");
        ((ObjectNode) matrix.at("/properties/sets")).put("minProperties", 1);
    }

    /** The old keys exclude each other and whatever {@code routing.router} says. */
    private static void oldOrNew(ObjectNode root) {
        ArrayNode rules = root.putArray("allOf");
        rules.addObject().putObject("not").putArray("required").add("groups").add("matrix");
        for (String old : List.of("groups", "matrix")) {
            ObjectNode both = rules.addObject().putObject("not");
            both.putArray("required").add(old).add("routing");
            both.putObject("properties")
                    .putObject("routing")
                    .put("type", "object")
                    .putArray("required")
                    .add("router");
        }
    }
}

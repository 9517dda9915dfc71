package dev.plimsoll.engine.router.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replacements for {@code ${name}}. Applied from the last declared to the first, so that a value may use macros declared before it and a
 * model's own go before the global ones.
 */
final class Macros {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,63}");
    private static final Pattern USE = Pattern.compile("\\$\\{([a-zA-Z0-9_-]+)\\}");
    private static final Set<String> RESERVED = Set.of("PORT", "PID", "MODEL_ID");

    private final Map<String, JsonNode> values;

    private Macros(Map<String, JsonNode> values) {
        this.values = values;
    }

    /** The macros of a mapping; each that has a fault is told and left out. */
    static Macros read(JsonNode declared, String path, Faults faults) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        declared.properties().forEach(each -> {
            String name = each.getKey();
            String below = YamlDocument.below(path, name);
            if (!NAME.matcher(name).matches()) {
                faults.add(
                        ConfigFault.Code.MACRO_NAME_INVALID,
                        below,
                        "a macro's name has 1 to 63 letters, digits, '_' or '-'");
            } else if (RESERVED.contains(name)) {
                faults.add(ConfigFault.Code.MACRO_NAME_RESERVED, below, "the name has a meaning of its own");
            } else if (each.getValue().isContainer() || each.getValue().isNull()) {
                faults.add(ConfigFault.Code.MACRO_VALUE_INVALID, below, "must be a text, a number, true or false");
            } else if (each.getValue().asString().contains("${" + name + "}")) {
                faults.add(ConfigFault.Code.MACRO_SELF_REFERENCE, below, "uses itself");
            } else {
                values.put(name, each.getValue());
            }
        });
        return new Macros(values);
    }

    /** These with those of a model, which take the place of global ones of the same name, and its id. */
    Macros of(String modelId, Macros own) {
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        merged.put("MODEL_ID", JsonNodeFactory.instance.stringNode(modelId));
        merged.putAll(values);
        merged.putAll(own.values);
        return new Macros(merged);
    }

    /** These and the port, which is replaced last. */
    static Macros port(int port) {
        return new Macros(Map.of("PORT", JsonNodeFactory.instance.numberNode(port)));
    }

    /** A text with every macro replaced. */
    String in(String text) {
        String result = text;
        for (String name : List.copyOf(values.keySet()).reversed()) {
            JsonNode value = values.get(name);
            if (value != null) {
                result = result.replace("${" + name + "}", value.asString());
            }
        }
        return result;
    }

    /** A value with every macro in its texts and keys replaced; a text that is nothing but a macro becomes the macro's value, with its kind. */
    JsonNode in(JsonNode value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value.isObject()) {
            ObjectNode result = nodes.objectNode();
            value.properties().forEach(each -> result.set(in(each.getKey()), in(each.getValue())));
            return result;
        }
        if (value.isArray()) {
            var result = nodes.arrayNode();
            value.forEach(each -> result.add(in(each)));
            return result;
        }
        if (!value.isString()) {
            return value;
        }
        Matcher whole = USE.matcher(value.asString());
        if (whole.matches()) {
            JsonNode macro = values.get(whole.group(1));
            return macro == null ? value : macro.isString() ? in(macro) : macro;
        }
        return nodes.stringNode(in(value.asString()));
    }

    /** The first macro that is still used in a text. */
    static Optional<String> left(String text) {
        Matcher use = USE.matcher(text);
        return use.find() ? Optional.of(use.group(1)) : Optional.empty();
    }

    /** The macros that are still used anywhere in a value. */
    static List<String> left(JsonNode value) {
        List<String> left = new ArrayList<>();
        if (value.isObject()) {
            value.properties().forEach(each -> {
                left(each.getKey()).ifPresent(left::add);
                left.addAll(left(each.getValue()));
            });
        } else if (value.isArray()) {
            value.forEach(each -> left.addAll(left(each)));
        } else if (value.isString()) {
            left(value.asString()).ifPresent(left::add);
        }
        return left;
    }
}

package dev.plimsoll.engine.router.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a tree against its shape. What is of the wrong kind or out of range is a fault and left out of the result, so that everything
 * behind it sees only what has the shape it expects; keys that nobody knows are left out too.
 */
final class ShapeCheck {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> YES = Set.of("yes", "on", "y");
    private static final Set<String> NO = Set.of("no", "off", "n");

    private final Faults faults;

    ShapeCheck(Faults faults) {
        this.faults = faults;
    }

    /** What is left of the document. */
    ObjectNode check(JsonNode root) {
        return checked(root, RouterKeys.ALL, "").map(ObjectNode.class::cast).orElseGet(NODES::objectNode);
    }

    private Optional<JsonNode> checked(JsonNode value, Shape shape, String path) {
        if (value.isNull()) {
            return Optional.empty();
        }
        return switch (shape) {
            case Shape.Text text -> text(value, text, path);
            case Shape.Whole whole -> whole(value, whole, path);
            case Shape.Flag _ -> flag(value, path);
            case Shape.Texts _ -> texts(value, path);
            case Shape.Named named -> named(value, named, path);
            case Shape.Keys keys -> keys(value, keys, path);
            case Shape.Anything _ -> Optional.of(value);
        };
    }

    private Optional<JsonNode> text(JsonNode value, Shape.Text shape, String path) {
        if (value.isContainer()) {
            return wrong(path, "a text", value);
        }
        String text = value.asString();
        if (!shape.allowed().isEmpty() && !text.isEmpty() && !shape.allowed().contains(text)) {
            faults.add(shape.code(), path, "'" + text + "' is not known", shape.allowed());
            return Optional.empty();
        }
        return Optional.of(NODES.stringNode(text));
    }

    private Optional<JsonNode> whole(JsonNode value, Shape.Whole shape, String path) {
        if (!value.isNumber() || value.decimalValue().stripTrailingZeros().scale() > 0) {
            return wrong(path, "a whole number", value);
        }
        BigDecimal number = value.decimalValue();
        if (number.compareTo(BigDecimal.valueOf(shape.least())) < 0) {
            faults.add(shape.code(), path, "must be at least " + shape.least() + ", but is " + number.toPlainString());
            return Optional.empty();
        }
        if (number.compareTo(BigDecimal.valueOf(shape.most())) > 0) {
            faults.add(
                    ConfigFault.Code.OUT_OF_RANGE,
                    path,
                    "must be at most " + shape.most() + ", but is " + number.toPlainString());
            return Optional.empty();
        }
        return Optional.of(NODES.numberNode(number.longValue()));
    }

    /** YAML 1.2 has only true and false; people write yes and no. */
    private Optional<JsonNode> flag(JsonNode value, String path) {
        if (value.isBoolean()) {
            return Optional.of(value);
        }
        String text = value.isString() ? value.asString().toLowerCase(Locale.ROOT) : "";
        if (YES.contains(text) || NO.contains(text)) {
            return Optional.of(NODES.booleanNode(YES.contains(text)));
        }
        return wrong(path, "true or false", value);
    }

    private Optional<JsonNode> texts(JsonNode value, String path) {
        if (!value.isArray()) {
            return wrong(path, "a list", value);
        }
        var list = NODES.arrayNode();
        for (int i = 0; i < value.size(); i++) {
            JsonNode each = value.get(i);
            if (each.isContainer()) {
                wrong(path + "[" + i + "]", "a text", each);
            } else {
                list.add(each.isNull() ? "" : each.asString());
            }
        }
        return Optional.of(list);
    }

    private Optional<JsonNode> named(JsonNode value, Shape.Named shape, String path) {
        if (!value.isObject()) {
            return wrong(path, "a mapping from names", value);
        }
        ObjectNode result = NODES.objectNode();
        value.properties().forEach(each -> {
            JsonNode given = each.getValue().isNull() && shape.value() instanceof Shape.Keys
                    ? NODES.objectNode()
                    : each.getValue();
            if (given.isNull() && shape.value() instanceof Shape.Text) {
                given = NODES.stringNode("");
            }
            checked(given, shape.value(), YamlDocument.below(path, each.getKey()))
                    .ifPresent(left -> result.set(each.getKey(), left));
        });
        return Optional.of(result);
    }

    private Optional<JsonNode> keys(JsonNode value, Shape.Keys shape, String path) {
        if (!value.isObject()) {
            return wrong(path, "a mapping", value);
        }
        ObjectNode result = NODES.objectNode();
        value.properties().forEach(each -> {
            String below = YamlDocument.below(path, each.getKey());
            Optional<Shape.Key> key = shape.keys().stream()
                    .filter(known -> known.name().equals(each.getKey()))
                    .findFirst();
            if (key.isEmpty()) {
                if (!each.getKey().startsWith("x-")
                        && !(path.isEmpty() && each.getKey().startsWith("."))) {
                    faults.add(
                            ConfigFault.Code.KEY_UNKNOWN,
                            below,
                            "is not known and has no effect",
                            shape.keys().stream().map(Shape.Key::name).toList());
                }
                return;
            }
            if (key.get().without() != null) {
                faults.add(
                        ConfigFault.Code.KEY_WITHOUT_EFFECT,
                        below,
                        "has no effect here: " + key.get().without());
            }
            checked(each.getValue(), key.get().shape(), below).ifPresent(left -> result.set(each.getKey(), left));
        });
        shape.keys().stream().filter(key -> !result.has(key.name())).forEach(key -> fallBack(result, key));
        return Optional.of(result);
    }

    /** An absent text, number or truth value has a meaning; an absent list or mapping stays absent. */
    private static void fallBack(ObjectNode result, Shape.Key key) {
        switch (key.shape()) {
            case Shape.Text text -> result.put(key.name(), text.fallback());
            case Shape.Whole whole -> result.put(key.name(), whole.fallback());
            case Shape.Flag flag -> result.put(key.name(), flag.fallback());
            case Shape.Texts _, Shape.Named _, Shape.Keys _, Shape.Anything _ -> {}
        }
    }

    private Optional<JsonNode> wrong(String path, String wanted, JsonNode value) {
        String is = value.isObject() ? "a mapping" : value.isArray() ? "a list" : "'" + value.asString() + "'";
        faults.add(ConfigFault.Code.WRONG_TYPE, path, "must be " + wanted + ", but is " + is);
        return Optional.empty();
    }
}

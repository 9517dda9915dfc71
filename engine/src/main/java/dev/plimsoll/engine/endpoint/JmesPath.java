package dev.plimsoll.engine.endpoint;

import io.burt.jmespath.BaseRuntime;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.JmesPathType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A compiled JMESPath expression over JSON trees. Immutable. */
public final class JmesPath {
    private static final Trees TREES = new Trees();

    private final Expression<JsonNode> expression;

    private JmesPath(Expression<JsonNode> expression) {
        this.expression = expression;
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static JmesPath compile(String expression) {
        try {
            return new JmesPath(TREES.compile(expression));
        } catch (JmesPathException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What the expression finds, or null where it finds nothing or a function in it refuses what it was given. */
    @Nullable
    JsonNode search(JsonNode root) {
        try {
            JsonNode found = expression.search(root);
            return found == null || found.isNull() ? null : found;
        } catch (JmesPathException e) {
            return null;
        }
    }

    /** Jackson's trees as JMESPath sees them. */
    private static final class Trees extends BaseRuntime<JsonNode> {
        private static final JsonMapper JSON = new JsonMapper();
        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

        @Override
        public JsonNode parseString(String text) {
            try {
                return JSON.readTree(text);
            } catch (JacksonException e) {
                throw new JmesPathException("not JSON: " + text, e);
            }
        }

        @Override
        public List<JsonNode> toList(JsonNode value) {
            List<JsonNode> values = new ArrayList<>();
            if (value.isArray() || value.isObject()) {
                value.forEach(values::add);
            }
            return values;
        }

        @Override
        public String toString(JsonNode value) {
            return value.isString() ? value.asString() : value.toString();
        }

        @Override
        public Number toNumber(JsonNode value) {
            return value.isNumber() ? value.numberValue() : 0;
        }

        @Override
        public boolean isTruthy(JsonNode value) {
            return switch (typeOf(value)) {
                case NULL -> false;
                case NUMBER -> true;
                case BOOLEAN -> value.booleanValue();
                case STRING -> !value.asString().isEmpty();
                case ARRAY, OBJECT -> !value.isEmpty();
            };
        }

        @Override
        public JmesPathType typeOf(JsonNode value) {
            return switch (value.getNodeType()) {
                case ARRAY -> JmesPathType.ARRAY;
                case OBJECT, POJO -> JmesPathType.OBJECT;
                case BOOLEAN -> JmesPathType.BOOLEAN;
                case NUMBER -> JmesPathType.NUMBER;
                case STRING, BINARY -> JmesPathType.STRING;
                case NULL, MISSING -> JmesPathType.NULL;
            };
        }

        @Override
        public JsonNode getProperty(JsonNode value, JsonNode name) {
            JsonNode property = value.get(name.asString());
            return property == null ? createNull() : property;
        }

        @Override
        public Collection<JsonNode> getPropertyNames(JsonNode value) {
            List<JsonNode> names = new ArrayList<>();
            if (value.isObject()) {
                value.propertyNames().forEach(name -> names.add(createString(name)));
            }
            return names;
        }

        @Override
        public JsonNode createNull() {
            return NODES.nullNode();
        }

        @Override
        public JsonNode createArray(Collection<JsonNode> elements) {
            ArrayNode array = NODES.arrayNode();
            elements.forEach(array::add);
            return array;
        }

        @Override
        public JsonNode createString(String text) {
            return NODES.stringNode(text);
        }

        @Override
        public JsonNode createBoolean(boolean value) {
            return NODES.booleanNode(value);
        }

        @Override
        public JsonNode createObject(Map<JsonNode, JsonNode> members) {
            ObjectNode object = NODES.objectNode();
            members.forEach((name, value) -> object.set(name.asString(), value));
            return object;
        }

        @Override
        public JsonNode createNumber(double value) {
            return NODES.numberNode(value);
        }

        @Override
        public JsonNode createNumber(long value) {
            return NODES.numberNode(value);
        }
    }
}

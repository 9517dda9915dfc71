package dev.plimsoll.engine.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plimsoll.engine.archive.RunSummary;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of {@code summary.json}, from the records it is written from: their components, which of them may be absent, and what
 * their documentation says of each. Fields may be added, so others are allowed.
 */
final class SummarySchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final Path sources;
    private final ObjectNode definitions = NODES.objectNode();

    SummarySchema(Path sources) {
        this.sources = sources;
    }

    ObjectNode schema() throws IOException {
        ObjectNode root = NODES.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Plimsoll run summary (summary.json)");
        root.setAll(record(RunSummary.class));
        root.set("$defs", definitions);
        return root;
    }

    private ObjectNode record(Class<?> type) throws IOException {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ArrayNode required = NODES.arrayNode();
        ObjectNode properties = NODES.objectNode();
        components(type, properties, required);
        schema.set("required", required);
        schema.set("properties", properties);
        return schema;
    }

    private void components(Class<?> type, ObjectNode properties, ArrayNode required) throws IOException {
        String doc = documentation(type);
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                    || isUnwrapped(type, component.getName())) {
                components(component.getType(), properties, required);
                continue;
            }
            ObjectNode field = value(component.getGenericType());
            String told = param(doc, component.getName());
            if (!told.isEmpty()) {
                field.put("description", told);
            }
            properties.set(component.getName(), field);
            boolean absent = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    || notAlways(type, component.getName());
            if (!absent) {
                required.add(component.getName());
            }
        }
    }

    private static boolean isUnwrapped(Class<?> type, String name) {
        return annotated(type, name, JsonUnwrapped.class);
    }

    private static boolean notAlways(Class<?> type, String name) {
        return annotated(type, name, JsonInclude.class);
    }

    private static boolean annotated(
            Class<?> type, String name, Class<? extends java.lang.annotation.Annotation> annotation) {
        try {
            return type.getDeclaredField(name).isAnnotationPresent(annotation);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private ObjectNode value(Type type) throws IOException {
        ObjectNode schema = NODES.objectNode();
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == Map.class) {
                Type value = generic.getActualTypeArguments()[1];
                schema.put("type", "object");
                if (value != Object.class) {
                    schema.set("additionalProperties", value(value));
                }
                return schema;
            }
            schema.put("type", "array");
            schema.set("items", value(generic.getActualTypeArguments()[0]));
            return schema;
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isArray()) {
            schema.put("type", "array");
            schema.set("items", value(raw.getComponentType()));
        } else if (raw.isEnum()) {
            for (Object constant : raw.getEnumConstants()) {
                schema.withArray("enum")
                        .add(JsonMapper.shared().<tools.jackson.databind.JsonNode>valueToTree(constant));
            }
        } else if (raw.isRecord()) {
            String name = raw.getSimpleName();
            if (!definitions.has(name)) {
                definitions.putObject(name);
                definitions.set(name, record(raw));
            }
            schema.put("$ref", "#/$defs/" + name);
        } else if (raw == String.class) {
            schema.put("type", "string");
        } else if (raw == boolean.class || raw == Boolean.class) {
            schema.put("type", "boolean");
        } else if (List.of(int.class, long.class, Integer.class, Long.class).contains(raw)) {
            schema.put("type", "integer");
        } else if (raw == double.class || raw == Double.class) {
            schema.put("type", "number");
        }
        return schema;
    }

    /** The comment above a record, of its own file or of the one around it. */
    private String documentation(Class<?> type) throws IOException {
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        String source = Files.readString(sources.resolve(outer.getName().replace('.', '/') + ".java"));
        int at = source.indexOf("record " + type.getSimpleName() + "(");
        int from = at < 0 ? -1 : source.lastIndexOf("/**", at);
        return from < 0 ? "" : source.substring(from, at);
    }

    private static String param(String doc, String name) {
        Matcher param = Pattern.compile("@param " + name + " (.*?)(?=\\n\\s*\\*\\s*@|\\*/)", Pattern.DOTALL)
                .matcher(doc);
        return param.find()
                ? param.group(1)
                        .replaceAll("\\s*\\n\\s*\\* ?", " ")
                        .replaceAll("\\{@(?:code|link) ([^}]*)}", "$1")
                        .strip()
                : "";
    }
}

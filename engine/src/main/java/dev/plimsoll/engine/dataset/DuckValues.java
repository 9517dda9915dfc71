package dev.plimsoll.engine.dataset;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values of DuckDB as JSON: lists become lists, structs and maps objects, bytes stay bytes (base64 once written), what JSON has no word for
 * (times, intervals, identifiers) becomes text. A number that is not finite is absent.
 */
final class DuckValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DuckValues() {}

    static JsonNode json(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> NODES.nullNode();
            case String text -> NODES.stringNode(text);
            case Boolean flag -> NODES.booleanNode(flag);
            case Byte number -> NODES.numberNode(number.intValue());
            case Short number -> NODES.numberNode(number.intValue());
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case BigInteger number -> NODES.numberNode(number);
            case BigDecimal number -> NODES.numberNode(number);
            case Float number -> Float.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
            case Double number -> Double.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
            case Blob bytes -> NODES.binaryNode(bytes.getBytes(1, (int) bytes.length()));
            case Array list -> list((Object[]) list.getArray());
            case DuckDBStruct struct -> object(struct.getMap());
            case Struct struct -> list(struct.getAttributes());
            case Map<?, ?> map -> object(map);
            default -> NODES.stringNode(value.toString());
        };
    }

    private static JsonNode list(@Nullable Object[] values) throws SQLException {
        ArrayNode list = NODES.arrayNode();
        for (Object value : values) {
            list.add(json(value));
        }
        return list;
    }

    private static JsonNode object(Map<?, ?> values) throws SQLException {
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            object.set(String.valueOf(entry.getKey()), json(entry.getValue()));
        }
        return object;
    }
}

package dev.plimsoll.engine.stats;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class FiniteVectorTest {
    static Stream<JsonNode> questions() {
        return VectorFiles.family("aiperf/is_finite_value").stream().flatMap(f -> f.cases().stream());
    }

    static Stream<JsonNode> scrubs() {
        return VectorFiles.family("aiperf/scrub_non_finite").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("questions")
    void onlyAFiniteNumberIsOne(JsonNode vector) {
        JsonNode input = vector.get("input");
        String type = input.get("python_type").asString();
        Object value = typed(type, input.get("value"));
        boolean never = value instanceof String
                || value instanceof byte[]
                || value instanceof Boolean
                || !vector.get("expected").isBoolean();
        boolean expected = !rule("aiperf/is_finite_value", "finite-number-only").applies(never)
                && vector.get("expected").asBoolean();
        assertEquals(expected, Finite.isFinite(value), type + " " + input.get("name"));
    }

    @ParameterizedTest
    @MethodSource("scrubs")
    void everyNanAndInfinityBecomesNull(JsonNode vector) {
        Object value = plain(vector.get("input").get("value"));
        assertEquals(integersStay(value, plain(vector.get("expected"))), Finite.scrub(value));
    }

    private static @Nullable Object integersStay(@Nullable Object input, @Nullable Object expected) {
        if (input instanceof Map<?, ?> in && expected instanceof Map<?, ?> out) {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            out.forEach((key, element) -> map.put(key, integersStay(in.get(key), element)));
            return map;
        }
        return rule("aiperf/scrub_non_finite", "integers-stay").applies(input instanceof Long) ? input : expected;
    }

    /** The value as the Java type that stands for the Python one. */
    private static @Nullable Object typed(String type, JsonNode value) {
        return switch (type) {
            case "Decimal" -> new BigDecimal(value.asString());
            case "Fraction" -> {
                String[] parts = value.asString().split("/", -1);
                yield Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
            }
            case "bool" -> value.isBoolean() ? value.asBoolean() : Boolean.valueOf(value.asString());
            default -> plain(value);
        };
    }

    private static @Nullable Object plain(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.isObject()) {
            if (node.has("$float")) {
                return Double.valueOf(node.get("$float").asString());
            }
            if (node.has("$bytes_b64")) {
                return Base64.getDecoder().decode(node.get("$bytes_b64").asString());
            }
            if (node.has("$tuple")) {
                return plain(node.get("$tuple"));
            }
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(e -> map.put(e.getKey(), plain(e.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isString()) {
            return node.asString();
        }
        BigInteger big = node.isIntegralNumber() ? node.bigIntegerValue() : BigInteger.ZERO;
        return !node.isIntegralNumber() ? (Object) node.asDouble() : big.bitLength() < 64 ? big.longValue() : big;
    }
}

package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Members a user adds to each body. They are merged shallowly: a later one replaces an earlier one of the same name and a member of
 * ours whole; null takes it away.
 */
final class Extras {
    // Numbers keep every digit the user wrote.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, JsonNode> members;
    /** Most have none, and a look-up for each member of each body is not free. */
    private final boolean isNothing;
    /** {@code ,"name":value} of every member that is not null. */
    private final byte[] encoded;

    private Extras(Map<String, JsonNode> members) {
        this.members = members;
        this.isNothing = members.isEmpty();
        GrowingBytes out = new GrowingBytes();
        members.forEach((name, value) -> {
            if (!value.isNull()) {
                out.append((byte) ',');
                JsonText.string(out, name);
                out.append((byte) ':');
                JsonText.raw(out, value.toString());
            }
        });
        this.encoded = Arrays.copyOf(out.array(), out.length());
    }

    /**
     * Reads a JSON object.
     *
     * @throws PlimsollException where it is none
     */
    static Extras of(String json) {
        return new Extras(read(json));
    }

    /** These with a turn's own on top. */
    Extras with(@Nullable String turnJson) {
        if (turnJson == null) {
            return this;
        }
        Map<String, JsonNode> merged = new LinkedHashMap<>(members);
        merged.putAll(read(turnJson));
        return new Extras(merged);
    }

    /** Whether a member of ours with this name is replaced or taken away. */
    boolean has(String name) {
        return !isNothing && members.containsKey(name);
    }

    /** Appends {@code ,"name":value} for each. */
    void append(GrowingBytes out) {
        out.append(encoded, 0, encoded.length);
    }

    private static Map<String, JsonNode> read(String json) {
        if (json.isBlank()) {
            return Map.of();
        }
        JsonNode root;
        try {
            root = JSON.readTree(json.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw PlimsollException.usage("The extra body members are not JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw PlimsollException.usage("The extra body members must be a JSON object, but are " + json);
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        root.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}

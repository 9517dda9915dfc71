package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members a user adds to each body. They are merged shallowly: a later one replaces an earlier one of the same name and a member of
 * ours whole; null takes it away.
 */
final class Extras {
    /** Numbers keep every digit the user wrote. */
    static final JsonMapper JSON = JsonMapper.builder()
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
    static Extras of(@Nullable String json) {
        return new Extras(json == null ? Map.of() : read(json));
    }

    /** These with a turn's own on top. */
    Extras with(@Nullable String turnJson) {
        return turnJson == null ? this : with(read(turnJson));
    }

    /** These with others on top. */
    Extras with(Extras others) {
        return with(others.members);
    }

    private Extras with(Map<String, JsonNode> others) {
        Map<String, JsonNode> merged = new LinkedHashMap<>(members);
        merged.putAll(others);
        return new Extras(merged);
    }

    /**
     * These, but {@code stream_options} that say nothing of {@code include_usage} ask for it: without the server's counts there are only
     * guesses.
     */
    Extras askingForUsage() {
        if (!(members.get("stream_options") instanceof ObjectNode options) || options.has("include_usage")) {
            return this;
        }
        return with(Map.of("stream_options", options.deepCopy().put("include_usage", true)));
    }

    /** Whether there are none. */
    boolean isNothing() {
        return isNothing;
    }

    /** Whether a member of ours with this name is replaced or taken away. */
    boolean has(String name) {
        return !isNothing && members.containsKey(name);
    }

    /** What a member says, or what holds without it. */
    boolean flag(String name, boolean ifAbsent) {
        JsonNode said = isNothing ? null : members.get(name);
        return said == null ? ifAbsent : said.asBoolean(false);
    }

    /** Every member in order, also those that are null. */
    void forEach(BiConsumer<String, JsonNode> action) {
        members.forEach(action);
    }

    /** Appends {@code ,"name":value} for each; without the first comma where they are the first members. */
    void append(GrowingBytes out, boolean asFirst) {
        out.append(encoded, asFirst && encoded.length > 0 ? 1 : 0, encoded.length);
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

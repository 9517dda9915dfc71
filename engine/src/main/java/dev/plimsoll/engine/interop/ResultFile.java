package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A result file: one JSON value, or several one after another (JSON lines). What is large and tells no figure, such as texts, is passed
 * over while it is read. Python writes NaN and infinities as such; they are read, and are absent to whoever asks for a number.
 * Immutable, any thread.
 */
public final class ResultFile {
    private static final Set<String> PASSED_OVER =
            Set.of("requests", "generated_texts", "request_samples", "telemetry_data", "trace_data");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Path path;
    private final String sha256;
    private final JsonNode first;
    private final int size;

    private ResultFile(Path path, String sha256, JsonNode first, int size) {
        this.path = path;
        this.sha256 = sha256;
        this.first = first;
        this.size = size;
    }

    /**
     * Reads a file.
     *
     * @throws PlimsollException (usage) where it cannot be read, is empty, or is not JSON; located
     */
    public static ResultFile read(Path path) {
        JsonNode first = NODES.missingNode();
        int size = 0;
        MessageDigest digest = newDigest();
        try (InputStream in = new DigestInputStream(open(path), digest);
                JsonParser parser = JSON.createParser(in)) {
            for (; parser.nextToken() != null; size++) {
                if (size == 0) {
                    first = value(parser);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw PlimsollException.usage(path + " cannot be read: " + FileTrouble.reason(e) + ".", e);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw PlimsollException.ofProblems(
                    "This is not a result file:",
                    List.of(new Problem(name(path), line, "", "is not JSON: " + e.getOriginalMessage(), List.of())));
        }
        if (size == 0) {
            throw PlimsollException.usage(path + " is empty.");
        }
        return new ResultFile(path, HexFormat.of().formatHex(digest.digest()), first, size);
    }

    private static InputStream open(Path path) {
        return new BufferedInputStream(Channels.newInputStream(SafePath.openData(path)), 1 << 16);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    private static JsonNode value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (PASSED_OVER.contains(name)) {
                        parser.skipChildren();
                    } else {
                        object.set(name, value(parser));
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? NODES.numberNode(parser.getDoubleValue())
                        : NODES.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Its name without folders. */
    public String name() {
        return name(path);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** Hash of its bytes, hex. */
    public String sha256() {
        return sha256;
    }

    /** How many values it holds, at least 1. */
    public int size() {
        return size;
    }

    /** The first value; in most files the only one. What is passed over is not there. */
    public JsonNode first() {
        return first;
    }

    /**
     * Every value in order, one at a time. Reads the file again.
     *
     * @throws PlimsollException (usage) where it can no longer be read
     */
    public void forEach(ObjIntConsumer<JsonNode> action) {
        try (InputStream in = open(path);
                JsonParser parser = JSON.createParser(in)) {
            for (int i = 0; parser.nextToken() != null; i++) {
                action.accept(value(parser), i);
            }
        } catch (IOException | JacksonException e) {
            throw PlimsollException.usage(path + " changed while it was read: " + e.getMessage(), e);
        }
    }

    /** The 1-based line on which a part of a value begins, or what would hold it; 0 where that is unknown. Reads the file again. */
    int lineOf(int value, JsonPointer part) {
        int line = exactLineOf(value, part);
        return line > 0 || part.matches() ? line : lineOf(value, part.head());
    }

    private int exactLineOf(int value, JsonPointer part) {
        try (InputStream in = open(path);
                JsonParser parser = JSON.createParser(in)) {
            int at = -1;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean begins = parser.streamReadContext().inRoot()
                        || token.isStructStart()
                                && parser.streamReadContext().getParent().inRoot();
                at += begins && token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY ? 1 : 0;
                if (at == value
                        && token != JsonToken.PROPERTY_NAME
                        && parser.streamReadContext().pathAsPointer().equals(part)) {
                    return parser.currentTokenLocation().getLineNr();
                }
            }
        } catch (IOException | JacksonException e) {
            return 0; // it was readable a moment ago; the fault is told without its line
        }
        return 0;
    }
}

package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person wrote about a run: {@code notes.json} in its folder. The rest of the folder stays as the run left it.
 *
 * @param name another name for the run, or null for its own
 * @param note free text, may be empty
 * @param tags words to find it by, without doubles, in the order given
 */
public record RunNotes(@Nullable String name, String note, List<String> tags) {
    /** Nothing written. */
    public static final RunNotes NONE = new RunNotes(null, "", List.of());

    static final String FILE = "notes.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public RunNotes {
        name = name == null || name.isBlank() ? null : name.strip();
        tags = tags.stream()
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .distinct()
                .toList();
    }

    /** The same with another name for the run; null or blank for its own. */
    public RunNotes withName(@Nullable String newName) {
        return new RunNotes(newName, note, tags);
    }

    /** The same with another text. */
    public RunNotes withNote(String newNote) {
        return new RunNotes(name, newNote, tags);
    }

    /** The same with other tags. */
    public RunNotes withTags(List<String> newTags) {
        return new RunNotes(name, note, newTags);
    }

    /**
     * Reads a folder's notes; {@link #NONE} where there are none. Reads a file: not for a thread that draws.
     *
     * @throws PlimsollException (usage) where {@code notes.json} is not what it should be
     */
    public static RunNotes read(Path folder) {
        Optional<ObjectNode> written = document(folder);
        if (written.isEmpty()) {
            return NONE;
        }
        ObjectNode node = written.get();
        JsonNode name = node.path("name");
        List<String> tags = node.path("tags")
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
        return new RunNotes(
                name.isString() ? name.stringValue() : null, node.path("note").stringValue(""), tags);
    }

    /**
     * Writes them, whole or not at all; fields of a newer version in the file survive. Writes a file: not for a thread that draws.
     *
     * @throws PlimsollException where that is not possible, or the present file is not what it should be
     */
    public void write(Path folder) {
        ObjectNode node = document(folder).orElseGet(JSON::createObjectNode);
        node.put("schemaVersion", 1);
        if (name == null) {
            node.remove("name");
        } else {
            node.put("name", name);
        }
        node.put("note", note);
        node.putArray("tags")
                .addAll(tags.stream()
                        .map(t -> JSON.getNodeFactory().stringNode(t))
                        .toList());
        AtomicFile.writeText(folder.resolve(FILE), JSON.writeValueAsString(node));
    }

    private static Optional<ObjectNode> document(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (JSON.readTree(Files.readString(file)) instanceof ObjectNode node) {
                return Optional.of(node);
            }
            throw PlimsollException.usage(file + " does not hold a JSON object. Correct it or move it away.");
        } catch (IOException e) {
            throw PlimsollException.usage(file + " cannot be read: " + FileTrouble.reason(e) + ".", e);
        } catch (JacksonException e) {
            throw PlimsollException.usage(
                    file + " is not JSON: " + e.getOriginalMessage() + ". Correct it or move it away.", e);
        }
    }
}

package dev.plimsoll.app.session;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Unsaved work, kept in the user's state folder while it is unsaved: one file per process, written whole, removed when there is nothing
 * unsaved any more. A file whose process is gone is what a crash left. Any thread, one at a time.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String END = ".recovery.json";

    private final Path folder;
    private final Path own;

    Recovery(Path stateFolder) {
        this.folder = stateFolder.resolve("recovery");
        this.own = folder.resolve(ProcessHandle.current().pid() + END);
    }

    /**
     * Keeps a document; false where that failed.
     *
     * @param linked unsaved texts of the files edited with it
     */
    boolean keep(@Nullable Path workspace, String name, String text, Map<Path, String> linked, Instant at) {
        ObjectNode node = JSON.createObjectNode();
        if (workspace != null) {
            node.put("workspace", workspace.toString());
        }
        node.put("name", name);
        node.put("at", at.toString());
        node.put("text", text);
        if (!linked.isEmpty()) {
            ObjectNode texts = node.putObject("linked");
            linked.forEach((path, each) -> texts.put(path.toString(), each));
        }
        try {
            Files.createDirectories(folder);
            AtomicFile.writeText(own, JSON.writeValueAsString(node));
            return true;
        } catch (IOException | PlimsollException e) {
            LOG.warn("Unsaved work could not be kept in {}", own, e);
            return false;
        }
    }

    /** Nothing is unsaved any more. */
    void forget() {
        discard(own);
    }

    /** Throws away what a crash left. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The recovery file {} could not be removed", file, e);
        }
    }

    /** What crashes left, the latest first; what differs in nothing from its workspace is thrown away. */
    List<Recovered> left() {
        List<Recovered> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().endsWith(END)).toList()) {
                if (isOfALivingProcess(file)) {
                    continue;
                }
                Optional<Recovered> read = read(file);
                if (read.isEmpty() || isSaved(read.get())) {
                    discard(file);
                } else {
                    found.add(read.get());
                }
            }
        } catch (IOException e) {
            LOG.warn("Recovery files in {} could not be listed", folder, e);
        }
        found.sort((a, b) -> b.at().compareTo(a.at()));
        return found;
    }

    private static boolean isOfALivingProcess(Path file) {
        String name = file.getFileName().toString();
        try {
            long pid = Long.parseLong(name.substring(0, name.length() - END.length()));
            // an id used again by a process that started after the file was written does not own it
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(p -> p.info()
                            .startInstant()
                            .map(s -> s.isBefore(written))
                            .orElse(true))
                    .isPresent();
        } catch (NumberFormatException | IOException e) {
            return false;
        }
    }

    private static boolean isSaved(Recovered recovered) {
        Path at = recovered.workspace();
        return at != null
                && holds(at, recovered.text())
                && recovered.linked().entrySet().stream().allMatch(e -> holds(e.getKey(), e.getValue()));
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Recovered> read(Path file) {
        try {
            JsonNode node = JSON.readTree(Files.readString(file));
            String workspace = node.path("workspace").stringValue("");
            Map<Path, String> linked = new LinkedHashMap<>();
            node.path("linked")
                    .properties()
                    .forEach(e -> linked.put(Path.of(e.getKey()), e.getValue().stringValue("")));
            return Optional.of(new Recovered(
                    file,
                    workspace.isEmpty() ? null : Path.of(workspace),
                    node.path("name").stringValue("Untitled"),
                    node.path("text").stringValue(""),
                    linked,
                    Instant.parse(node.path("at").stringValue(""))));
        } catch (IOException | JacksonException | DateTimeParseException | InvalidPathException e) {
            LOG.warn("The recovery file {} could not be read", file, e);
            return Optional.empty();
        }
    }
}

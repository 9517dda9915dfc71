package dev.plimsoll.app.session;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import tools.jackson.databind.JsonNode;

/**
 * The text files that targets of the open workspace name and that are edited with it. Each is read when a target first names it, and stays
 * until the workspace is closed, also where no target names it any more: what was typed is saved with the workspace, undone with it and
 * recovered with it. JavaFX thread; files are read on another one.
 */
public final class LinkedFiles {
    private static final int LONGEST = 4 << 20;

    private final Executor fx;
    private final Executor later;
    private final ReadOnlyObjectWrapper<Map<Path, LinkedFile>> all = new ReadOnlyObjectWrapper<>(Map.of());
    private final Set<Path> asked = new LinkedHashSet<>();

    /**
     * None yet.
     *
     * @param later runs something off the JavaFX thread
     */
    LinkedFiles(Executor fx, Executor later) {
        this.fx = fx;
        this.later = later;
    }

    /** All of them by path. */
    public ReadOnlyObjectProperty<Map<Path, LinkedFile>> all() {
        return all.getReadOnlyProperty();
    }

    /** One; empty while it was not read yet. */
    public Optional<LinkedFile> get(Path path) {
        return Optional.ofNullable(all.get().get(path));
    }

    /** Those that differ from what is on disk. */
    public List<LinkedFile> edited() {
        return all.get().values().stream().filter(LinkedFile::edited).toList();
    }

    /** The file that a target of a workspace names; empty where it names none. */
    public static Optional<Path> ofTarget(WorkspaceFile file, String targetPath) {
        return file.value(targetPath).flatMap(target -> named(file, target));
    }

    private static Optional<Path> named(WorkspaceFile file, JsonNode target) {
        String config = target.path("config").stringValue("").strip();
        if (!target.path("kind").stringValue("").equals("models") || config.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    file.baseFolder().resolve(config).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Reads the files that a document names for the first time. */
    void follow(WorkspaceFile file) {
        for (JsonNode target : file.value("targets").map(JsonNode::values).orElse(List.of())) {
            named(file, target)
                    .filter(asked::add)
                    .ifPresent(path -> later.execute(() -> {
                        LinkedFile read = read(path);
                        fx.execute(() -> {
                            if (asked.contains(path) && get(path).isEmpty()) {
                                put(read);
                            }
                        });
                    }));
        }
    }

    /** What is on disk now; any thread. */
    static LinkedFile read(Path path) {
        try {
            if (!Files.exists(path)) {
                return LinkedFile.unread(path, "is not there");
            }
            if (!Files.isRegularFile(path)) {
                return LinkedFile.unread(path, "is not a file");
            }
            if (Files.size(path) > LONGEST) {
                return LinkedFile.unread(path, "is larger than 4 MiB, which no configuration is");
            }
            return LinkedFile.read(path, Files.readString(path));
        } catch (CharacterCodingException e) {
            return LinkedFile.unread(path, "is not text in UTF-8");
        } catch (IOException e) {
            return LinkedFile.unread(path, "could not be read: " + FileTrouble.reason(e));
        }
    }

    /** Takes what is on disk now; what was edited here stays as it is, beside it. */
    void onDisk(LinkedFile now) {
        LinkedFile before = all.get().get(now.path());
        put(before == null ? now : before.onDisk(now));
    }

    void change(Path path, UnaryOperator<String> change) {
        get(path).filter(LinkedFile::readable).ifPresent(file -> put(file.withText(change.apply(file.text()))));
    }

    /** The texts, for a step of undo. */
    Map<Path, String> texts() {
        Map<Path, String> texts = new LinkedHashMap<>();
        all.get().values().stream().filter(LinkedFile::readable).forEach(f -> texts.put(f.path(), f.text()));
        return texts;
    }

    /** Puts texts back; a file that is not among them keeps its own, for it was read later. */
    void restore(Map<Path, String> texts) {
        Map<Path, LinkedFile> changed = new LinkedHashMap<>(all.get());
        changed.replaceAll((path, file) ->
                file.readable() && texts.containsKey(path) ? file.withText(texts.getOrDefault(path, "")) : file);
        set(changed);
    }

    /** Puts a text in place that is not on disk, read or not: what a crash left. */
    void recover(Path path, String text) {
        asked.add(path);
        LinkedFile disk = read(path);
        put(new LinkedFile(path, disk.saved(), text, ""));
    }

    /**
     * Writes those that were edited.
     *
     * @throws PlimsollException naming the first that cannot be written; those before it are
     */
    void save() {
        for (LinkedFile file : edited()) {
            AtomicFile.writeText(real(file.path()), file.text());
            put(file.written());
        }
    }

    /** The file itself where the path leads over a link, which stays one. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path;
        }
    }

    void clear() {
        asked.clear();
        set(Map.of());
    }

    private void put(LinkedFile file) {
        Map<Path, LinkedFile> changed = new LinkedHashMap<>(all.get());
        changed.put(file.path(), file);
        set(changed);
    }

    private void set(Map<Path, LinkedFile> changed) {
        if (!changed.equals(all.get())) {
            all.set(Map.copyOf(changed));
        }
    }
}

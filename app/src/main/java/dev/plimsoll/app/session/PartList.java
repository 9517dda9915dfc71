package dev.plimsoll.app.session;

import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list of the workspace's parts (its targets, its datasets) with one of them selected, and the edits that a list has: add, duplicate,
 * delete, rename. What benchmarks and mixes name by id follows a rename in the same step of undo. JavaFX thread.
 */
public final class PartList {
    private final WorkspaceSession session;
    private final String list;
    private final String noun;
    private final String reference;
    private final ObservableList<Part> parts = FXCollections.observableArrayList();
    private final ObservableList<Part> shownParts = FXCollections.unmodifiableObservableList(parts);
    private final ReadOnlyObjectWrapper<@Nullable Part> selected = new ReadOnlyObjectWrapper<>();

    /**
     * One part.
     *
     * @param key its id where that is there and its own, else its position; what lists and tests call it
     * @param index position in the list
     * @param id as written, or null
     * @param kind as written, or empty
     * @param path {@code targets[2]}
     */
    public record Part(String key, int index, @Nullable String id, String kind, String path) {
        /** Its id, or what stands for it where it has none. */
        public String title() {
            return id == null || id.isBlank() ? "Unnamed" : id;
        }
    }

    /**
     * A list.
     *
     * @param list its name in the file: {@code targets}
     * @param noun what one is called in the names of undo steps: {@code target}
     * @param reference the field of a benchmark that names one by id: {@code target}
     */
    public PartList(WorkspaceSession session, String list, String noun, String reference) {
        this.session = session;
        this.list = list;
        this.noun = noun;
        this.reference = reference;
        session.file().addListener((_, _, _) -> read());
        read();
    }

    /** All of them, in the order of the file. */
    public ObservableList<Part> parts() {
        return shownParts;
    }

    /** The selected one, or null where there is none. */
    public ReadOnlyObjectProperty<@Nullable Part> selected() {
        return selected.getReadOnlyProperty();
    }

    /** Selects by {@link Part#key}; nothing where there is no such part. */
    public void select(@Nullable String key) {
        parts.stream().filter(p -> p.key().equals(key)).findFirst().ifPresent(selected::set);
    }

    /**
     * Appends a part and selects it.
     *
     * @param idStem its id, with a number behind it where that is taken
     */
    public void add(String idStem, ObjectNode part) {
        String id = freeId(idStem);
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        made.put("id", id);
        made.setAll(part);
        session.edit("Add " + noun, "", file -> file.with(list + "[" + parts.size() + "]", made));
        select(id);
    }

    /** Appends a copy of the selected part and selects it. */
    public void duplicate() {
        Part from = selected.get();
        if (from == null) {
            return;
        }
        if (session.file().get().value(from.path()).orElse(null) instanceof ObjectNode copy) {
            String id = freeId(from.title() + "-copy");
            copy.put("id", id);
            session.edit("Duplicate " + noun, "", file -> file.with(list + "[" + parts.size() + "]", copy));
            select(id);
        }
    }

    /**
     * Takes the selected part away. Benchmarks that name it keep the name, and tell that there is none.
     *
     * @return brings it back, whatever was edited since
     */
    public Runnable delete() {
        Part gone = selected.get();
        if (gone == null) {
            return () -> {};
        }
        JsonNode written = session.file().get().value(gone.path()).orElseThrow();
        String what = "Delete " + gone.title();
        session.edit(what, "", file -> file.without(gone.path()));
        WorkspaceFile after = session.file().get();
        return () -> {
            if (session.file().get() == after) {
                session.undo();
            } else {
                session.edit("Restore " + gone.title(), "", file -> inserted(file, gone.index(), written));
            }
            select(gone.key());
        };
    }

    private WorkspaceFile inserted(WorkspaceFile file, int index, JsonNode part) {
        ArrayNode all =
                file.value(list).orElse(null) instanceof ArrayNode array ? array : JsonNodeFactory.instance.arrayNode();
        all.insert(Math.min(index, all.size()), part);
        return file.with(list, all);
    }

    /**
     * Gives the selected part another id, and the benchmarks that name it too.
     *
     * @return why not, a sentence, or empty where it is done or is the old one
     */
    public Optional<String> rename(String newId) {
        Part part = selected.get();
        String id = newId.strip();
        if (part == null || id.equals(part.id())) {
            return Optional.empty();
        }
        if (id.isEmpty()) {
            return Optional.of("The name must not be empty.");
        }
        if (parts.stream().anyMatch(p -> id.equals(p.id()))) {
            return Optional.of("There is already a " + noun + " '" + id + "'.");
        }
        session.edit("Rename " + noun, "", file -> {
            WorkspaceFile changed = file.with(part.path() + ".id", JsonNodeFactory.instance.stringNode(id));
            for (Reference each : references(part)) {
                changed = changed.with(each.path(), JsonNodeFactory.instance.stringNode(id));
            }
            return changed;
        });
        return Optional.empty();
    }

    /** Shown names of the benchmarks that use a part, and of the mixes that do. */
    public List<String> usedBy(Part part) {
        return references(part).stream().map(r -> name(r.user())).distinct().toList();
    }

    /**
     * A field that names a part.
     *
     * @param path {@code benchmarks[0].dataset}
     * @param user the benchmark or mix that it belongs to: {@code benchmarks[0]}
     */
    private record Reference(String path, String user) {}

    /** The fields that name a part; none where an earlier part has the same id, for then they mean that one. */
    private List<Reference> references(Part part) {
        boolean first = parts.stream()
                .filter(p -> Objects.equals(p.id(), part.id()))
                .findFirst()
                .filter(part::equals)
                .isPresent();
        if (part.id() == null || !first) {
            return List.of();
        }
        List<Reference> all = new ArrayList<>();
        for (int i = 0; i < count("benchmarks"); i++) {
            String benchmark = "benchmarks[" + i + "]";
            all.add(new Reference(benchmark + "." + reference, benchmark));
        }
        for (int i = 0; i < count(list); i++) {
            String mix = list + "[" + i + "]";
            for (int j = 0; j < count(mix + ".parts"); j++) {
                all.add(new Reference(mix + ".parts[" + j + "]." + reference, mix));
            }
        }
        WorkspaceFile file = session.file().get();
        all.removeIf(r -> !text(file, r.path()).equals(Optional.of(part.id())));
        return all;
    }

    private int count(String member) {
        return session.file()
                .get()
                .value(member)
                .filter(JsonNode::isArray)
                .map(JsonNode::size)
                .orElse(0);
    }

    private String name(String user) {
        WorkspaceFile file = session.file().get();
        return text(file, user + ".name").or(() -> text(file, user + ".id")).orElse(user);
    }

    private static Optional<String> text(WorkspaceFile file, String path) {
        return file.value(path).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private String freeId(String stem) {
        String id = stem;
        for (int i = 2; taken(id); i++) {
            id = stem + "-" + i;
        }
        return id;
    }

    private boolean taken(String id) {
        return parts.stream().anyMatch(p -> id.equals(p.id()) || id.equals(p.key()));
    }

    private void read() {
        List<Part> found = new ArrayList<>();
        JsonNode all = session.file().get().value(list).orElse(JsonNodeFactory.instance.arrayNode());
        for (int i = 0; all.isArray() && i < all.size(); i++) {
            JsonNode each = all.get(i);
            String id = each.path("id").stringValue(null);
            boolean own = id != null
                    && !id.isBlank()
                    && found.stream().noneMatch(p -> p.key().equals(id));
            found.add(new Part(own ? id : "#" + i, i, id, each.path("kind").stringValue(""), list + "[" + i + "]"));
        }
        Part before = selected.get();
        if (!found.equals(parts)) {
            parts.setAll(found);
        }
        selected.set(following(before));
    }

    /** The part that was selected, by its key; else the one in its place: it was renamed, or deleted and the next one moved up. */
    private @Nullable Part following(@Nullable Part before) {
        if (parts.isEmpty()) {
            return null;
        }
        if (before == null) {
            return parts.getFirst();
        }
        return parts.stream()
                .filter(p -> p.key().equals(before.key()))
                .findFirst()
                .orElseGet(() -> parts.get(Math.min(before.index(), parts.size() - 1)));
    }
}
